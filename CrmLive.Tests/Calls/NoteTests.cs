using CrmLive.Core.Calls;
using CrmLive.Core.Data;
using CrmLive.Tests.Data;
using FsCheck.Xunit;

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
}
