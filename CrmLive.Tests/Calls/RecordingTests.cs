using CrmLive.Core.Access;
using CrmLive.Core.Calls;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Calls;

[Trait("Feature", "C16")]
public sealed class RecordingTests
{
    public static TheoryData<DatabaseKind> Kinds => TestOffice.Kinds;

    [SkippableTheory, MemberData(nameof(Kinds))]
    public async Task Every_playing_is_in_the_journal_once_and_only_who_may_listen_gets_the_file(DatabaseKind kind)
    {
        await using var floor = await CallFloor.OpenAsync(kind);
        var anna = CallFloor.As(await floor.Office.AddUserAsync("Anna", "Nowak"));
        var leg = await RecordedLegAsync(floor, "one.wav");
        var recordings = new CallRecordings(floor.Office.Crm);

        Assert.Equal("one.wav", (await recordings.OpenAsync(anna, leg, fromStart: true, default))?.Path.Split(Path.DirectorySeparatorChar)[^1]);
        Assert.NotNull(await recordings.OpenAsync(anna, leg, fromStart: false, default));
        var entry = await floor.ReadAsync(db => db.Set<JournalEntry>().SingleAsync(e => e.Event == "call.listened"));
        Assert.Equal((anna.UserId, "Anna Nowak"), (entry.UserId, entry.Who));
        await Assert.ThrowsAsync<AccessRefused>(() => recordings.OpenAsync(anna with { Permissions = [CallPermissions.Watch] }, leg, true, default));
        Assert.Null(await recordings.OpenAsync(anna with { Scope = Scope.Own }, leg, true, default));
    }

    [Fact]
    public async Task A_link_that_leads_out_of_the_folder_is_not_followed()
    {
        await using var floor = await CallFloor.OpenAsync(DatabaseKind.Sqlite);
        var leg = await RecordedLegAsync(floor, "one.wav");
        var inside = Path.Combine(floor.Office.Options.RecordingsFolder, "one.wav");
        File.Delete(inside);
        File.CreateSymbolicLink(inside, floor.Office.Options.DatabaseFile);
        Assert.Null(await new CallRecordings(floor.Office.Crm).OpenAsync(Actor.System, leg, true, default));
    }

    [Theory]
    [InlineData("../crmlive.db")]
    [InlineData("a/../../crmlive.db")]
    [InlineData("/etc/passwd")]
    [InlineData("..\\crmlive.db")]
    public async Task An_exchange_that_names_a_file_outside_the_folder_is_refused(string file)
    {
        await using var floor = await CallFloor.OpenAsync(DatabaseKind.Sqlite);
        var answer = await floor.TellAsync(new Told().Records(1, null, file).Events);
        Assert.Equal("The recording lies outside the recordings folder.", Assert.Single(answer.Refused).Reason);
    }

    private static async Task<int> RecordedLegAsync(CallFloor floor, string file)
    {
        Directory.CreateDirectory(floor.Office.Options.RecordingsFolder);
        await File.WriteAllTextAsync(Path.Combine(floor.Office.Options.RecordingsFolder, file), "RIFF....WAVEfmt ");
        await floor.TellAsync(new Told().Inbound().Rings(1, "a").Answers(5, "a").Records(6, "a", file).Ends(60).Events);
        return (await floor.CallAsync()).Legs[0].Id;
    }
}
