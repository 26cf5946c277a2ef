using CrmLive.Core.Office;

namespace CrmLive.Core.Agreements;

/// <summary>
/// What stands on one unit, and what may follow: the rules, without a database. At most one client has the unit, by one signed agreement
/// and perhaps the next one in preparation; before any paper there is a queue of oral reservations, of which the first keeps the unit.
/// </summary>
public sealed class UnitBook(UnitStatus status, IEnumerable<Agreement> agreements)
{
    private readonly List<Agreement> _all = [.. agreements];
    private readonly List<(Agreement Agreement, string Happening)> _happened = [];

    public Agreement? Signed => _all.FindLast(a => a is { IsOral: false, Status: AgreementStatus.Signed });

    public Agreement? InPreparation => _all.FindLast(a => a is { IsOral: false, Status: AgreementStatus.InProgress });

    /// <summary>In the order in which they keep the unit.</summary>
    public IReadOnlyList<Agreement> Queue => [.. _all.Where(a => a is { IsOral: true, Status: AgreementStatus.InProgress }).OrderBy(a => a.StartsAt).ThenBy(a => a.Id)];

    /// <summary>What the rules themselves brought about: who ran out, who moved up.</summary>
    public IReadOnlyList<(Agreement Agreement, string Happening)> Happened => _happened;

    /// <summary>What the unit is by what stands on it.</summary>
    public UnitStatus Status => Signed switch
    {
        { HandedOverAt: not null } => UnitStatus.HandedOver,
        { Kind: AgreementKind.NotarialDeed } => UnitStatus.Sold,
        { Kind: AgreementKind.Final } => UnitStatus.Final,
        { Kind: AgreementKind.Preliminary } => UnitStatus.Preliminary,
        { Kind: AgreementKind.Developer } => UnitStatus.Developer,
        { } => UnitStatus.Reserved,
        null when InPreparation is not null => UnitStatus.Reserved,
        null when _all.Exists(a => a is { IsOral: true, Status: AgreementStatus.InProgress }) => UnitStatus.OralReservation,
        _ => status == UnitStatus.Withdrawn ? UnitStatus.Withdrawn : UnitStatus.Available,
    };

    /// <summary>Null when the client may be reserved the unit, at once or behind the others.</summary>
    public string? WhyNotReserve(int clientId) => this switch
    {
        { Status: UnitStatus.Withdrawn } => AgreementProblem.UnitWithdrawn,
        _ when (Signed ?? InPreparation) is not null => AgreementProblem.UnitTaken,
        _ when Queue.Any(a => a.ClientId == clientId) => AgreementProblem.AlreadyReserved,
        _ => null,
    };

    /// <summary>Begins at once, or when the last of the queue ends: terms never overlap.</summary>
    public void Reserve(Agreement oral, TimeSpan length, DateTime now)
    {
        var last = Last;
        oral.StartsAt = last?.ExpiresAt ?? now;
        oral.ExpiresAt = oral.StartsAt + length;
        oral.HeldSince = last is null ? now : null;
        _all.Add(oral);
    }

    /// <summary>Only the last of the queue may last longer: whoever waits behind has been promised their day.</summary>
    public bool MayExtend(Agreement oral) => Last == oral;

    public string? WhyNotMake(AgreementKind kind, int clientId) => this switch
    {
        { Status: UnitStatus.Withdrawn } => AgreementProblem.UnitWithdrawn,
        _ when (Signed ?? InPreparation) is { } standing && standing.ClientId != clientId => AgreementProblem.UnitTaken,
        { InPreparation: not null } => AgreementProblem.InPreparation,
        _ when From is { } from && from.ClientId != clientId => AgreementProblem.HeldByAnother,
        _ when !AgreementSteps.MayFollow(From?.Kind, kind) || kind == AgreementKind.OralReservation => AgreementProblem.OutOfOrder,
        _ => null,
    };

    /// <summary>What the next agreement is made from: the signed one, else the oral reservation that keeps the unit.</summary>
    public Agreement? From => Signed ?? (Queue is [var first, ..] ? first : null);

    /// <summary>An oral reservation gives way as soon as a paper is being prepared, a paper only when the next one is signed.</summary>
    public void Make(Agreement paper, DateTime now)
    {
        paper.FromAgreementId = From?.Id;
        if (From is { IsOral: true } oral)
        {
            Follow(oral, now);
        }

        if (paper.Status == AgreementStatus.Signed && Signed is { } former)
        {
            Follow(former, now);
        }

        _all.Add(paper);
    }

    public void Sign(Agreement paper, DateTime at, DateTime now)
    {
        if (Signed is { } former)
        {
            Follow(former, now);
        }

        (paper.Status, paper.SignedAt) = (AgreementStatus.Signed, at);
    }

    /// <summary>What was being prepared falls back on what it was made from; a signed one ends the sale, and what was being prepared from it.</summary>
    public void Withdraw(Agreement agreement, DateTime now)
    {
        foreach (var ended in agreement.Status == AgreementStatus.Signed && InPreparation is { } next ? [agreement, next] : (Agreement[])[agreement])
        {
            (ended.Status, ended.EndedAt) = (AgreementStatus.Cancelled, now);
        }

        // Whoever is behind a withdrawn one takes its earlier start and keeps their own end.
        if (agreement.IsOral && Queue.FirstOrDefault(a => a.StartsAt > agreement.StartsAt) is { } behind)
        {
            behind.StartsAt = agreement.StartsAt;
        }

        MoveUp(now);
    }

    /// <summary>Ends what has run out, and moves up whoever is next.</summary>
    public void Expire(DateTime now)
    {
        foreach (var over in Queue.Where(a => a.ExpiresAt <= now))
        {
            (over.Status, over.EndedAt) = (AgreementStatus.Expired, over.ExpiresAt);
            _happened.Add((over, "agreement.expired"));
        }

        MoveUp(now);
    }

    private Agreement? Last => Queue is [.., var last] ? last : null;

    private void MoveUp(DateTime now)
    {
        if ((Signed ?? InPreparation) is null && Queue is [{ HeldSince: null } first, ..])
        {
            (first.HeldSince, first.StartsAt) = (now, first.StartsAt < now ? first.StartsAt : now);
            _happened.Add((first, "agreement.moved-up"));
        }
    }

    private static void Follow(Agreement former, DateTime now) => (former.Status, former.EndedAt) = (AgreementStatus.Followed, now);
}
