using CrmLive.Core.Clients;
using CrmLive.Core.Common;

namespace CrmLive.Core.Roster.Import;

/// <summary>What the columns of a file mean: by their heads in three languages, and where there are none by what stands in them.</summary>
internal static class ColumnGuess
{
    private static readonly Dictionary<string, ImportField> Heads = new (ImportField Field, string[] Heads)[]
    {
        (ImportField.FullName, ["imię i nazwisko", "имя и фамилия", "full name", "name", "client", "klient", "клиент", "kontakt", "contact", "контакт", "osoba"]),
        (ImportField.LastFirst, ["nazwisko i imię", "фио", "фамилия и имя", "фамилия имя", "фамилия имя отчество", "last name first name"]),
        (ImportField.FirstName, ["first name", "firstname", "given name", "imię", "imiona", "имя"]),
        (ImportField.LastName, ["last name", "lastname", "surname", "family name", "nazwisko", "фамилия"]),
        (ImportField.Company, ["company", "company name", "organization", "organisation", "firma", "nazwa firmy", "компания", "организация", "фирма"]),
        (ImportField.Town, ["town", "city", "miasto", "miejscowość", "город", "населенный пункт"]),
        (ImportField.Phone, ["phone", "telephone", "mobile", "cell", "phone number", "tel", "telefon", "telefon komórkowy", "nr telefonu", "numer telefonu", "komórka", "телефон", "номер телефона", "мобильный", "мобильный телефон"]),
        (ImportField.Email, ["email", "e-mail", "mail", "e-mail address", "email address", "adres e-mail", "adres email", "почта", "электронная почта", "эл почта"]),
        (ImportField.Description, ["description", "note", "notes", "comment", "comments", "opis", "uwagi", "notatka", "notatki", "komentarz", "описание", "примечание", "комментарий"]),
        (ImportField.ExternalId, ["id", "external id", "client id", "number", "no", "numer", "nr", "id klienta", "номер", "код"]),
        (ImportField.Advisor, ["advisor", "adviser", "agent", "owner", "salesperson", "doradca", "opiekun", "handlowiec", "менеджер", "консультант", "ответственный"]),
        (ImportField.Source, ["source", "lead source", "źródło", "źródło kontaktu", "источник"]),
        (ImportField.Investment, ["investment", "project", "inwestycja", "projekt", "объект", "проект", "жк"]),
    }.SelectMany(known => known.Heads.Select(head => (Key: SearchKey.Of(head), known.Field))).DistinctBy(known => known.Key).ToDictionary(known => known.Key, known => known.Field);

    /// <summary>Columns that tell one thing of a client; a second one is left out until somebody chooses it.</summary>
    private static bool IsSingle(ImportField field) => field is not (ImportField.Ignore or ImportField.Phone or ImportField.Email or ImportField.Description);

    public static (bool HasHeads, List<ImportField> Columns) Of(IReadOnlyList<IReadOnlyList<string>> first, string country)
    {
        var width = first.Max(row => row.Count);
        var heads = Enumerable.Range(0, width).Select(at => OfHead(first[0].ElementAtOrDefault(at) ?? "")).ToList();
        // A row of heads has no number and no address in it, whatever the heads are called.
        var hasHeads = heads.Exists(h => h != ImportField.Ignore) || (first.Count > 1 && first[0].All(cell => OfCell(cell, country) == ImportField.Ignore));
        var body = hasHeads ? first.Skip(1).ToList() : first;
        var columns = Enumerable.Range(0, width)
            .Select(at => heads[at] != ImportField.Ignore ? heads[at] : OfCells([.. body.Select(row => row.ElementAtOrDefault(at) ?? "")], country)).ToList();
        return (hasHeads, columns.Select((field, at) => IsSingle(field) && columns.IndexOf(field) < at ? ImportField.Ignore : field).ToList());
    }

    /// <summary>"Telefon 2", "Phone (mobile)", "E-mail:" begin as the head does.</summary>
    private static ImportField OfHead(string head)
    {
        var words = SearchKey.Words(head);
        for (var take = words.Length; take > 0; take--)
        {
            if (Heads.TryGetValue(string.Join(' ', words.Take(take)), out var field) && (take == words.Length || field is ImportField.Phone or ImportField.Email))
            {
                return field;
            }
        }

        return ImportField.Ignore;
    }

    private static ImportField OfCells(IReadOnlyList<string> cells, string country)
    {
        var filled = cells.Where(cell => cell.Length > 0).ToList();
        return filled.Select(cell => OfCell(cell, country)).GroupBy(field => field).FirstOrDefault(group => group.Count() * 2 > filled.Count)?.Key ?? ImportField.Ignore;
    }

    private static ImportField OfCell(string cell, string country) =>
        ContactRules.IsEmail(cell) ? ImportField.Email
        : cell.Count(char.IsAsciiDigit) >= 7 && PhoneNumber.TryE164(cell, country) is not null ? ImportField.Phone
        : ImportField.Ignore;
}
