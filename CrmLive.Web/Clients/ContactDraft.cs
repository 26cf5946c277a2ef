using CrmLive.Core.Clients;

namespace CrmLive.Web.Clients;

/// <summary>Numbers and addresses of one person as they stand in the form. The last of each is always empty, to be typed into: so what is half written comes back by itself after a lost line.</summary>
public sealed class ContactDraft
{
    public List<PartDraft> Phones { get; } = [];
    public List<PartDraft> Emails { get; } = [];

    public static ContactDraft Of(ClientCard card, int? personId)
    {
        var draft = new ContactDraft();
        draft.Phones.AddRange(card.Phones.Where(p => p.PersonId == personId).Select(p => new PartDraft(p.Id, p.Shown)));
        draft.Emails.AddRange(card.Emails.Where(e => e.PersonId == personId).Select(e => new PartDraft(e.Id, e.Address)));
        draft.Grow();
        return draft;
    }

    public bool IsEmpty => Phones.Concat(Emails).All(part => part.IsEmpty);

    public void Grow()
    {
        foreach (var parts in (List<PartDraft>[])[Phones, Emails])
        {
            if (parts.Count == 0 || !parts[^1].IsEmpty)
            {
                parts.Add(new PartDraft(0, null));
            }
        }
    }
}

/// <param name="id">0 for one to be added.</param>
public sealed class PartDraft(int id, string? text)
{
    private readonly string? _was = text;

    public int Id { get; } = id;
    public string? Text { get; set; } = text;

    /// <summary>Ticked to be taken away.</summary>
    public bool Gone { get; set; }

    public bool IsEmpty => Id == 0 && string.IsNullOrWhiteSpace(Text);

    public bool IsTouched => Gone || (Text ?? "") != (_was ?? "");

    /// <summary>Nothing where nobody touched it.</summary>
    public static IReadOnlyList<PartEdit> Edits(IEnumerable<PartDraft> parts, bool all = false) =>
        [.. parts.Where(part => !part.IsEmpty && (all || part.IsTouched)).Select(part => new PartEdit(part.Id, part.Gone || (all && part.Id != 0) ? null : part.Text))];
}

/// <summary>Somebody who belongs to the client, as they stand in the form.</summary>
public sealed class PersonDraft(int id, ContactDraft contacts)
{
    private (string? First, string? Last, string? Role) _was;

    public int Id { get; } = id;
    public string? FirstName { get; set; }
    public string? LastName { get; set; }
    public string? Role { get; set; }
    public bool Gone { get; set; }
    public ContactDraft Contacts { get; } = contacts;

    public bool IsEmpty => Id == 0 && string.IsNullOrWhiteSpace(FirstName + LastName + Role) && Contacts.IsEmpty;

    public static PersonDraft Of(ClientCard card, ClientPersonRow person) => new(person.Id, ContactDraft.Of(card, person.Id))
    {
        FirstName = person.FirstName, LastName = person.LastName, Role = person.Role, _was = (person.FirstName, person.LastName, person.Role),
    };

    public PersonEdit? Edit()
    {
        var (phones, emails) = (PartDraft.Edits(Contacts.Phones, Gone), PartDraft.Edits(Contacts.Emails, Gone));
        var touched = Gone || (FirstName, LastName, Role) != _was || phones.Count + emails.Count > 0;
        return IsEmpty || !touched ? null : Gone ? new PersonEdit(Id, null, null, null, phones, emails) : new PersonEdit(Id, FirstName, LastName, Role, phones, emails);
    }
}
