using CrmLive.Core.Common;

namespace CrmLive.Core.Submissions;

/// <summary>What the person of a submission is known by; null and "" are nobody's.</summary>
internal sealed record Likeness
{
    public string? Phone { get; init; }

    /// <summary>Folded, as addresses are compared.</summary>
    public string? Email { get; init; }

    public string? Pesel { get; init; }
    public string? IdCard { get; init; }

    /// <summary>First and last name as the keys of names begin: "nowak jan". Half a name is everybody's.</summary>
    public string Name { get; init; } = "";

    public int? ClientId { get; init; }

    public static Likeness Of(Submission submission) => new()
    {
        Phone = submission.PhoneE164,
        Email = submission.EmailFolded,
        Pesel = submission.PeselHash,
        IdCard = submission.IdCardHash,
        Name = NameOf(SearchKey.Of(submission.LastName), SearchKey.Of(submission.FirstName)),
        ClientId = submission.ClientId,
    };

    private static string NameOf(string last, string first) =>
        last.Length == 0 || first.Length == 0 ? "" : FindText.Words($"{last} {first}", $"{last} {first}").First();
}

/// <summary>In what two people are the same. A name alone is a weak hint.</summary>
[Flags]
public enum SameIn { Nothing = 0, Name = 1, Phone = 2, Email = 4, Pesel = 8, IdCard = 16 }
