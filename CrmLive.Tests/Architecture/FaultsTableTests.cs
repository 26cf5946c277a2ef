using System.Reflection;
using System.Text.RegularExpressions;

namespace CrmLive.Tests.Architecture;

/// <summary>A page that names tests is believed, so it must not name one that was renamed or given up.</summary>
public sealed partial class FaultsTableTests
{
    [Theory, Trait("Feature", "P23")]
    [InlineData("faults.md")]
    [InlineData("proof.md")]
    public void Every_test_a_page_names_is_there(string page)
    {
        var there = typeof(FaultsTableTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttribute<FactAttribute>() is not null || method.GetCustomAttribute<FsCheck.Xunit.PropertyAttribute>() is not null)
            .Select(method => method.Name).ToHashSet();
        var named = Name().Matches(File.ReadAllText(Path.Combine(Sources.Root, "docs", page))).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, name => !there.Contains(name));
    }

    /// <summary>A sentence of a test: words that are held together by underscores.</summary>
    [GeneratedRegex("`([A-Z][A-Za-z0-9]*_[A-Za-z0-9_]+)`")]
    private static partial Regex Name();
}
