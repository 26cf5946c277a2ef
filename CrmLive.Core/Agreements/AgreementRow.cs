using CrmLive.Core.Data;
using CrmLive.Core.Office;

namespace CrmLive.Core.Agreements;

/// <summary>An agreement on a client's card or a unit's page.</summary>
public sealed record AgreementRow
{
    public required int Id { get; init; }
    public AgreementKind Kind { get; init; }
    public AgreementStatus Status { get; init; }
    public DateTime At { get; init; }
    public int ClientId { get; init; }

    /// <summary>Null on the unit's page where the client is not the reader's to see.</summary>
    public string? Client { get; init; }

    public int UnitId { get; init; }
    public required string Investment { get; init; }
    public required string Unit { get; init; }
    public UnitStatus UnitStatus { get; init; }
    public decimal Area { get; init; }
    public int Rooms { get; init; }
    public decimal Value { get; init; }
    public decimal Commission { get; init; }
    public string? Number { get; init; }
    public string? Note { get; init; }
    public string? Advisor { get; init; }
    public DateTime? StartsAt { get; init; }
    public DateTime? ExpiresAt { get; init; }
    public DateTime? HeldSince { get; init; }
    public DateTime? SignedAt { get; init; }
    public DateTime? HandedOverAt { get; init; }
    public DateTime? EndedAt { get; init; }
    public string? EndReasonKey { get; init; }
    public string? EndReasonName { get; init; }
    public string? EndNote { get; init; }
    public int Version { get; init; }

    /// <summary>Of an oral reservation that runs or waits: 1 keeps the unit.</summary>
    public int? Position { get; init; }

    public bool IsOral => Kind == AgreementKind.OralReservation;

    public bool IsLive => Status is AgreementStatus.InProgress or AgreementStatus.Signed;
}

internal static class AgreementRows
{
    public static IQueryable<AgreementRow> Rows(this IQueryable<Agreement> agreements, CrmDbContext db) => agreements
        .OrderByDescending(a => a.SignedAt ?? a.CreatedAt).ThenByDescending(a => a.Id)
        .Select(a => new AgreementRow
        {
            Id = a.Id, Kind = a.Kind, Status = a.Status, At = a.SignedAt ?? a.CreatedAt, ClientId = a.ClientId, UnitId = a.UnitId,
            Investment = a.Investment!.Name, Unit = a.Unit!.Number, UnitStatus = a.Unit.Status, Area = a.Unit.Area, Rooms = a.Unit.Rooms,
            Value = a.Value, Commission = a.Commission, Number = a.Number, Note = a.Note, Advisor = a.Advisor == null ? null : a.Advisor.FirstName + " " + a.Advisor.LastName,
            StartsAt = a.StartsAt, ExpiresAt = a.ExpiresAt, HeldSince = a.HeldSince, SignedAt = a.SignedAt, HandedOverAt = a.HandedOverAt, EndedAt = a.EndedAt,
            EndReasonKey = db.Set<DictionaryEntry>().Where(e => e.Id == a.EndReasonId).Select(e => e.Key).FirstOrDefault(),
            EndReasonName = db.Set<DictionaryEntry>().Where(e => e.Id == a.EndReasonId).Select(e => e.Name).FirstOrDefault(),
            EndNote = a.EndNote, Version = a.Version,
        });

    /// <summary>Gives each running oral reservation its place; the rows are all of their units.</summary>
    public static IReadOnlyList<AgreementRow> Placed(this IReadOnlyList<AgreementRow> rows)
    {
        var places = rows.Where(a => a is { IsOral: true, Status: AgreementStatus.InProgress })
            .GroupBy(a => a.UnitId)
            .SelectMany(queue => queue.OrderBy(a => a.StartsAt).ThenBy(a => a.Id).Select((a, i) => (a.Id, Place: i + 1)))
            .ToDictionary(p => p.Id, p => p.Place);
        return [.. rows.Select(a => places.TryGetValue(a.Id, out var place) ? a with { Position = place } : a)];
    }
}
