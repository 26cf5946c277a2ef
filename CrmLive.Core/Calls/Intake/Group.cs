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
    private readonly WrittenUp _writtenUp = new(write);
    private readonly SpellContacts _spells = new(write, kind);
    private readonly MissedRule _missed = new(write);
    private readonly List<Touched> _touched = [];

    private sealed record Touched(Call Call, CallFace? Before, CallFile File, Arrival Last);

    public async Task TakeAsync(ReadOnlyMemory<Arrival> arrivals)
    {
        foreach (var arrival in arrivals.ToArray())
        {
            // A second try may find another number of events kept than the first.
            arrival.Refused = null;
            arrival.IsKnown = !await _events.AddAsync(arrival);
        }

        foreach (var news in arrivals.ToArray().Where(arrival => !arrival.IsKnown).GroupBy(arrival => (arrival.Event.Exchange, arrival.Event.CallKey)))
        {
            if (await FoldAsync(news.Key, [.. news]) is { } touched) _touched.Add(touched);
        }

        // Only now: a talk in this group may put right what was missed in it.
        foreach (var (call, before, _, last) in _touched) await _missed.LookAtAsync(call, before, last.Actor, last.TakenAt);
    }

    /// <summary>After the commit; what was rolled back must not be remembered.</summary>
    public void Committed()
    {
        foreach (var (call, _, file, _) in _touched) files.Put((call.Exchange, call.CallKey), file with { Row = call });
    }

    /// <summary>Null when none of the news was taken.</summary>
    private async Task<Touched?> FoldAsync((string Exchange, string CallKey) key, Arrival[] news)
    {
        if (files.Take(key) is { } file)
        {
            news = await KeepAsync(news, file.Events.Count);
            file.Events.AddRange(news.Select(arrival => arrival.Event));
            if (news.Length == 0)
            {
                // Kept in the hand: a feed gone mad must not have the call read anew with each event it is refused.
                files.Put(key, file);
                return null;
            }

            if (await FoldAsync(key, file, news) is { } touched) return touched;
        }

        // The events of this group are among those read: they lie in the same transaction.
        var events = await _events.OfCallAsync(key.Exchange, key.CallKey);
        if (events.Count > EventLimit.Most)
        {
            var kept = await KeepAsync(news, events.Count - news.Length);
            var refused = news.Except(kept).Select(arrival => arrival.Event.EventId).ToHashSet();
            events.RemoveAll(e => refused.Contains(e.EventId));
            news = kept;
        }

        var row = await _calls.ReadAsync(key.Exchange, key.CallKey);
        file = new(row, events, row is null ? [] : await _legs.OfCallAsync(row.Id));
        if (news.Length == 0)
        {
            files.Put(key, file);
            return null;
        }

        return await FoldAsync(key, file, news) ?? throw new InvalidOperationException($"The row of call {row?.Id} changed although it is locked.");
    }

    private async Task<Arrival[]> KeepAsync(Arrival[] news, int before)
    {
        var kept = EventLimit.Keep(news, before);
        foreach (var arrival in news.Where(arrival => arrival.Refused is not null)) await _events.RemoveAsync(arrival.Event);
        return kept;
    }

    /// <summary>Null when the file was out of date; nothing has been written then.</summary>
    private async Task<Touched?> FoldAsync((string Exchange, string CallKey) key, CallFile file, Arrival[] news)
    {
        var last = news[^1];
        var state = CallTracker.Fold(file.Events);
        KeptLeg[] legs = [.. state.Legs.Select(leg => new KeptLeg(listing.Person(leg.Extension)?.UserId, leg))];
        var call = file.Row?.Copy() ?? new Call { Exchange = key.Exchange, CallKey = key.CallKey };
        CallFace? before = file.Row is null ? null : CallFace.Of(file.Row);
        CallReading.Apply(call, state, legs, listing, write.OfficeTime);
        await _clients.MatchAsync(call, before ?? default);
        if (file.Row is null) await _calls.InsertAsync(call);
        else if (!await _calls.UpdateAsync(call, file.Row)) return null;

        var legsChanged = await _legs.WriteAsync(call.Id, file.Legs, legs);
        write.Changes.Count(file.Row, call, write.OfficeTime);
        await _writtenUp.FollowAsync(call, file.Row, last.Actor, last.TakenAt);
        await _spells.FollowAsync(call, file.Row);
        if (legsChanged || before != CallFace.Of(call))
        {
            write.Tell(call, before, last.Actor, last.TakenAt);
            write.Changes.Ring(LiveTopic.Calls, call.Id);
        }

        await _clients.SpokenAsync(call, before ?? default);
        return new Touched(call, before, file, last);
    }
}
