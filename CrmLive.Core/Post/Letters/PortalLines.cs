using CrmLive.Core.Clients;

namespace CrmLive.Core.Post.Letters;

/// <summary>What a portal's mail says of a person, by lines as "Phone: 600 111 222"; a label alone speaks of the line below it.</summary>
internal sealed record PortalLines
{
    private static readonly Dictionary<string, string[]> Labels = new()
    {
        ["name"] = ["imię i nazwisko", "imie i nazwisko", "klient", "dane klienta", "nadawca", "osoba", "name", "full name", "your name", "client", "имя", "имя и фамилия", "фио", "клиент"],
        ["first"] = ["imię", "imie", "first name"],
        ["last"] = ["nazwisko", "last name", "surname", "фамилия"],
        ["phone"] = ["telefon", "tel", "nr telefonu", "numer telefonu", "telefon kontaktowy", "telefon komórkowy", "komórka", "phone", "phone number", "mobile", "telephone", "телефон", "номер телефона", "моб"],
        ["email"] = ["e-mail", "email", "mail", "adres e-mail", "adres email", "e-mail address", "email address", "почта", "эл. почта", "электронная почта"],
        ["investment"] = ["inwestycja", "nazwa inwestycji", "oferta", "investment", "project", "offer", "объект", "проект", "жк"],
        ["message"] = ["wiadomość", "wiadomosc", "treść", "tresc", "treść wiadomości", "treść zapytania", "zapytanie", "pytanie", "komentarz", "uwagi", "message", "comment", "question", "inquiry", "enquiry", "сообщение", "комментарий", "вопрос"],
    };

    private static readonly Dictionary<string, string> Meant = Labels.SelectMany(pair => pair.Value.Select(label => (label, pair.Key))).ToDictionary(pair => pair.label, pair => pair.Key, StringComparer.OrdinalIgnoreCase);

    public string? Name { get; private init; }
    public string? Phone { get; private init; }
    public string? Email { get; private init; }
    public string? Investment { get; private init; }
    public string? Message { get; private init; }

    /// <summary>Somebody who can be reached.</summary>
    public bool IsUnderstood => Phone is not null || Email is not null;

    public static PortalLines Of(string text)
    {
        var found = new Dictionary<string, List<string>>();
        string? open = null;
        foreach (var line in text.Split('\n').Select(line => line.Trim(' ', '\t', '*', '•', '>', '|', '-', '–')))
        {
            if (Labelled(line) is var (meant, value))
            {
                open = found.TryAdd(meant, value.Length > 0 ? [value] : []) ? meant : null;
            }
            else if (open == "message" || (open is not null && found[open].Count == 0 && line.Length > 0))
            {
                found[open].Add(line);
            }
        }

        string? Said(string meant) => found.GetValueOrDefault(meant) is { } lines && string.Join('\n', lines).Trim() is { Length: > 0 } said ? said : null;
        return new PortalLines
        {
            Name = Limited(Said("name") ?? (string.Join(' ', new[] { Said("first"), Said("last") }.OfType<string>()) is { Length: > 0 } both ? both : null), 200),
            Phone = Said("phone") is { Length: <= 40 } phone && phone.Count(char.IsAsciiDigit) is >= 7 and <= 15 ? phone : null,
            Email = Said("email")?.Split([' ', '\t', '<', '>', '[', '(', ','], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(ContactRules.IsEmail),
            Investment = Limited(Said("investment"), 200),
            Message = Limited(Said("message"), 4000),
        };
    }

    private static (string Meant, string Value)? Labelled(string line)
    {
        var at = line.IndexOfAny([':', '\t']);
        var label = (at < 0 ? line : line[..at]).Trim(' ', '*', '.', '\t');
        return label.Length is > 0 and <= 40 && Meant.TryGetValue(label, out var meant) ? (meant, at < 0 ? "" : line[(at + 1)..].Trim(' ', '\t', '*', ':')) : null;
    }

    private static string? Limited(string? text, int longest) => text is null || text.Length <= longest ? text : text[..longest];
}
