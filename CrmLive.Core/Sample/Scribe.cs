using CrmLive.Core.Activities;
using CrmLive.Core.Agreements;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Office;

namespace CrmLive.Core.Sample;

/// <summary>Writes down what somebody did: the rows, and what the journal says of them.</summary>
internal sealed partial class Scribe(Scenery scenery)
{
    /// <summary>How the office numbers what it signs.</summary>
    private static readonly Dictionary<AgreementKind, string> Papers = new()
    {
        [AgreementKind.Reservation] = "UR", [AgreementKind.Developer] = "UD", [AgreementKind.Preliminary] = "UP", [AgreementKind.Final] = "UK", [AgreementKind.NotarialDeed] = "AN",
    };

    private readonly SampleWorld _world = scenery.World;

    public Client Client(DateTime at, Employee by, Employee advisor, Persona who, int source, DateTime sourceAt, int investment, int? contactWay, Dice dice)
    {
        var client = new Client
        {
            FirstName = who.FirstName,
            LastName = who.LastName,
            Company = who.Company,
            Town = who.Town,
            StatusId = scenery.Words.Status(ClientStatusKeys.New),
            AdvisorId = advisor.Id,
            BranchId = advisor.Branch,
            SourceId = source,
            SourceAt = sourceAt,
            ContactWayId = contactWay,
            IsKey = dice.Chance(0.05),
            CreatedAt = at,
            CreatedById = by.Id,
            Interests = [new ClientInterest { InvestmentId = investment }],
        };
        client.SearchKey = client.KeyOf();
        if (who.Phone is { } phone)
        {
            client.Phones.Add(new ClientPhone { Raw = Persona.Spelled(phone, dice), E164 = phone });
        }

        if (who.Email is { } email)
        {
            client.Emails.Add(new ClientEmail { Address = email, Folded = email });
        }

        _world.Clients.Add(client);
        _world.Journal.Write(at, by, "client.created", client);
        Consents(client, at, dice);
        return client;
    }

    public void Status(Client client, string key, DateTime at, Employee by)
    {
        var status = scenery.Words.Status(key);
        _world.Journal.Write(at, by, "client.changed", client, Changed(nameof(client.StatusId), client.StatusId, status));
        client.StatusId = status;
    }

    public void Finish(Client client, string reason, DateTime at, Employee by, string? description = null)
    {
        Status(client, ClientStatusKeys.Finished, at, by);
        client.FinishedAt = at;
        client.FinishedById = by.Id;
        client.EndReasonId = scenery.Words[DictionaryKind.EndReason, reason];
        client.EndDescription = description;
    }

    /// <summary>Planned now for later; <see cref="Done"/> or the end of time decides what becomes of it.</summary>
    public Activity Plan(ActivityType type, DateTime at, DateTime startsAt, int minutes, Employee by, Employee to, Client client, int? investment)
    {
        var activity = Bare(type, at, by, to, client, investment);
        activity.Status = type == ActivityType.Task ? ActivityStatus.NotStarted : ActivityStatus.Planned;
        activity.WasPlanned = true;
        activity.StartsAt = startsAt;
        activity.EndsAt = startsAt.AddMinutes(minutes);
        activity.LocalStart = scenery.Time.ToLocal(startsAt).ToString("yyyy-MM-ddTHH:mm", null);
        _world.Journal.Write(at, by, "activity.created", activity);
        return activity;
    }

    public void Done(Activity activity, DateTime at, Employee by, string? note)
    {
        var before = activity.Status;
        activity.Status = activity.Type == ActivityType.Task ? ActivityStatus.Done : ActivityStatus.Held;
        activity.DoneAt = at;
        activity.Note = note;
        _world.Journal.Write(at, by, "activity.changed", activity, Changed(nameof(activity.Status), before, activity.Status));
    }

    public void NotDone(Activity activity, ActivityStatus status, DateTime at, Employee by)
    {
        _world.Journal.Write(at, by, "activity.changed", activity, Changed(nameof(activity.Status), activity.Status, status));
        activity.Status = status;
    }

    public Activity Register(ActivityType type, DateTime at, int minutes, Employee by, Client client, int? investment, string? note)
    {
        var activity = Bare(type, at, by, by, client, investment);
        activity.Note = note;
        if (type != ActivityType.Note)
        {
            activity.Status = type == ActivityType.Task ? ActivityStatus.Done : ActivityStatus.Held;
            activity.StartsAt = at.AddMinutes(-minutes);
            activity.EndsAt = activity.DoneAt = at;
        }

        _world.Journal.Write(at, by, "activity.created", activity);
        return activity;
    }

    public void Offer(Client client, DateTime at, Employee by, int investment, IReadOnlyList<Unit> units)
    {
        var offer = new Offer
        {
            AdvisorId = by.Id,
            InvestmentId = investment,
            SentAt = at,
            Units = [.. units.Select(u => new OfferUnit { UnitId = u.Id, Price = u.Price })],
        };
        _world.Offers.Add(offer);
        _world.Link(() => offer.ClientId = client.Id);
        _world.Journal.Write(at, by, "offer.created", offer);
    }

    public Agreement Agreement(AgreementKind kind, Client client, Unit unit, DateTime at, Employee by, decimal value, Agreement? from, DateTime? expires)
    {
        var oral = kind == AgreementKind.OralReservation;
        var agreement = new Agreement
        {
            Kind = kind,
            Status = oral ? AgreementStatus.InProgress : AgreementStatus.Signed,
            UnitId = unit.Id,
            InvestmentId = unit.InvestmentId,
            AdvisorId = by.Id,
            CreatedAt = at,
            CreatedById = by.Id,
            SignedAt = oral ? null : at,
            StartsAt = oral ? at : null,
            HeldSince = oral ? at : null,
            ExpiresAt = expires,
            Value = value,
            PricePerMetre = decimal.Round(value / unit.Area, 2),
            Commission = kind is AgreementKind.Developer or AgreementKind.Preliminary or AgreementKind.Final ? decimal.Round(value * 0.008m, 2) : 0,
        };
        _world.Agreements.Add(agreement);
        _world.Link(() =>
        {
            (agreement.ClientId, agreement.FromAgreementId) = (client.Id, from?.Id);
            agreement.Number = oral ? null : $"{Papers[kind]}/{agreement.Id}/{scenery.Time.DayOf(at).Year}";
        });
        if (from is not null)
        {
            (from.Status, from.EndedAt) = (AgreementStatus.Followed, at);
        }

        _world.Journal.Write(at, by, !oral ? "agreement.signed" : expires is null ? "agreement.queued" : "agreement.reserved", agreement);
        return agreement;
    }

    /// <summary>Ran out by itself, or was withdrawn for a reason.</summary>
    public void Ended(Agreement agreement, AgreementStatus status, DateTime at, Employee by, string? reason)
    {
        (agreement.Status, agreement.EndedAt) = (status, at);
        agreement.EndReasonId = reason is null ? null : scenery.Words[DictionaryKind.EndReason, reason];
        _world.Journal.Write(at, by, status == AgreementStatus.Expired ? "agreement.expired" : "agreement.withdrawn", agreement);
    }

    public static string Changed(string field, object? before, object? after) => $"{{\"{field}\":[\"{before}\",\"{after}\"]}}";

    private Activity Bare(ActivityType type, DateTime at, Employee by, Employee to, Client client, int? investment)
    {
        var activity = new Activity
        {
            Type = type,
            BranchId = to.Branch,
            AssignedToId = to.Id,
            InvestmentId = investment,
            CreatedAt = at,
            CreatedById = by.Id,
            PriorityId = scenery.Words[DictionaryKind.Priority, "normal"],
        };
        _world.Activities.Add(activity);
        _world.Link(() => activity.ClientId = client.Id);
        return activity;
    }

    private void Consents(Client client, DateTime at, Dice dice)
    {
        foreach (var kind in (ConsentKind[])[ConsentKind.DataProcessing, ConsentKind.Phone, ConsentKind.Marketing])
        {
            if (kind == ConsentKind.DataProcessing || dice.Chance(0.6))
            {
                var consent = new ClientConsent { Kind = kind, GivenAt = at };
                _world.Consents.Add(consent);
                _world.Link(() => consent.ClientId = client.Id);
            }
        }
    }
}
