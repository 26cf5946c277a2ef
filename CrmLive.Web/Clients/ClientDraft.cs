using CrmLive.Core.Calls;
using CrmLive.Core.Clients;
using CrmLive.Core.Leads;

namespace CrmLive.Web.Clients;

/// <summary>The card as it stands in the form.</summary>
public sealed class ClientDraft
{
    public string? FirstName { get; set; }
    public string? LastName { get; set; }
    public string? Company { get; set; }
    public string? Town { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }
    public int? AdvisorId { get; set; }
    public int? SourceId { get; set; }
    public string? Description { get; set; }
    public bool IsKey { get; set; }

    /// <summary>Of a new card; one that is there already has <see cref="Interests"/>.</summary>
    public int? InvestmentId { get; set; }

    /// <summary>The client's own; telephone and e-mail above are of a new card.</summary>
    public ContactDraft Contacts { get; private init; } = new();

    public List<PersonDraft> People { get; } = [];

    public HashSet<int> Interests { get; } = [];

    private HashSet<int> InterestsBefore { get; init; } = [];

    /// <summary>What is new on a card that is there already: only that can be somebody else's too.</summary>
    public NewClient Added => new() { Phone = Contacts.Phones.Find(p => p.Id == 0)?.Text, Email = Contacts.Emails.Find(e => e.Id == 0)?.Text };

    public static ClientDraft Of(ClientCard card)
    {
        var draft = Fields(card);
        draft.Interests.UnionWith(draft.InterestsBefore);
        draft.People.AddRange(card.People.Select(person => PersonDraft.Of(card, person)));
        draft.Grow();
        return draft;
    }

    /// <summary>Room for one more of everything.</summary>
    public void Grow()
    {
        Contacts.Grow();
        People.ForEach(person => person.Contacts.Grow());
        if (People.Count == 0 || !People[^1].IsEmpty)
        {
            var next = new PersonDraft(0, new ContactDraft());
            next.Contacts.Grow();
            People.Add(next);
        }
    }

    public ClientEdit ToEdit(int id, int version) => new()
    {
        Id = id,
        Version = version,
        Card = ToCard() with { Phone = null, Email = null },
        IsKey = IsKey,
        Phones = PartDraft.Edits(Contacts.Phones),
        Emails = PartDraft.Edits(Contacts.Emails),
        People = [.. People.Select(person => person.Edit()).OfType<PersonEdit>()],
        Interests = [.. Interests.Except(InterestsBefore).Select(one => (one, true)), .. InterestsBefore.Except(Interests).Select(one => (one, false))],
    };

    private static ClientDraft Fields(ClientCard card) => new()
    {
        FirstName = card.FirstName,
        LastName = card.LastName,
        Company = card.Company,
        Town = card.Town,
        AdvisorId = card.AdvisorId,
        SourceId = card.SourceId,
        Description = card.Description,
        IsKey = card.IsKey,
        Contacts = ContactDraft.Of(card, null),
        InterestsBefore = [.. card.Interests.Select(i => i.Id)],
    };

    /// <summary>A name is one text on a form from outside; its last word is taken for the last name.</summary>
    public void Take(LeadCard lead)
    {
        var words = (lead.Name ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        (FirstName, LastName) = (words.Length > 1 ? string.Join(' ', words[..^1]) : null, words.LastOrDefault());
        (Phone, Email, SourceId, AdvisorId, InvestmentId, Description) = (lead.Phone, lead.Email, lead.SourceId, lead.AdvisorId, lead.InvestmentId, lead.Comment);
    }

    public NewClient ToCard(CardFromCall? call = null, LeadCard? lead = null) => new()
    {
        FirstName = FirstName,
        LastName = LastName,
        Company = Company,
        Town = Town,
        Phone = Phone,
        Email = Email,
        AdvisorId = AdvisorId,
        SourceId = SourceId,
        Description = Description,
        FromCallId = call?.CallId,
        InvestmentId = InvestmentId,
        BranchId = call?.BranchId ?? lead?.BranchId,
    };
}
