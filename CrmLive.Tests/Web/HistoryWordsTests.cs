using System.Text.RegularExpressions;
using CrmLive.Tests.Architecture;

namespace CrmLive.Tests.Web;

/// <summary>What the code calls a happening about a client must have words in the client's history, or a key is shown instead.</summary>
[Trait("Feature", "A19")]
public sealed partial class HistoryWordsTests
{
    [Fact]
    public void Everything_that_can_happen_about_a_client_has_its_words()
    {
        var words = File.ReadAllText(Path.Combine(Sources.Root, "CrmLive.Web", "Clients", "ClientsText.resx"));
        var unsaid =
            from file in Sources.Files("CrmLive.Core")
            from Match told in Happening().Matches(File.ReadAllText(file))
            let happening = told.Groups[1].Value
            where !Plain().IsMatch(happening) && !words.Contains($"\"Event.{happening}\"", StringComparison.Ordinal)
            select happening;
        Assert.Empty(unsaid.Distinct());
    }

    [GeneratedRegex(""""((?:activity|client|call|lead|agreement|submission|offer)\.[a-z-]+)"""")]
    private static partial Regex Happening();

    [GeneratedRegex(@"\.(created|changed|deleted)$")]
    private static partial Regex Plain();
}
