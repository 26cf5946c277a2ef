using CrmLive.Core.Data;
using CrmLive.Core.Live;

namespace CrmLive.Core.Calls.Intake;

/// <summary>Within one transaction: keeps the new events, folds the calls they belong to, and lets rows, journal, totals and bells follow.</summary>
internal sealed class Group(DirectWrite write, DatabaseKind kind, Listing listing, CallFiles files)
{
    private readonly EventRows _events = new(write);
    private readonly CallRows _calls = new(write, kind);
    private readonly LegRows _legs = new(write);
    private readonly KnownClients _clients = new(write);
    private readonly MissedRule _missed = new(write);
    private readonly List<Touched> _touched = [];

    private sealed record Touched(Call Call, CallFace? Before, CallFile File, Arrival Last);

    public async Task TakeAsync(ReadOnlyMemory<Arrival> arrivals)
    {
        foreach (var arrival in arrivals.ToArray()) arrival.IsKnown = !await _events.AddAsync(arrival);
        foreach (var news in arrivals.ToArray().Where(arrival => !arrival.IsKnown).GroupBy(arrival => (arrival.Event.Exchange, arrival.Event.CallKey)))
        {
            _touched.Add(await FoldAsync(news.Key, [.. news]));
        }

        // Only now: a talk in this group may put right what was missed in it.
        foreach (var (call, before, _, last) in _touched) await _missed.LookAtAsync(call, before, last.Actor, last.TakenAt);
    }

    /// <summary>After the commit; what was rolled back must not be remembered.</summary>
    public void Committed()
    {
        foreach (var (call, _, file, _) in _touched) files.Put((call.Exchange, call.CallKey), file with { Version = call.Version });
    }

    private async Task<Touched> FoldAsync((string Exchange, string CallKey) key, Arrival[] news)
    {
        var row = await _calls.ReadAsync(key.Exchange, key.CallKey);
        var file = row is null ? null : files.Take(key, row.Version);
        if (file is not null) file.Events.AddRange(news.Select(arrival => arrival.Event));
        else file = await ReadFileAsync(key, row);

        var state = CallTracker.Fold(file.Events);
        var call = row ?? new Call { Exchange = key.Exchange, CallKey = key.CallKey };
        CallFace? before = row is null ? null : CallFace.Of(row);
        Contribution[] countedBefore = row is null ? [] : [.. row.Contributions(write.OfficeTime)];

        KeptLeg[] legs = [.. state.Legs.Select(leg => new KeptLeg(listing.Person(leg.Extension)?.UserId, leg))];
        CallReading.Apply(call, state, legs, listing);
        await _clients.MatchAsync(call, before ?? default);
        await _calls.WriteAsync(call);
        var legsChanged = await _legs.WriteAsync(call.Id, file.Legs, legs);

        write.Changes.Count(countedBefore, call.Contributions(write.OfficeTime));
        if (legsChanged || before != CallFace.Of(call))
        {
            write.Tell(call, before, news[^1].Actor, news[^1].TakenAt);
            write.Changes.Ring(LiveTopic.Calls, call.Id);
        }

        await _clients.SpokenAsync(call, before ?? default);
        return new Touched(call, before, file, news[^1]);
    }

    // The events of this group are among those read: they lie in the same transaction.
    private async Task<CallFile> ReadFileAsync((string Exchange, string CallKey) key, Call? row) => new(
        row?.Version ?? 0,
        await _events.OfCallAsync(key.Exchange, key.CallKey),
        row is null ? [] : await _legs.OfCallAsync(row.Id));
}
