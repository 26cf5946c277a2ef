using System.Globalization;
using System.Text.RegularExpressions;
using CrmLive.Tests.Architecture;
using CrmLive.Web.App;
using MudBlazor;

namespace CrmLive.Tests.Web;

/// <summary>The colours of css/tokens.css, computed and not judged by eye.</summary>
[Trait("Feature", "P17")]
public sealed partial class TokensTests
{
    private static readonly Dictionary<string, (string Light, string Dark)> Tokens = Token()
        .Matches(File.ReadAllText(Path.Combine(Sources.Root, "wwwroot-assets", "css", "tokens.css")))
        .ToDictionary(match => match.Groups[1].Value, match => (match.Groups[2].Value, match.Groups[3].Value));

    public static TheoryData<string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string> { { "on-accent", "accent" }, { "on-accent", "accent-strong" }, { "accent", "accent-soft" } };
            foreach (var ground in new[] { "ground", "surface", "raised", "sunken", "hover" })
            {
                foreach (var ink in new[] { "ink", "ink-2", "ink-3", "accent", "good", "bad", "waiting", "talking", "off" })
                {
                    pairs.Add(ink, ground);
                }
            }

            foreach (var state in new[] { "good", "bad", "waiting", "talking", "off" })
            {
                pairs.Add(state, $"{state}-soft");
                pairs.Add("ink", $"{state}-soft");
                pairs.Add("ink-2", $"{state}-soft");
            }

            return pairs;
        }
    }

    [Theory, MemberData(nameof(Pairs))]
    public void Every_ink_is_read_on_every_ground_it_stands_on(string ink, string ground)
    {
        Assert.InRange(Contrast(Tokens[ink].Light, Tokens[ground].Light), 4.5, 21);
        Assert.InRange(Contrast(Tokens[ink].Dark, Tokens[ground].Dark), 4.5, 21);
    }

    [Fact]
    public void Good_and_bad_differ_in_lightness_for_those_who_do_not_see_the_hue()
    {
        Assert.True(Contrast(Tokens["good"].Light, Tokens["bad"].Light) > 1.15, "light");
        Assert.True(Contrast(Tokens["good"].Dark, Tokens["bad"].Dark) > 1.15, "dark");
    }

    [Fact]
    public void MudBlazor_wears_the_same_colours()
    {
        Same(CrmTheme.Theme.PaletteLight, token => token.Light);
        Same(CrmTheme.Theme.PaletteDark, token => token.Dark);

        static void Same(Palette palette, Func<(string Light, string Dark), string> of)
        {
            (MudBlazor.Utilities.MudColor Colour, string Name)[] pairs =
            [
                (palette.Primary, "accent"), (palette.Success, "good"), (palette.Error, "bad"), (palette.Warning, "waiting"), (palette.Info, "talking"),
                (palette.Background, "ground"), (palette.Surface, "surface"), (palette.TextPrimary, "ink"), (palette.TextSecondary, "ink-2"), (palette.LinesDefault, "line"),
            ];
            Assert.All(pairs, pair => Assert.Equal(of(Tokens[pair.Name]), pair.Colour.ToString(MudBlazor.Utilities.MudColorOutputFormats.Hex)));
        }
    }

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>Relative luminance as WCAG 2.2 defines it.</summary>
    private static double Luminance(string hex)
    {
        var linear = Enumerable.Range(0, 3)
            .Select(i => int.Parse(hex.AsSpan(1 + (i * 2), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4))
            .ToArray();
        return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
    }

    [GeneratedRegex(@"--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")]
    private static partial Regex Token();
}
