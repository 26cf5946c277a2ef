using CrmLive.Core.Common;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CrmLive.Tests.Common;

[Trait("Feature", "C27")]
public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("600 111 222", "PL", "+48600111222")]
    [InlineData("+48 600-111-222", "PL", "+48600111222")]
    [InlineData("0048600111222", "PL", "+48600111222")]
    [InlineData("00 48 600 111 222", "PL", "+48600111222")]
    [InlineData("48600111222", "PL", "+48600111222")]
    [InlineData("48600111222", "RU", "+48600111222")]
    [InlineData("(0) 22 510 99 99", "PL", "+48225109999")]
    [InlineData("+48 (0)22 510 99 99", "PL", "+48225109999")]
    [InlineData("tel. 22 510 99 99 wew. 12", "PL", "+48225109999")]
    [InlineData("22 510 99 99 доб. 12", "PL", "+48225109999")]
    [InlineData("tel:+48-600-111-222;ext=5", "PL", "+48600111222")]
    [InlineData("sip:+48600111222@trunk.example.org", "PL", "+48600111222")]
    [InlineData("\"Anna\" <sip:600111222@10.0.0.1:5060;user=phone>", "PL", "+48600111222")]
    [InlineData("8 (967) 051-57-59", "PL", "+79670515759")]
    [InlineData("8 (967) 051-57-59", "RU", "+79670515759")]
    [InlineData("+7 967 051 57 59", "PL", "+79670515759")]
    [InlineData("79670515759", "PL", "+79670515759")]
    [InlineData("9670515759", "RU", "+79670515759")]
    public void Every_spelling_of_a_number_is_that_one_number(string raw, string country, string e164) =>
        Assert.Equal(e164, PhoneNumber.TryE164(raw, country));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("112")]
    [InlineData("+48 112")]
    [InlineData("19115")]
    [InlineData("anonymous")]
    [InlineData("Unknown")]
    [InlineData("sip:anonymous@anonymous.invalid")]
    [InlineData("sip:101@pbx")]
    [InlineData("204")]
    [InlineData("2041")]
    [InlineData("123456")]
    [InlineData("000000000")]
    [InlineData("+")]
    [InlineData("jan600111222@example.org")]
    [InlineData("+4860011122260011122260011122")]
    public void Hidden_callers_extensions_and_short_codes_match_nobody(string? raw) => Assert.Null(PhoneNumber.TryE164(raw, "PL"));

    [Theory]
    [InlineData("361234567", "+48361234567")]
    [InlineData("+44 7700 900123", "+447700900123")]
    public void A_number_of_the_right_length_in_no_known_range_is_still_a_number(string raw, string e164) =>
        Assert.Equal(e164, PhoneNumber.TryE164(raw, "PL"));

    [Fact]
    public void A_number_is_shown_in_the_groups_of_its_country()
    {
        Assert.Equal("+48 600 111 222", PhoneNumber.Display("+48600111222"));
        Assert.Equal("anonymous", PhoneNumber.Display("anonymous"));
    }

    [Property(Arbitrary = [typeof(Spellings)])]
    public void Spaces_dashes_and_brackets_change_nothing(SpeltNumber number) =>
        Assert.Equal("+48" + number.National, PhoneNumber.TryE164(number.Spelt, "PL"));

    [Property]
    public void Any_text_is_read_without_failing_and_a_result_reads_as_itself(NonNull<string> text)
    {
        if (PhoneNumber.TryE164(text.Get, "PL") is { } e164)
        {
            Assert.Equal(e164, PhoneNumber.TryE164(e164, "PL"));
        }
    }
}

public sealed record SpeltNumber(string National, string Spelt);

/// <summary>Nine Polish digits in one of the prefixes people write and with separators between any two of them.</summary>
public static class Spellings
{
    public static Arbitrary<SpeltNumber> Numbers()
    {
        var spelt =
            from subscriber in Gen.Choose(0, 9_999_999)
            from prefix in Gen.Elements("", "+48", "0048", "48", "+48 ", "(+48) ", "0")
            from separators in Gen.ArrayOf(Gen.Elements("", "", " ", "-", ".", "/"), 9)
            let national = $"60{subscriber:D7}"
            select new SpeltNumber(national, prefix + string.Concat(national.Zip(separators, (digit, separator) => digit + separator)));
        return spelt.ToArbitrary();
    }
}
