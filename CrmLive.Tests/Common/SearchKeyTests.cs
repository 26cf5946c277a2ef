using CrmLive.Core.Common;
using FsCheck;
using FsCheck.Xunit;

namespace CrmLive.Tests.Common;

[Trait("Feature", "P12")]
public sealed class SearchKeyTests
{
    [Theory]
    [InlineData("Łódź", "lodz")]
    [InlineData("ŻÓŁĆ gęślą JAŹŃ", "zolc gesla jazn")]
    [InlineData("Nowak-Kowalska", "nowak kowalska")]
    [InlineData("O'Neill", "oneill")]
    [InlineData("Жуков", "zhukov")]
    [InlineData("Щербань", "shcherban")]
    [InlineData("Мар'яна Їжакевич", "mariana izhakevich")]
    [InlineData("Straße 5/7", "strasse 5 7")]
    [InlineData("  Anna \t ", "anna")]
    [InlineData("jan.kowalski@example.org", "jan kowalski example org")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Names_are_folded_to_what_a_hurried_hand_types(string? text, string key) => Assert.Equal(key, SearchKey.Of(text));

    [Theory]
    [InlineData("Łódź", "lodz", true)]
    [InlineData("Łódź", "łód", true)]
    [InlineData("Georgij Żukow Жуков", "жуков", true)]
    [InlineData("Jan Kowalski", "kowalski jan", true)]
    [InlineData("Jan Kowalski", "kow j", true)]
    [InlineData("Jan Kowalski", "alski", false)]
    [InlineData("王小明", "王", true)]
    public void Words_are_found_by_their_beginnings_in_any_order(string text, string typed, bool found) =>
        Assert.Equal(found, SearchKey.Matches(SearchKey.Of(text), typed));

    [Fact]
    public void A_letter_written_as_two_code_points_is_the_same_letter() =>
        Assert.Equal(SearchKey.Of("Сергей Łąka"), SearchKey.Of("Сергей Łąka".Normalize(System.Text.NormalizationForm.FormD)));

    [Property]
    public void A_key_is_lower_ascii_and_folding_it_again_changes_nothing(NonNull<string> text)
    {
        var valid = new string([.. text.Get.Where(c => !char.IsSurrogate(c))]);
        var key = SearchKey.Of(valid);
        Assert.All(key, c => Assert.True(c is ' ' or (>= 'a' and <= 'z') or (>= '0' and <= '9')));
        Assert.Equal(key, SearchKey.Of(key));
        Assert.True(SearchKey.Matches(key, valid));
    }

    [Fact]
    public void A_broken_surrogate_is_no_reason_to_fail() => Assert.Equal("a b", SearchKey.Of("a\uD800b"));
}
