using System.Globalization;
using CrmLive.Core.Common;

namespace CrmLive.Tests.Common;

[Trait("Feature", "P10")]
public sealed class MoneyTests
{
    [Theory]
    [InlineData(1234567.5, "pl-PL", "1 234 567,50 zł")]
    [InlineData(1234567.5, "en-GB", "1,234,567.50 PLN")]
    [InlineData(642000, "pl-PL", "642 000 zł")]
    public void A_price_has_the_digits_of_the_reader_and_no_break_inside(double amount, string culture, string text) =>
        Assert.Equal(text.Replace(' ', '\u00A0'), new Money((decimal)amount).Format(CultureInfo.GetCultureInfo(culture)));

    [Fact]
    public void Zloty_and_euro_are_not_added() =>
        Assert.Throws<InvalidOperationException>(() => new Money(1) + new Money(1, "EUR"));

    [Fact]
    public void Half_a_grosz_is_rounded_up() => Assert.Equal(new Money(10.13m), new Money(10.125m).Rounded());
}
