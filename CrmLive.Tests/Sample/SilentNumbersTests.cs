using CrmLive.Core.Common;
using CrmLive.Core.Sample;
using FsCheck.Xunit;

namespace CrmLive.Tests.Sample;

[Trait("Feature", "P1")]
public sealed class SilentNumbersTests
{
    [Property]
    public void A_silent_number_is_a_number_to_us_and_the_same_in_every_spelling(uint ordinal, int seed)
    {
        var number = SilentNumbers.Person((int)(ordinal % 10_000_000));
        Assert.True(SilentNumbers.Contains(number));
        Assert.Equal(number, PhoneNumber.TryE164(number, "PL"));
        Assert.Equal(number, PhoneNumber.TryE164(Persona.Spelled(number, Dice.For(seed, "spelling")), "PL"));
    }

    [Property]
    public void So_is_one_from_abroad(int seed)
    {
        var number = SilentNumbers.Foreigner(Dice.For(seed, "abroad"));
        Assert.True(SilentNumbers.Contains(number), number);
        Assert.Equal(number, PhoneNumber.TryE164(number, "PL"));
    }

    [Fact]
    public void No_two_people_share_one() =>
        Assert.Equal(200_000, Enumerable.Range(0, 200_000).Select(SilentNumbers.Person).Distinct().Count());

    [Theory]
    [InlineData("+48600111222")]
    [InlineData("+48225109999")]
    [InlineData("+4836123456")]
    [InlineData("+447700901123")]
    public void A_number_that_may_ring_somebody_is_not_silent(string number) => Assert.False(SilentNumbers.Contains(number));
}
