using System.Globalization;
using CrmLive.Core.Common;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CrmLive.Tests.Common;

[Trait("Feature", "B22")]
public sealed class PersonalNumberTests
{
    [Theory]
    [InlineData("44051401359", null)]
    [InlineData("0207 0803-628", null)]
    [InlineData("09222509560", null)]
    [InlineData("49040501580", null)]
    [InlineData("44051401358", PersonalFault.Checksum)]
    [InlineData("02381307589", PersonalFault.Date)]
    [InlineData("44023001350", PersonalFault.Date)]
    [InlineData("4405140135", PersonalFault.Shape)]
    [InlineData("٤٤٠٥١٤٠١٣٥٩", PersonalFault.Shape)]
    public void A_PESEL_is_told_good_from_bad(string typed, PersonalFault? fault) => Assert.Equal(fault, Pesel.FaultOf(Pesel.Fold(typed)!));

    [Theory]
    [InlineData("ABA300000", null)]
    [InlineData("abs 123 456", null)]
    [InlineData("AYW036733", null)]
    [InlineData("ABA400000", PersonalFault.Checksum)]
    [InlineData("ABA123456", PersonalFault.Checksum)]
    [InlineData("AB1234567", PersonalFault.Shape)]
    [InlineData("ŁBA300000", PersonalFault.Shape)]
    public void A_card_number_is_told_good_from_bad(string typed, PersonalFault? fault) => Assert.Equal(fault, IdCard.FaultOf(IdCard.Fold(typed)!));

    /// <summary>Against a PESEL made from a date the other way round, with the check digit found by trying all ten.</summary>
    [Property(MaxTest = 300)]
    public Property One_digit_of_ten_is_right_for_any_day_of_five_centuries() => Prop.ForAll(
        Gen.Choose(0, (int)(new DateTime(2299, 12, 31) - new DateTime(1800, 1, 1)).TotalDays).Two().ToArbitrary(), pick =>
        {
            var day = new DateTime(1800, 1, 1).AddDays(pick.Item1);
            var month = day.Month + ((day.Year / 100) switch { 18 => 80, 19 => 0, 20 => 20, 21 => 40, _ => 60 });
            var start = string.Create(CultureInfo.InvariantCulture, $"{day.Year % 100:00}{month:00}{day.Day:00}{pick.Item2 % 10_000:0000}");
            var good = Enumerable.Range(0, 10).Where(digit => Pesel.FaultOf($"{start}{digit}") is null).ToList();
            return good.Count == 1 && Enumerable.Range(0, 10).Except(good).All(digit => Pesel.FaultOf($"{start}{digit}") == PersonalFault.Checksum);
        });
}
