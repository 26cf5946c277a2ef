using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Agreements;

internal sealed partial class UnitDesk
{
    private const int LongestNote = 4000;
    private const int LongestNumber = 100;

    /// <summary>Longer than this is no word of mouth any more.</summary>
    public const int MostDays = 60;

    public async Task<Agreement?> ReserveAsync(ReservationDraft draft, CancellationToken ct)
    {
        var client = await ClientAsync(draft.ClientId, ct);
        if (Book.WhyNotReserve(draft.ClientId) is { } why)
        {
            Ask(false, nameof(draft.UnitId), why);
        }

        Ask(draft.Days is >= 1 and <= MostDays, nameof(draft.Days), AgreementProblem.DaysWrong);
        var oral = New(AgreementKind.OralReservation, client);
        oral.Note = Text(draft.Note, nameof(draft.Note), LongestNote);
        Price(oral, PriceOf(draft.Price, _unit.Price));
        if (_problems.Count > 0)
        {
            return Refuse();
        }

        Book.Reserve(oral, TimeSpan.FromDays(draft.Days), _now);
        _db.Add(oral);
        _db.Tell(oral, oral.HeldSince is null ? "agreement.queued" : "agreement.reserved");
        await ReachAsync(client!, ClientStatusKeys.OralReservation, ct);
        return oral;
    }

    public Task<Agreement?> Extend(Agreement oral, int days)
    {
        Ask(oral.IsOral, nameof(ReservationDraft.Days), AgreementProblem.OutOfOrder);
        Ask(Book.MayExtend(oral), nameof(ReservationDraft.Days), AgreementProblem.SomebodyWaits);
        var until = oral.ExpiresAt?.AddDays(Math.Clamp(days, 0, MostDays + 1));
        Ask(days >= 1 && until <= (oral.StartsAt > _now ? oral.StartsAt : _now)?.AddDays(MostDays), nameof(ReservationDraft.Days), AgreementProblem.DaysWrong);
        if (_problems.Count > 0)
        {
            return Task.FromResult(Refuse());
        }

        oral.ExpiresAt = until;
        _db.Tell(oral, "agreement.extended");
        return Task.FromResult<Agreement?>(oral);
    }

    public async Task<Agreement?> MakeAsync(AgreementDraft draft, CancellationToken ct)
    {
        var client = await ClientAsync(draft.ClientId, ct);
        if (Book.WhyNotMake(draft.Kind, draft.ClientId) is { } why)
        {
            Ask(false, nameof(draft.Kind), why);
        }

        var paper = New(draft.Kind, client);
        Fill(paper, draft.Fields, Book.From);
        if (_problems.Count > 0)
        {
            return Refuse();
        }

        Book.Make(paper, _now);
        _db.Add(paper);
        if (paper.Status == AgreementStatus.Signed)
        {
            await SignedAsync(paper, client!, ct);
        }
        else
        {
            _db.Tell(paper, "agreement.prepared");
        }

        return paper;
    }

    public async Task<Agreement?> EditAsync(Agreement paper, AgreementFields fields, CancellationToken ct)
    {
        Ask(!paper.IsOral, nameof(AgreementDraft.Kind), AgreementProblem.OutOfOrder);
        if (paper.Status == AgreementStatus.Signed)
        {
            var sameDay = fields.SignedOn is null || fields.SignedOn == _time.DayOf(paper.SignedAt!.Value);
            Ask(sameDay, nameof(fields.SignedOn), AgreementProblem.Locked);
            Ask(fields.Price is null || fields.Price == paper.Value, nameof(fields.Price), AgreementProblem.Locked);
            paper.Number = Text(fields.Number, nameof(fields.Number), LongestNumber);
            paper.Note = Text(fields.Note, nameof(fields.Note), LongestNote);
            return _problems.Count > 0 ? Refuse() : paper;
        }

        var client = await ClientAsync(paper.ClientId, ct);
        Fill(paper, fields, Book.Signed);
        if (_problems.Count > 0)
        {
            return Refuse();
        }

        if (paper.SignedAt is { } at)
        {
            paper.Status = AgreementStatus.InProgress;
            Book.Sign(paper, at, _now);
            await SignedAsync(paper, client!, ct);
        }

        return paper;
    }

    public async Task<Agreement?> WithdrawAsync(Agreement agreement, AgreementEnd end, CancellationToken ct)
    {
        if (!agreement.IsOral)
        {
            _db.Actor.Require(AgreementPermissions.Withdraw);
        }

        Ask(agreement.HandedOverAt is null, nameof(end.ReasonId), AgreementProblem.OutOfOrder);
        Ask(await _db.Set<DictionaryEntry>().AnyAsync(e => e.Id == end.ReasonId && e.Kind == DictionaryKind.EndReason && !e.Retired, ct), nameof(end.ReasonId), AgreementProblem.ReasonMissing);
        agreement.EndNote = Text(end.Note, nameof(end.Note), LongestNote);
        if (_problems.Count > 0)
        {
            return Refuse();
        }

        agreement.EndReasonId = end.ReasonId;
        Book.Withdraw(agreement, _now);
        _db.Tell(agreement, "agreement.withdrawn");
        return agreement;
    }

    private Agreement New(AgreementKind kind, Client? client) => new()
    {
        Kind = kind,
        ClientId = client?.Id ?? 0,
        UnitId = _unit.Id,
        InvestmentId = _unit.InvestmentId,
        AdvisorId = client?.AdvisorId ?? _db.Actor.UserId,
        CreatedAt = _now,
        CreatedById = _db.Actor.UserId,
    };

    /// <summary>The fields of a paper; a day of signing makes it signed.</summary>
    private void Fill(Agreement paper, AgreementFields fields, Agreement? from)
    {
        paper.Number = Text(fields.Number, nameof(fields.Number), LongestNumber);
        paper.Note = Text(fields.Note, nameof(fields.Note), LongestNote);
        Price(paper, PriceOf(fields.Price, paper.Value > 0 ? paper.Value : from?.Value ?? _unit.Price));
        Ask(fields.Commission is null or (>= 0 and < 100_000_000), nameof(fields.Commission), AgreementProblem.PriceWrong);
        paper.Commission = fields.Commission ?? paper.Commission;
        paper.SignedAt = Moment(fields.SignedOn, from, nameof(fields.SignedOn));
        paper.Status = paper.SignedAt is null ? AgreementStatus.InProgress : AgreementStatus.Signed;
        if (paper.Kind == AgreementKind.Reservation)
        {
            paper.ExpiresAt = fields.GoodUntil is { } day ? _time.ToUtc(day, new TimeOnly(23, 59)) : null;
            Ask(fields.GoodUntil is null || fields.GoodUntil >= (fields.SignedOn ?? _time.DayOf(_now)), nameof(fields.GoodUntil), AgreementProblem.SignedTooEarly);
        }
    }

    /// <summary>Today is now; of an earlier day nobody knows the hour. Never ahead, and never before what it was made from.</summary>
    private DateTime? Moment(DateOnly? on, Agreement? from, string field)
    {
        if (on is not { } day)
        {
            return null;
        }

        Ask(day <= _time.DayOf(_now), field, AgreementProblem.SignedInFuture);
        Ask(day >= _time.DayOf(from?.SignedAt ?? from?.CreatedAt ?? DateTime.UnixEpoch), field, AgreementProblem.SignedTooEarly);
        return day == _time.DayOf(_now) ? _now : _time.ToUtc(day, new TimeOnly(12, 0));
    }
}
