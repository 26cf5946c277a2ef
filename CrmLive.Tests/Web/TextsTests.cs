using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CrmLive.Tests.Architecture;
using CrmLive.Web.Shared;

namespace CrmLive.Tests.Web;

[Trait("Feature", "P10")]
public sealed partial class TextsTests
{
    public static TheoryData<string> Slices =>
        [.. new[] { "CrmLive.Web", "CrmLive.Core" }.SelectMany(project => Directory.EnumerateFiles(Path.Combine(Sources.Root, project), "*Text.resx", SearchOption.AllDirectories)).Where(IsSource).Select(file => Path.GetRelativePath(Sources.Root, file))];

    [Theory, MemberData(nameof(Slices))]
    public void Every_text_is_there_in_Polish_and_Russian_with_the_same_blanks(string resx)
    {
        var english = Read(resx);
        foreach (var language in new[] { ".pl.resx", ".ru.resx" })
        {
            var other = Read(resx.Replace(".resx", language, StringComparison.Ordinal));
            Assert.Equal(english.Keys.Order(StringComparer.Ordinal), other.Keys.Order(StringComparer.Ordinal));
            foreach (var (key, text) in english)
            {
                Assert.False(string.IsNullOrWhiteSpace(other[key]), $"{resx} {language}: {key} is empty");
                Assert.True(Blanks(text).SetEquals(Blanks(other[key])), $"{resx} {language}: {key} has other blanks than the English text");
                Assert.True(text.Count(c => c == '|') == other[key].Count(c => c == '|'), $"{resx} {language}: {key} has another number of forms");
            }
        }
    }

    [Theory, MemberData(nameof(Slices))]
    public void Every_text_a_slice_asks_for_exists(string resx)
    {
        var known = Read(resx).Keys.ToHashSet();
        var folder = Path.GetDirectoryName(Path.Combine(Sources.Root, resx))!;
        var missing =
            from file in Directory.EnumerateFiles(folder, "*.razor")
            from Match asked in AskedOfL().Matches(File.ReadAllText(file))
            where !known.Contains(asked.Groups[1].Value)
            select $"{Path.GetFileName(file)}: {asked.Groups[1].Value}";
        Assert.Empty(missing);
    }

    [Fact]
    public void No_component_says_a_word_that_is_not_a_text()
    {
        var literal =
            from file in Sources.Files("CrmLive.Web")
            where file.EndsWith(".razor", StringComparison.Ordinal)
            let markup = Markup(File.ReadAllText(file))
            from Match word in Literal().Matches(markup)
            let said = word.Groups[1].Value.Trim()
            where said.Length > 1 && !Allowed.Contains(said)
            select $"{Path.GetFileName(file)}: {said}";
        Assert.Empty(literal);
    }

    [Theory]
    [InlineData("en", "1 call", "2 calls", "5 calls", "21 calls", "22 calls", "112 calls")]
    [InlineData("pl", "1 rozmowa", "2 rozmowy", "5 rozmów", "21 rozmów", "22 rozmowy", "112 rozmów")]
    [InlineData("ru", "1 звонок", "2 звонка", "5 звонков", "21 звонок", "22 звонка", "112 звонков")]
    public void A_number_takes_the_form_its_language_gives_it(string language, params string[] expected)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var forms = language switch { "pl" => "rozmowa|rozmowy|rozmów", "ru" => "звонок|звонка|звонков", _ => "call|calls|calls" };
        Assert.Equal(expected, new[] { 1, 2, 5, 21, 22, 112 }.Select(n => $"{n} {Plural.Pick(n, forms)}"));
    }

    // Names of products, a chord and an address, which are the same in every language; single letters are keys of the keyboard.
    private static readonly HashSet<string> Allowed = ["CrmLive", "Ctrl K", "Ctrl Z", "Asterisk", "POST /api/calls/events"];

    private static bool IsSource(string file) => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    private static Dictionary<string, string> Read(string resx) => XDocument.Load(Path.Combine(Sources.Root, resx)).Root!.Elements("data")
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static HashSet<string> Blanks(string text) => [.. Blank().Matches(text).Select(match => match.Value)];

    private static string Markup(string razor) => Code().Replace(Directive().Replace(Comment().Replace(razor, ""), ""), "");

    [GeneratedRegex(@"\{\d+[^}]*\}")]
    private static partial Regex Blank();

    [GeneratedRegex("""\bL\["([^"\]]+)"[\],]""")]
    private static partial Regex AskedOfL();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^@(inject|inherits|implements|attribute|using|page|layout).*$", RegexOptions.Multiline)]
    private static partial Regex Directive();

    [GeneratedRegex(@"^@code \{.*", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();

    // Text between the end of one tag and the beginning of the next that is no Razor expression or statement.
    [GeneratedRegex(@"(?<=[a-z""'/]>)\s*([\p{L}][^<>@{}();=]*)<")]
    private static partial Regex Literal();
}
