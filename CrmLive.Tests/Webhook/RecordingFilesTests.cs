using System.Collections.Frozen;
using CrmLive.Core.Access;
using CrmLive.Core.Calls;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Telephony;
using CrmLive.Tests.Data;
using CrmLive.Web.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Webhook;

[Trait("Feature", "C16")]
public sealed class RecordingFilesTests
{
    private static readonly Actor Manager = new() { UserId = null, Name = "Maria", Scope = Scope.All, Permissions = FrozenSet.Create(CallPermissions.Listen, CallPermissions.Watch) };

    [Fact]
    public async Task A_recording_is_played_whole_and_from_any_place_and_each_playing_is_in_the_journal()
    {
        await using var office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);
        var legId = await RecordedAsync(office, "2026/11/call.wav");

        var whole = await PlayAsync(office, Manager, legId, "bytes=0-");
        Assert.Equal((206, "audio/wav", "bytes 0-999/1000"), (whole.StatusCode, whole.ContentType, whole.Headers.ContentRange.ToString()));
        var rest = await PlayAsync(office, Manager, legId, "bytes=400-");
        Assert.Equal((206, "bytes 400-999/1000", 600), (rest.StatusCode, rest.Headers.ContentRange.ToString(), rest.Body.Length));

        await using var db = office.Crm.Open(Actor.System);
        Assert.Equal(1, await db.Set<JournalEntry>().CountAsync(entry => entry.Event == "call.listened"));
    }

    [Fact]
    public async Task Who_may_not_listen_hears_nothing()
    {
        await using var office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);
        var legId = await RecordedAsync(office, "call.wav");
        Assert.Equal(403, (await PlayAsync(office, Manager with { Permissions = [] }, legId)).StatusCode);
        Assert.Equal(404, (await PlayAsync(office, Manager, legId + 1)).StatusCode);
    }

    [Fact]
    public async Task A_file_that_calls_itself_a_page_is_not_served_as_one()
    {
        await using var office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);
        var played = await PlayAsync(office, Manager, await RecordedAsync(office, "call.html"));
        Assert.Equal(("application/octet-stream", "nosniff"), (played.ContentType, played.Headers.XContentTypeOptions.ToString()));
    }

    private static async Task<int> RecordedAsync(TestOffice office, string file)
    {
        var path = Path.Combine(office.Options.RecordingsFolder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, new byte[1000]);
        await using var intake = new CallIntake(office.Crm, NullLogger<CallIntake>.Instance);
        CallEvent Said(int number, CallEventKind kind) =>
            new() { Exchange = "test", EventId = $"{number}", CallKey = "1", Kind = kind, At = TestOffice.Monday.AddSeconds(number), Leg = "1", Extension = "101", Recording = kind == CallEventKind.Recorded ? file : null };
        await intake.AcceptAsync([Said(1, CallEventKind.Ringing), Said(2, CallEventKind.Answered), Said(3, CallEventKind.Recorded), Said(4, CallEventKind.Ended)], default);
        await using var db = office.Crm.Open(Actor.System);
        return await db.Set<CallLeg>().Where(leg => leg.Recording == file).Select(leg => leg.Id).SingleAsync();
    }

    private static async Task<HttpResponse> PlayAsync(TestOffice office, Actor actor, int legId, string? range = null)
    {
        var http = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider(), Response = { Body = new MemoryStream() } };
        http.Request.Method = "GET";
        if (range is not null) http.Request.Headers.Range = range;
        await (await RecordingFiles.PlayAsync(actor, legId, http, new CallRecordings(office.Crm))).ExecuteAsync(http);
        return http.Response;
    }
}
