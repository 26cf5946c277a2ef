using CrmLive.Core.Common;
using CrmLive.Core.Data;

namespace CrmLive.Core.Clients;

/// <summary>Writes people, numbers, addresses and interests into a client's card. Nothing is there twice, in whatever spelling.</summary>
internal sealed class ContactDesk(Client client, string country)
{
    private const int LongestNumber = 40;
    private const int LongestName = 100;

    public List<Problem> Problems { get; } = [];

    /// <summary>The client's row says that its parts have changed: two editors of one card must learn of each other.</summary>
    public bool Changed { get; private set; }

    public void Edit(ClientEdit edit)
    {
        EditParts(edit.Phones, edit.Emails, null);
        foreach (var person in edit.People)
        {
            EditPerson(person);
        }

        foreach (var (investment, wanted) in edit.Interests)
        {
            EditInterest(investment, wanted);
        }
    }

    public void Add(string? phone, string? email) => EditParts([new(0, phone)], [new(0, email)], null);

    private void EditParts(IEnumerable<PartEdit> phones, IEnumerable<PartEdit> emails, ClientPerson? person)
    {
        foreach (var phone in phones)
        {
            EditPhone(phone, person);
        }

        foreach (var email in emails)
        {
            EditEmail(email, person);
        }
    }

    private void EditPerson(PersonEdit edit)
    {
        var (first, last, role) = (Clean(edit.FirstName), Clean(edit.LastName), Clean(edit.Role));
        var person = client.People.Find(p => p.Id == edit.Id && edit.Id != 0);
        if (first is null && last is null)
        {
            // Their numbers stay with the client, but for those that were emptied with them.
            EditParts(edit.Phones, edit.Emails, null);
            Changed |= person is not null && client.People.Remove(person);
            return;
        }

        if (new[] { first, last, role }.Any(text => text?.Length > LongestName))
        {
            Problems.Add(new(nameof(ClientEdit.People), "TooLong"));
            return;
        }

        if (person is null)
        {
            client.People.Add(person = new ClientPerson());
        }

        Changed |= (person.FirstName, person.LastName, person.Role) != (first, last, role);
        (person.FirstName, person.LastName, person.Role) = (first, last, role);
        EditParts(edit.Phones, edit.Emails, person);
    }

    private void EditPhone(PartEdit edit, ClientPerson? person)
    {
        var known = client.Phones.Find(p => p.Id == edit.Id && edit.Id != 0);
        var number = Clean(edit.Text);
        if (number is not null && (number.Length > LongestNumber || !number.Any(char.IsAsciiDigit)))
        {
            Problems.Add(new(nameof(ClientEdit.Phones), number.Length > LongestNumber ? "TooLong" : "PhoneWrong"));
            return;
        }

        var e164 = PhoneNumber.TryE164(number, country);
        if (number is null || client.Phones.Exists(p => p != known && (e164 is null ? p.Raw == number : p.E164 == e164)))
        {
            Changed |= known is not null && client.Phones.Remove(known);
        }
        else if (known is null)
        {
            client.Phones.Add(new ClientPhone { Raw = number, E164 = e164, Person = person });
            Changed = true;
        }
        else if (known.Raw != number)
        {
            (known.Raw, known.E164, Changed) = (number, e164, true);
        }
    }

    private void EditEmail(PartEdit edit, ClientPerson? person)
    {
        var known = client.Emails.Find(e => e.Id == edit.Id && edit.Id != 0);
        var address = Clean(edit.Text);
        if (address is not null && !ContactRules.IsEmail(address))
        {
            Problems.Add(new(nameof(ClientEdit.Emails), "EmailWrong"));
            return;
        }

        var folded = FindText.Address(address ?? "");
        if (address is null || client.Emails.Exists(e => e != known && e.Folded == folded))
        {
            Changed |= known is not null && client.Emails.Remove(known);
        }
        else if (known is null)
        {
            client.Emails.Add(new ClientEmail { Address = address, Folded = folded, Person = person });
            Changed = true;
        }
        else if (known.Address != address)
        {
            (known.Address, known.Folded, Changed) = (address, folded, true);
        }
    }

    private void EditInterest(int investmentId, bool wanted)
    {
        var known = client.Interests.Find(i => i.InvestmentId == investmentId);
        if (wanted && known is null)
        {
            client.Interests.Add(new ClientInterest { InvestmentId = investmentId });
            Changed = true;
        }
        else if (!wanted && known is not null)
        {
            Changed |= client.Interests.Remove(known);
        }
    }

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
