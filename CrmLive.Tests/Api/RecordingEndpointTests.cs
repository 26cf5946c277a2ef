using System.Net;
using System.Net.Http.Headers;
using CrmLive.Core.Access;
using CrmLive.Core.Calls;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Telephony;
using CrmLive.Core.Users;
using CrmLive.Tests.Account;
using CrmLive.Web.Api;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Tests.Api;

[Trait("Feature", "C16")]
public sealed class RecordingEndpointTests
{
    private static readonly byte[] Wav = [.. "RIFF\0\0\0\0WAVEfmt "u8, .. Enumerable.Range(0, 1000).Select(i => (byte)i)];

    [Fact]
    public async Task A_player_moves_about_in_a_recording_and_the_journal_counts_one_playing()
    {
        await using var web = await WebOffice.OpenAsync();
        var call = await RecordedAsync(web, "talk.wav", Wav);
        using var http = await ClientAsync(web, CallPermissions.Watch, CallPermissions.Listen);

        using var whole = await GetAsync(http, call, "bytes=0-");
        Assert.Equal(HttpStatusCode.PartialContent, whole.StatusCode);
        Assert.Equal("audio/wav", whole.Content.Headers.ContentType?.MediaType);
        Assert.Equal(Wav, await whole.Content.ReadAsByteArrayAsync());
        using var middle = await GetAsync(http, call, "bytes=100-199");
        Assert.Equal(Wav[100..200], await middle.Content.ReadAsByteArrayAsync());
        using var end = await GetAsync(http, call, "bytes=-10");
        Assert.Equal(Wav[^10..], await end.Content.ReadAsByteArrayAsync());
        Assert.Equal(1, (await web.EventsAsync()).Count(e => e == "call.listened"));

        web.Clock.Advance(TimeSpan.FromMinutes(2));
        using var again = await GetAsync(http, call, null);
        Assert.Equal(2, (await web.EventsAsync()).Count(e => e == "call.listened"));
    }

    [Fact]
    public async Task Whoever_begins_in_the_middle_has_played_it_too()
    {
        await using var web = await WebOffice.OpenAsync();
        var call = await RecordedAsync(web, "talk.wav", Wav);
        using var http = await ClientAsync(web, CallPermissions.Watch, CallPermissions.Listen);
        using var middle = await GetAsync(http, call, "bytes=1-");
        Assert.Contains("call.listened", await web.EventsAsync());
    }

    [Fact]
    public async Task Without_the_permission_nobody_listens_and_nothing_is_journaled()
    {
        await using var web = await WebOffice.OpenAsync();
        var call = await RecordedAsync(web, "talk.wav", Wav);
        using var http = await ClientAsync(web, CallPermissions.Watch);
        using var refused = await GetAsync(http, call, null);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.DoesNotContain("call.listened", await web.EventsAsync());
    }

    [Theory]
    [InlineData("../crmlive.db")]
    [InlineData("../keys/key.xml")]
    [InlineData("..\\..\\secret.wav")]
    [InlineData("/etc/passwd")]
    [InlineData("notes.wav")]
    [InlineData("linked.wav")]
    [InlineData("nowhere.wav")]
    [InlineData("")]
    public void A_file_outside_the_folder_or_one_that_is_no_sound_is_never_found(string name)
    {
        using var folder = new Operating.Folder();
        Directory.CreateDirectory(folder["recordings"]);
        File.WriteAllBytes(folder["crmlive.db"], Wav);
        File.WriteAllBytes(folder["outside.wav"], Wav);
        File.WriteAllText(folder["recordings/notes.wav"], "Not a sound, whatever it is called.");
        File.CreateSymbolicLink(folder["recordings/linked.wav"], folder["outside.wav"]);
        Assert.Null(RecordingFile.Find(folder["recordings"], name));
    }

    [Theory]
    [InlineData("talk.gsm", "OggS", "audio/ogg")]
    [InlineData("2026/11/talk", "ID3", "audio/mpeg")]
    public void A_recording_is_what_it_holds_and_not_what_it_is_called(string name, string head, string type)
    {
        using var folder = new Operating.Folder();
        Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
        File.WriteAllText(folder[name], head + " and so on for a while");
        Assert.Equal(type, RecordingFile.Find(folder.Path, name)?.ContentType);
    }

    private static async Task<Call> RecordedAsync(WebOffice web, string name, byte[] sound)
    {
        await File.WriteAllBytesAsync(Path.Combine(web.Crm.Options.RecordingsFolder, name), sound);
        await using var db = web.Crm.Open(Actor.System);
        var at = web.Clock.GetUtcNow().UtcDateTime;
        var call = new Call { Exchange = "test", CallKey = "1", StartedAt = at, LastEventAt = at, Status = CallStatus.Answered };
        call.Legs.Add(new CallLeg { LegKey = "1", RangAt = at, Recording = name });
        db.Add(call);
        await db.SaveChangesAsync();
        return call;
    }

    private static async Task<HttpClient> ClientAsync(WebOffice web, params string[] permissions)
    {
        var user = await web.AddUserAsync("listener", "administrator");
        var token = await web.Services.GetRequiredService<ApiTokens>().CreateAsync(Actor.System, "player", user.Id, permissions, default);
        var http = new HttpClient { BaseAddress = web.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    private static Task<HttpResponseMessage> GetAsync(HttpClient http, Call call, string? range)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, RecordingEndpoint.AddressOf(call.Id, call.Legs[0].Id));
        if (range is not null)
        {
            request.Headers.Range = RangeHeaderValue.Parse(range);
        }

        return http.SendAsync(request);
    }
}
