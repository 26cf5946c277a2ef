using System.Text;
using CrmLive.Core.Telephony.Webhook;
using FsCheck;
using FsCheck.Xunit;

namespace CrmLive.Tests.Webhook;

[Trait("Feature", "C1")]
public sealed class WebhookSignatureTests
{
    private const string Timestamp = "1800000000";
    private const string Signature = "8897f1f86b47b6cd8cee6fddef4d2a7ea3ca9bd62e7d3ef7de1b763cab199c00";
    private static readonly DateTime Now = DateTime.UnixEpoch.AddSeconds(1_800_000_000);
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"id":"1","call":"a","kind":"started","at":"2027-01-15T08:00:00Z"}""");
    private static readonly WebhookKey[] Keys = [new() { Name = "cloud-pbx", Secret = "not-a-secret-only-a-test" }];

    [Fact]
    public void It_is_the_hmac_that_openssl_makes()
    {
        Assert.Equal(Signature, WebhookSignature.Of(Keys[0].Secret, Timestamp, Body));
        Assert.Equal("cloud-pbx", Check(Timestamp, Signature, Body).Key?.Name);
        Assert.NotNull(Check(Timestamp, Signature.ToUpperInvariant(), Body).Key);
    }

    [Property]
    public void One_changed_byte_of_the_body_is_noticed(NonNegativeInt place, byte change)
    {
        var body = (byte[])Body.Clone();
        body[place.Get % body.Length] ^= change;
        Assert.Equal(change == 0, Check(Timestamp, Signature, body).Key is not null);
    }

    [Property]
    public void One_changed_digit_of_the_signature_is_noticed(NonNegativeInt place, NonNegativeInt digit)
    {
        var at = place.Get % Signature.Length;
        var other = $"{Signature[..at]}{digit.Get % 16:x}{Signature[(at + 1)..]}";
        Assert.Equal(other == Signature, Check(Timestamp, other, Body).Key is not null);
    }

    [Theory]
    [InlineData(-301, false)]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public void A_request_is_believed_for_five_minutes_either_way(int seconds, bool isBelieved)
    {
        var (key, refusal) = WebhookSignature.Check(Keys, Timestamp, Signature, Body, Now.AddSeconds(seconds));
        Assert.Equal(isBelieved, key is not null);
        Assert.Equal(isBelieved, refusal is null);
    }

    [Fact]
    public void A_timestamp_made_younger_spoils_the_signature() => Assert.Null(Check("1800000001", Signature, Body).Key);

    [Fact]
    public void While_a_key_is_being_changed_the_old_and_the_new_one_count()
    {
        WebhookKey[] both = [new() { Name = "cloud-pbx", Secret = "the-new-secret-of-a-test" }, .. Keys];
        Assert.All(both, key => Assert.Equal("cloud-pbx", WebhookSignature.Check(both, Timestamp, WebhookSignature.Of(key.Secret, Timestamp, Body), Body, Now).Key?.Name));
        Assert.Null(WebhookSignature.Check(both[..1], Timestamp, Signature, Body, Now).Key);
    }

    [Fact]
    public void A_secret_short_enough_to_guess_counts_for_nothing()
    {
        var key = new WebhookKey { Secret = "short" };
        Assert.Null(WebhookSignature.Check([key], Timestamp, WebhookSignature.Of(key.Secret, Timestamp, Body), Body, Now).Key);
    }

    [Theory]
    [InlineData(null, Signature)]
    [InlineData("", Signature)]
    [InlineData("-5", Signature)]
    [InlineData("1.8e9", Signature)]
    [InlineData("99999999999999999999999", Signature)]
    [InlineData(Timestamp, null)]
    [InlineData(Timestamp, "")]
    [InlineData(Timestamp, "zz")]
    public void Headers_that_make_no_sense_are_refused_in_words(string? timestamp, string? signature)
    {
        var (key, refusal) = Check(timestamp, signature, Body);
        Assert.Null(key);
        Assert.EndsWith(".", refusal, StringComparison.Ordinal);
    }

    private static (WebhookKey? Key, string? Refusal) Check(string? timestamp, string? signature, byte[] body) => WebhookSignature.Check(Keys, timestamp, signature, body, Now);
}
