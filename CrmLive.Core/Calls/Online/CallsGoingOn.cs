using CrmLive.Core.Common;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Calls.Online;

/// <summary>The calls going on and the missed ones still open, kept by id; only those whose bell rang are read again.</summary>
internal sealed class CallsGoingOn
{
    /// <summary>An office that has not rung back for a month has other troubles than this list.</summary>
    private static readonly TimeSpan MissedAtMost = TimeSpan.FromDays(30);

    private readonly Dictionary<int, CallRow> _rows = [];

    public IEnumerable<CallRow> GoingOn => _rows.Values.Where(row => row.Status.IsGoingOn());
    public IEnumerable<CallRow> Missed => _rows.Values.Where(row => row.MissedOpen);
    public IEnumerable<string> Numbers => _rows.Values.Select(row => row.CallerE164).OfType<string>().Distinct();

    public async Task ReadAllAsync(CrmDbContext db, DateTime now, CancellationToken ct)
    {
        var since = now - MissedAtMost;
        // Two questions, each with its own small index; asked as one they would walk the year's calls.
        var goingOn = await CallRow.ReadAsync(db, db.Set<Call>().Where(c => (int)c.Status < 4), ct);
        var missed = await CallRow.ReadAsync(db, db.Set<Call>().Where(c => c.MissedOpen && c.StartedAt > since).OrderByDescending(c => c.StartedAt).Take(500), ct);
        _rows.Clear();
        foreach (var row in goingOn.Concat(missed)) _rows[row.Id] = row;
    }

    public async Task ReadAsync(CrmDbContext db, IReadOnlyList<int> ids, DateTime now, CancellationToken ct)
    {
        // By id alone: with the states in the question too, SQLite walks the calls of the year instead of opening these few.
        var rows = await CallRow.ReadAsync(db, db.Set<Call>().Where(c => ids.Contains(c.Id)), ct);
        foreach (var id in ids) _rows.Remove(id);
        foreach (var row in rows.Where(row => row.Status.IsGoingOn() || (row.MissedOpen && row.StartedAt > now - MissedAtMost))) _rows[row.Id] = row;
    }

    public static CallNow Shown(CallRow row, ValueList<KnownCaller> clients) => new()
    {
        Id = row.Id,
        Direction = row.Direction,
        Status = row.Status,
        StartedAt = row.StartedAt,
        Since = Since(row),
        Number = row.Number,
        NumberE164 = row.CallerE164,
        CallerName = row.CallerName,
        Line = row.Line,
        Source = row.Source,
        Queue = row.Queue,
        Clients = clients,
        Parties = row.Legs.Select(leg => new CallParty(leg.UserId, leg.Name, leg.Extension, leg.Status, leg.Role)).ToValueList(),
        Note = row.Note,
        NoteById = row.NoteById,
        NoteBy = row.NoteBy,
        NoteAt = row.NoteAt,
        BranchId = row.BranchId,
    };

    private static DateTime Since(CallRow row) => row.Status switch
    {
        CallStatus.Talking => row.Legs.Where(leg => leg.Status == LegStatus.Talking).Max(leg => leg.AnsweredAt) ?? row.StartedAt,
        CallStatus.Transferring => row.TransferredAt ?? row.StartedAt,
        // Nothing happens to a call on hold, so its last event is the hold itself.
        CallStatus.OnHold => row.LastEventAt,
        _ => row.StartedAt,
    };
}
