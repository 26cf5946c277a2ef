using CrmLive.Core.Common;
using CrmLive.Core.Telephony;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Calls.Online;

/// <summary>What the online view reads of a call, going on or missed.</summary>
internal sealed record CallRow
{
    public required int Id { get; init; }
    public CallDirection Direction { get; init; }
    public CallStatus Status { get; init; }
    public DateTime StartedAt { get; init; }
    public DateTime? TransferredAt { get; init; }
    public DateTime? EndedAt { get; init; }
    public DateTime LastEventAt { get; init; }
    public string? Caller { get; init; }
    public string? CallerE164 { get; init; }
    public string? CallerName { get; init; }
    public string? Line { get; init; }
    public string? Source { get; init; }
    public string? Queue { get; init; }
    public string? Note { get; init; }
    public int? NoteById { get; init; }
    public string? NoteBy { get; init; }
    public DateTime? NoteAt { get; init; }
    public int? BranchId { get; init; }
    public int? UserId { get; init; }
    public string? User { get; init; }
    public bool MissedOpen { get; init; }
    public int? ClaimedById { get; init; }
    public string? ClaimedBy { get; init; }
    public DateTime? ClaimedAt { get; init; }
    public IReadOnlyList<LegRow> Legs { get; internal set; } = [];

    /// <summary>As a person would write it. Spelled once a row: the rows stay from one snapshot to the next, and hundreds of missed calls are spelled at none of them.</summary>
    public string? Number => field ??= CallerE164 is { } e164 ? PhoneNumber.Display(e164) : Caller;

    /// <remarks>Legs are a question of their own: in one with the call SQLite would first lay out all legs of the year.</remarks>
    public static async Task<List<CallRow>> ReadAsync(DbContext db, IQueryable<Call> calls, CancellationToken ct)
    {
        var rows = await Of(calls).ToListAsync(ct);
        var legs = await LegsAsync(db, [.. rows.Where(row => row.Status.IsGoingOn()).Select(row => row.Id)], ct);
        foreach (var row in rows) row.Legs = [.. legs[row.Id]];
        return rows;
    }

    private static async Task<ILookup<int, LegRow>> LegsAsync(DbContext db, int[] ids, CancellationToken ct)
    {
        if (ids.Length == 0) return Enumerable.Empty<LegRow>().ToLookup(_ => 0);
        var legs = await db.Set<CallLeg>().Where(l => ids.Contains(l.CallId) && l.EndedAt == null).OrderBy(l => l.RangAt).ThenBy(l => l.Id).Select(l => new
        {
            l.CallId,
            Row = new LegRow(l.UserId, l.User == null ? null : l.User.FirstName + " " + l.User.LastName, l.Extension, l.Status, l.Role, l.RangAt, l.AnsweredAt),
        }).ToListAsync(ct);
        return legs.ToLookup(leg => leg.CallId, leg => leg.Row);
    }

    private static IQueryable<CallRow> Of(IQueryable<Call> calls) => calls.Select(c => new CallRow
    {
        Id = c.Id,
        Direction = c.Direction,
        Status = c.Status,
        StartedAt = c.StartedAt,
        TransferredAt = c.TransferredAt,
        EndedAt = c.EndedAt,
        LastEventAt = c.LastEventAt,
        Caller = c.Caller,
        CallerE164 = c.CallerE164,
        CallerName = c.CallerName,
        Line = c.Line != null ? c.Line.Name : c.LineNumber,
        Source = c.Source!.Name,
        Queue = c.Queue,
        Note = c.Note,
        NoteById = c.NoteById,
        NoteBy = c.NoteBy == null ? null : c.NoteBy.FirstName + " " + c.NoteBy.LastName,
        NoteAt = c.NoteAt,
        BranchId = c.BranchId,
        UserId = c.UserId,
        User = c.User == null ? null : c.User.FirstName + " " + c.User.LastName,
        MissedOpen = c.MissedOpen,
        ClaimedById = c.ClaimedById,
        ClaimedBy = c.ClaimedBy == null ? null : c.ClaimedBy.FirstName + " " + c.ClaimedBy.LastName,
        ClaimedAt = c.ClaimedAt,
    });
}

internal sealed record LegRow(int? UserId, string? Name, string? Extension, LegStatus Status, LegRole Role, DateTime RangAt, DateTime? AnsweredAt);
