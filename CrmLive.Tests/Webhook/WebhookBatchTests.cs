using System.Text;
using CrmLive.Core.Telephony;
using CrmLive.Core.Telephony.Webhook;
using FsCheck.Xunit;

namespace CrmLive.Tests.Webhook;

[Trait("Feature", "C1")]
public sealed class WebhookBatchTests
{
    private static readonly DateTime Now = new(2027, 1, 31, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_single_event_says_all_it_can_say()
    {
        var said = Parse("""
            {"id":"7","call":"c-1","kind":"leg-ended","at":"2027-01-31T10:00:00+01:00","direction":"inbound","caller":"+48 22 555 09 71","callerName":"Anna",
             "line":"225550101","leg":"l-1","extension":101,"queue":"sales","cause":"NO_ANSWER","recording":"2027/01/c-1.wav","mood":"fine","more":{"deep":[1]}}
            """).Events.Single().Event;

        Assert.Equal(new CallEvent
        {
            Exchange = "pbx", EventId = "7", CallKey = "c-1", Kind = CallEventKind.LegEnded, At = Now, Direction = CallDirection.Inbound,
            Caller = "+48 22 555 09 71", CallerName = "Anna", Line = "225550101", Leg = "l-1", Extension = "101", Queue = "sales",
            Cause = HangUp.NoAnswer, Recording = "2027/01/c-1.wav",
        }, said);
    }

    [Theory]
    [InlineData("[{0},{0}]", 2)]
    [InlineData("""{"events":[{0}]}""", 1)]
    [InlineData("[]", 0)]
    public void Events_come_alone_or_in_a_list(string body, int count) =>
        Assert.Equal(count, Parse(body.Replace("{0}", """{"id":"1","call":"a","kind":"started","at":1801000000.25}""", StringComparison.Ordinal), DateTime.UnixEpoch.AddSeconds(1_801_000_001)).Events.Count);

    [Theory]
    [InlineData("""{"call":"a","kind":"started","at":"2027-01-31T09:00:00Z"}""", "\"id\" is missing")]
    [InlineData("""{"id":"1","kind":"started","at":"2027-01-31T09:00:00Z"}""", "\"call\" is missing")]
    [InlineData("""{"id":"1","call":"a","at":"2027-01-31T09:00:00Z"}""", "\"kind\" is missing")]
    [InlineData("""{"id":"1","call":"a","kind":"timed-out","at":"2027-01-31T09:00:00Z"}""", "\"kind\" is one of Started")]
    [InlineData("""{"id":"1","call":"a","kind":"1","at":"2027-01-31T09:00:00Z"}""", "\"kind\" is one of Started")]
    [InlineData("""{"id":"1","call":"a","kind":"started"}""", "\"at\" is missing")]
    [InlineData("""{"id":"1","call":"a","kind":"started","at":"2027-01-31T09:00:00"}""", "with its zone")]
    [InlineData("""{"id":"1","call":"a","kind":"started","at":"2027-01-31T09:05:01Z"}""", "five minutes ahead")]
    [InlineData("""{"id":"1","call":"a","kind":"started","at":-1}""", "\"at\" must be a time")]
    [InlineData("""{"id":"1","call":"a","kind":"started","at":"2027-01-31T09:00:00Z","cause":"tired"}""", "\"cause\" is one of Normal")]
    [InlineData("""{"id":"1","call":"a","kind":"started","at":"2027-01-31T09:00:00Z","caller":["x"]}""", "\"caller\" must be a text")]
    [InlineData("""{"id":"1","call":"a","kind":"started","at":"2027-01-31T09:00:00Z","caller":"\ud800"}""", "half a character")]
    [InlineData("""{"id":"1","call":"a","kind":"recorded","at":"2027-01-31T09:00:00Z","recording":"../../etc/passwd"}""", "below the recordings folder")]
    [InlineData("\"started\"", "must be an object")]
    public void A_bad_event_is_named_by_place_and_reason_and_the_good_ones_are_taken(string bad, string reason)
    {
        const string good = """{"id":"1","call":"a","kind":"started","at":"2027-01-31T09:04:59Z"}""";
        var batch = Parse($"[{good},{bad},{good}]");

        Assert.Equal([0, 2], batch.Events.Select(read => read.Index));
        Assert.Equal(1, batch.Refused.Single().Index);
        Assert.Contains(reason, batch.Refused.Single().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_longer_than_its_column_is_refused()
    {
        string Event(int length) => $$"""{"id":"1","call":"{{new string('c', length)}}","kind":"started","at":"2027-01-31T09:00:00Z"}""";
        Assert.Single(Parse(Event(200)).Events);
        Assert.Single(Parse(Event(201)).Refused);
    }

    [Fact]
    public void Events_without_ids_take_the_request_s_idempotency_key()
    {
        const string body = """[{"call":"a","kind":"started","at":"2027-01-31T09:00:00Z"},{"call":"a","kind":"ended","at":"2027-01-31T09:00:00Z"}]""";
        var batch = WebhookBatch.Parse(Encoding.UTF8.GetBytes(body), "pbx", "request-5", Now);
        Assert.Equal(["request-5/0", "request-5/1"], batch.Events.Select(read => read.Event.EventId));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("""{"events":5}""")]
    [InlineData("[[[[[[[[[[[[]]]]]]]]]]]]")]
    public void A_body_that_holds_no_events_is_refused_as_a_whole(string body) => Assert.Throws<WebhookBodyException>(() => Parse(body));

    [Fact]
    public void More_events_than_a_request_may_hold_are_refused_as_a_whole() =>
        Assert.Throws<WebhookBodyException>(() => Parse($"[{string.Join(',', Enumerable.Repeat("{}", WebhookBatch.MostEvents + 1))}]"));

    [Property(MaxTest = 500)]
    public void No_bytes_whatever_make_it_fail_otherwise(byte[] body)
    {
        try
        {
            WebhookBatch.Parse(body, "pbx", null, Now);
        }
        catch (WebhookBodyException)
        {
        }
    }

    private static WebhookBatch Parse(string body, DateTime? now = null) => WebhookBatch.Parse(Encoding.UTF8.GetBytes(body), "pbx", null, now ?? Now);
}
