using System.Text.Json;
using CrmLive.Core.Access;
using CrmLive.Core.Calls;
using CrmLive.Core.Calls.Intake;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Leads;
using CrmLive.Core.Office;

namespace CrmLive.Core.Sample;

internal sealed partial class Scribe
{
    private readonly Listing _listing = ListingOf(scenery.Premises);

    /// <summary>A call as the tracker folds it and as the intake would put it down.</summary>
    public Call Call(CallScript script, Client? client)
    {
        var state = CallTracker.Fold(script.Events);
        var call = new Call { Exchange = state.Exchange, CallKey = state.CallKey };
        KeptLeg[] legs = [.. state.Legs.Select(leg => new KeptLeg(_listing.Person(leg.Extension)?.UserId, leg))];
        CallReading.Apply(call, state, legs, _listing, scenery.Time);
        call.Legs = [.. legs.Select(Leg)];
        if (client is not null)
        {
            _world.Link(() => call.ClientId = client.Id);
        }

        _world.Calls.Add(call);
        var happening = "call." + JsonNamingPolicy.KebabCaseLower.ConvertName(call.Status.ToString());
        _world.Journal.Write(call.EndedAt!.Value, null, happening, call, seconds: call.TalkSeconds, channel: ActorChannel.Pbx);
        return call;
    }

    public Lead Lead(DateTime at, LeadKind kind, Persona who, int source, string channel, int? investment, Employee? advisor, Call? call)
    {
        var lead = new Lead
        {
            At = at,
            Kind = kind,
            Status = LeadStatus.New,
            Name = kind == LeadKind.CallIn ? null : $"{who.FirstName} {who.LastName}",
            Phone = who.Phone,
            PhoneE164 = who.Phone,
            Email = kind == LeadKind.CallIn ? null : who.Email,
            EmailFolded = kind == LeadKind.CallIn || who.Email is null ? null : FindText.Address(who.Email),
            SourceId = source,
            ChannelId = scenery.Words[DictionaryKind.Channel, channel],
            QualityId = scenery.Words[DictionaryKind.LeadQuality, "unknown"],
            DepartmentId = advisor is null ? 1 : Premises.DepartmentOf(advisor),
            InvestmentId = investment,
            BranchId = advisor?.Branch ?? 1,
            AdvisorId = advisor?.Id,
        };
        lead.SearchKey = SearchKey.Of(lead.Name);
        if (call is not null)
        {
            _world.Link(() => lead.CallId = call.Id);
        }

        _world.Leads.Add(lead);
        _world.Journal.Write(at, null, "lead.created", lead, channel: call is null ? ActorChannel.Api : ActorChannel.Pbx);
        return lead;
    }

    /// <summary>Somebody takes it up and a client comes of it.</summary>
    public void Convert(Lead lead, Client client, DateTime at, Employee by)
    {
        lead.Status = LeadStatus.Converted;
        (lead.TakenById, lead.TakenAt, lead.ConvertedAt, lead.AdvisorId) = (by.Id, at, at, client.AdvisorId);
        lead.QualityId = scenery.Words[DictionaryKind.LeadQuality, "target"];
        _world.Link(() => lead.ClientId = client.Id);
        _world.Journal.Write(at, by, "lead.converted", lead);
    }

    public void Discard(Lead lead, DateTime at, Employee by, string quality, string reason)
    {
        lead.Status = LeadStatus.Deleted;
        lead.DeletedAt = at;
        (lead.TakenById, lead.TakenAt) = (by.Id, at);
        lead.QualityId = scenery.Words[DictionaryKind.LeadQuality, quality];
        lead.DeleteReasonId = scenery.Words[DictionaryKind.DeleteReason, reason];
        _world.Journal.Write(at, by, "lead.deleted", lead);
    }

    private static CallLeg Leg(KeptLeg kept) => new()
    {
        LegKey = kept.State.Leg,
        Extension = kept.State.Extension,
        UserId = kept.UserId,
        Role = kept.State.Role,
        Status = kept.State.Status,
        RangAt = kept.State.RangAt,
        AnsweredAt = kept.State.AnsweredAt,
        EndedAt = kept.State.EndedAt,
        Recording = kept.State.Recording,
    };

    private static Listing ListingOf(Premises premises) => new(
        "PL",
        premises.Lines.Select(l => new DirectoryLine(
            l.Id, l.Number, l.E164, l.SourceId, l.SalesOfficeId, l.DepartmentId, premises.Offices.Find(o => o.Id == l.SalesOfficeId)?.BranchId)),
        Scenery.Cast.Everyone.Select(e => new DirectoryPerson(e.Id, e.Extension, e.Branch)),
        []);
}
