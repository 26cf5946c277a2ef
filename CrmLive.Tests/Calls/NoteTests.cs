using CrmLive.Core.Access;
using CrmLive.Core.Calls;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Tests.Data;
using FsCheck.Xunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Calls;

[Trait("Feature", "C9")]
public sealed class NoteTests
{
    public static TheoryData<DatabaseKind> Kinds => TestOffice.Kinds;

    [Theory]
    [InlineData("", "wants 3 rooms", "", "wants 3 rooms")]
    [InlineData("wants", "wants 3 rooms", "wants, urgent", "wants, urgent 3 rooms")]
    [InlineData("wants a flat", "wants a big flat", "wants a flat by June", "wants a big flat by June")]
    [InlineData("flat", "house", "plot", "house")]
    [InlineData("flat", "", "flat in June", " in June")]
    public void Two_who_write_at_once_both_keep_what_they_wrote(string basedOn, string mine, string theirs, string merged) =>
        Assert.Equal(merged, NoteMerge.Of(basedOn, mine, theirs));

    [Property]
    public void Whoever_changed_nothing_takes_nothing_away(string text, string basedOn)
    {
        (text, basedOn) = (text ?? "", basedOn ?? "");
        Assert.Equal(text, NoteMerge.Of(basedOn, basedOn, text));
        Assert.Equal(text, NoteMerge.Of(basedOn, text, basedOn));
        Assert.Equal(text, NoteMerge.Of(basedOn, text, text));
    }

    [SkippableTheory, MemberData(nameof(Kinds))]
    public async Task A_note_is_kept_while_it_is_typed_and_the_exchange_goes_on_talking(DatabaseKind kind)
    {
        await using var floor = await CallFloor.OpenAsync(kind);
        var (ewa, jan) = (CallFloor.As(await floor.Office.AddUserAsync("Ewa", "Lis")), CallFloor.As(await floor.Office.AddUserAsync("Jan", "Lis")));
        var told = new Told().Inbound().Rings(1, "a").Answers(5, "a");
        await floor.TellAsync(told.Events);
        var id = (await floor.CallAsync()).Id;

        var typed = "";
        var exchange = Enumerable.Range(6, 30).Select(second => floor.TellAsync((second % 2 == 0 ? told.Holds(second, "a") : told.Resumes(second, "a")).Events[^1])).ToArray();
        foreach (var letter in "3 rooms") typed = await floor.Commands.WriteNoteAsync(ewa, id, typed, typed + letter, default);
        var both = await floor.Commands.WriteNoteAsync(jan, id, "", "June. ", default);
        await Task.WhenAll(exchange);

        Assert.Equal("3 rooms", typed);
        Assert.Equal(both, (await floor.CallAsync()).Note);
        Assert.Contains("3 rooms", both, StringComparison.Ordinal);
        Assert.Contains("June. ", both, StringComparison.Ordinal);
    }

    [SkippableTheory, MemberData(nameof(Kinds)), Trait("Feature", "P5")]
    public async Task The_journal_tells_each_writers_stretch_once_and_every_letter_is_kept_all_the_same(DatabaseKind kind)
    {
        await using var floor = await CallFloor.OpenAsync(kind);
        var (ewa, jan) = (CallFloor.As(await floor.Office.AddUserAsync("Ewa", "Lis")), CallFloor.As(await floor.Office.AddUserAsync("Jan", "Lis")));
        await floor.TellAsync(new Told().Inbound().Rings(1, "a").Events);
        var id = (await floor.CallAsync()).Id;
        await using var panel = await Panel.OpenAsync(floor);

        await TypeAsync(floor, ewa, id, "", "3 rooms");
        await panel.ShowsAsync(now => now.Calls is [{ Note: "3 rooms", NoteBy: "Ewa Lis" }]);
        Assert.Empty(await ToldAsync(floor));

        // Another writer ends her stretch; her next one begins anew.
        await TypeAsync(floor, jan, id, "3 rooms", ", June");
        Assert.Equal(["Ewa Lis: {\"Note\":[null,\"3 rooms\"]}"], await ToldAsync(floor));
        await TypeAsync(floor, ewa, id, "3 rooms, June", "!");

        // A pause ends a stretch as well; what is killed meanwhile is told after the restart, of the moment it was written.
        var stopped = floor.Office.Clock.GetUtcNow().UtcDateTime;
        floor.Office.Clock.Advance(TimeSpan.FromSeconds(30));
        await SweepAsync(floor);
        Assert.Equal(2, (await ToldAsync(floor)).Count);
        floor.Office.Clock.Advance(TimeSpan.FromHours(12));
        await floor.CrashAsync();
        await SweepAsync(floor);
        await SweepAsync(floor);
        Assert.Equal(
            ["Ewa Lis: {\"Note\":[null,\"3 rooms\"]}", "Jan Lis: {\"Note\":[\"3 rooms\",\"3 rooms, June\"]}", "Ewa Lis: {\"Note\":[\"3 rooms, June\",\"3 rooms, June!\"]}"],
            await ToldAsync(floor));
        Assert.Equal(stopped, await floor.ReadAsync(db => db.Set<JournalEntry>().Where(e => e.Event == "call.note-written").MaxAsync(e => e.At)));
        Assert.Equal("3 rooms, June!", (await floor.CallAsync()).Note);

        // What was written and taken away again within one stretch is no news.
        await floor.Commands.WriteNoteAsync(jan, id, "3 rooms, June!", "", default);
        await floor.Commands.WriteNoteAsync(jan, id, "", "3 rooms, June!", default);
        floor.Office.Clock.Advance(TimeSpan.FromMinutes(2));
        await SweepAsync(floor);
        Assert.Equal(3, (await ToldAsync(floor)).Count);
    }

    [Fact]
    public async Task Whoever_types_without_end_is_told_of_in_pieces()
    {
        await using var floor = await CallFloor.OpenAsync(DatabaseKind.Sqlite);
        var ewa = CallFloor.As(await floor.Office.AddUserAsync("Ewa", "Lis"));
        await floor.TellAsync(new Told().Inbound().Rings(1, "a").Events);
        var id = (await floor.CallAsync()).Id;
        for (var half = 0; half < 42; half++)
        {
            await floor.Commands.WriteNoteAsync(ewa, id, new string('x', half), new string('x', half + 1), default);
            floor.Office.Clock.Advance(TimeSpan.FromSeconds(30));
        }

        Assert.Single(await ToldAsync(floor));
    }

    private static async Task TypeAsync(CallFloor floor, Actor who, int id, string before, string letters)
    {
        var typed = before;
        foreach (var letter in letters) typed = await floor.Commands.WriteNoteAsync(who, id, typed, typed + letter, default);
    }

    private static Task SweepAsync(CallFloor floor) => new NoteJournal(floor.Office.Crm, NullLogger<NoteJournal>.Instance).SweepAsync(default);

    private static Task<List<string>> ToldAsync(CallFloor floor) => floor.ReadAsync(db =>
        db.Set<JournalEntry>().Where(e => e.Event == "call.note-written").OrderBy(e => e.Seq).Select(e => e.Who + ": " + e.Changes).ToListAsync());
}
