using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;

namespace CrmLive.Core.Submissions;

/// <summary>How a personal number is shown, wherever it lies: masked, or whole to whoever may and says why.</summary>
internal static class Revealing
{
    private const int LongestReason = 200;

    public static MaskedNumber? Masked(this PersonalNumbers numbers, SealedText number, PersonalField field) =>
        number.IsEmpty ? null
        : numbers.Open(number) is { } open ? new MaskedNumber(PersonalNumbers.Mask(open), field == PersonalField.Pesel ? Pesel.FaultOf(open) : IdCard.FaultOf(open))
        : new MaskedNumber(null, null);

    /// <summary>Written before it is shown: a look that could not be written down is not given. The reason stands in the journal, the number nowhere.</summary>
    public static async Task<Revealed> RevealAsync(
        this PersonalNumbers numbers, CrmDbContext db, SealedText number, PersonalField field, string reason, (string Subject, int Id, int? ClientId) of, CancellationToken ct)
    {
        var why = PlainText.Of(reason);
        if (why.Length is < 3 or > LongestReason)
        {
            return new Revealed(null) { Saved = Saved.Invalid(new Problem("Reason", why.Length < 3 ? "Missing" : "TooLong")) };
        }

        if (numbers.Open(number) is not { } open)
        {
            return new Revealed(null) { Saved = Saved.Gone };
        }

        db.Record(new JournalEntry { Event = of.Subject + ".revealed", Subject = of.Subject, SubjectId = of.Id, ClientId = of.ClientId, Changes = JournalFields.Change($"{field}: reason", null, why) });
        await db.SaveChangesAsync(ct);
        return new Revealed(open) { Saved = Saved.As(of.Id) };
    }
}

/// <param name="Number">Null unless <see cref="Saved"/> is done; shown for seconds, kept nowhere.</param>
public sealed record Revealed(string? Number)
{
    public required Saved Saved { get; init; }

    /// <summary>Of the outcome alone: whoever logs a record must not log the number.</summary>
    public override string ToString() => $"Revealed {{ {Saved.Outcome} }}";
}
