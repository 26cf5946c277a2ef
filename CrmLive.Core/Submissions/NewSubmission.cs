using CrmLive.Core.Clients;
using CrmLive.Core.Common;

namespace CrmLive.Core.Submissions;

/// <summary>A client as a broker hands them in.</summary>
public sealed record NewSubmission
{
    public required int BrokerFormId { get; init; }
    public int? InvestmentId { get; init; }
    public required string FirstName { get; init; }
    public required string LastName { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public string? Pesel { get; init; }
    public string? IdCard { get; init; }
    public string? Note { get; init; }
    public required string BrokerName { get; init; }
    public string? BrokerEmail { get; init; }
    public string? BrokerPhone { get; init; }

    /// <summary>"en", "pl", "ru": what the broker is answered in; null for the office's.</summary>
    public string? Language { get; init; }

    /// <summary>The same twice is one submission (a double click, an answer that got lost).</summary>
    public string? OnceKey { get; init; }

    /// <summary>Files of the broker, each read once; dropped where the form takes none.</summary>
    public IReadOnlyList<HandedDocument> Documents { get; init; } = [];

    /// <summary>Whoever logs a record must not log the numbers.</summary>
    public override string ToString() => $"Submission through form {BrokerFormId}";

    /// <summary>What would be said of its fields, were it taken.</summary>
    public IEnumerable<Problem> ProblemsIn(PublicForm form) => Cleaned(form.Asks).Problems(form.Needs);

    /// <summary>Cut of what cannot be seen; what the form does not ask for is not taken either, however it was sent.</summary>
    internal NewSubmission Cleaned(BrokerFormFields asks) => this with
    {
        FirstName = Clean(FirstName) ?? "",
        LastName = Clean(LastName) ?? "",
        Phone = asks.HasFlag(BrokerFormFields.Phone) ? Clean(Phone) : null,
        Email = asks.HasFlag(BrokerFormFields.Email) ? Clean(Email) : null,
        Pesel = asks.HasFlag(BrokerFormFields.Pesel) ? Common.Pesel.Fold(Clean(Pesel)) : null,
        IdCard = asks.HasFlag(BrokerFormFields.IdCard) ? Common.IdCard.Fold(Clean(IdCard)) : null,
        Note = asks.HasFlag(BrokerFormFields.Note) ? Clean(Note, keepLines: true) : null,
        BrokerName = Clean(BrokerName) ?? "",
        BrokerEmail = Clean(BrokerEmail),
        BrokerPhone = Clean(BrokerPhone),
    };

    /// <summary>Of a cleaned one; each beside its field.</summary>
    /// <param name="needs">What the form wants filled in.</param>
    internal IEnumerable<Problem> Problems(BrokerFormFields needs)
    {
        if (FirstName.Length == 0)
        {
            yield return new(nameof(FirstName), "Missing");
        }

        if (LastName.Length == 0)
        {
            yield return new(nameof(LastName), "Missing");
        }

        if (BrokerName.Length == 0)
        {
            yield return new(nameof(BrokerName), "Missing");
        }

        foreach (var (field, text) in Asked().Where(asked => needs.HasFlag(asked.Field) && asked.Text is null))
        {
            yield return new($"{field}", "Missing");
        }

        // Somebody who cannot be reached cannot become a client, and the broker who cannot be told would ask by telephone.
        if (Phone is null && Email is null && Pesel is null && IdCard is null && (needs & ~BrokerFormFields.Note) == BrokerFormFields.None)
        {
            yield return new(nameof(Phone), "NeedsContact");
        }

        if (BrokerEmail is null && BrokerPhone is null)
        {
            yield return new(nameof(BrokerEmail), "BrokerNeedsContact");
        }

        foreach (var (field, address) in new[] { (nameof(Email), Email), (nameof(BrokerEmail), BrokerEmail) })
        {
            if (address is not null && !ContactRules.IsEmail(address))
            {
                yield return new(field, "EmailWrong");
            }
        }

        if (Documents.Count > SubmissionIntake.MostDocuments)
        {
            yield return new(nameof(Documents), "TooManyDocuments");
        }

        foreach (var (field, text, longest) in Lengths())
        {
            if (text?.Length > longest)
            {
                yield return new(field, "TooLong");
            }
        }
    }

    private (BrokerFormFields Field, string? Text)[] Asked() =>
        [(BrokerFormFields.Phone, Phone), (BrokerFormFields.Email, Email), (BrokerFormFields.Pesel, Pesel), (BrokerFormFields.IdCard, IdCard), (BrokerFormFields.Note, Note)];

    private (string Field, string? Text, int Longest)[] Lengths() =>
    [
        (nameof(FirstName), FirstName, 100), (nameof(LastName), LastName, 100), (nameof(Phone), Phone, 40), (nameof(Pesel), Pesel, 20), (nameof(IdCard), IdCard, 20),
        (nameof(Note), Note, 4000), (nameof(BrokerName), BrokerName, 200), (nameof(BrokerPhone), BrokerPhone, 40), (nameof(OnceKey), OnceKey, 64),
    ];

    private static string? Clean(string? text, bool keepLines = false) => PlainText.Of(text, keepLines) is { Length: > 0 } clean ? clean : null;
}

/// <param name="Name">As the sender calls it; what is kept is told by the content.</param>
public sealed record HandedDocument(string Name, Stream Content);

/// <summary>What became of what was handed in.</summary>
/// <param name="BrokerKey">Of the page where the broker sees the state; null when nothing was taken.</param>
/// <param name="Again">The same had come before; this is that one.</param>
public sealed record HandedIn(Saved Saved, string? BrokerKey = null, bool Again = false)
{
    public bool Ok => Saved.Ok;

    public int Id => Saved.Id;

    public SavedOutcome Outcome => Saved.Outcome;

    public ValueList<Problem> Problems => Saved.Problems;
}
