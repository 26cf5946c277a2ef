using CrmLive.Core.Common;
using CrmLive.Core.Mail;

namespace CrmLive.Core.Submissions;

/// <summary>A submission in the inbox (B7); never with a personal number.</summary>
public sealed record InboxRow
{
    public required int Id { get; init; }
    public int? BranchId { get; init; }
    public required string Name { get; init; }
    public string? Investment { get; init; }
    public DateTime ArrivedAt { get; init; }
    public SubmissionStatus Status { get; init; }
    public required string Form { get; init; }
    public required string Broker { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public bool Unread { get; init; }
    public int? ClientId { get; init; }
}

/// <param name="Messages">Threads in which a broker waits to be read.</param>
public readonly record struct InboxCounts(int Pending, int Messages);

/// <summary>All there is to decide by (B8–B11, B16).</summary>
public sealed record SubmissionCard
{
    public required int Id { get; init; }
    public SubmissionStatus Status { get; init; }
    public int Version { get; init; }
    public required string FirstName { get; init; }
    public required string LastName { get; init; }
    public string? Investment { get; init; }
    public int? InvestmentId { get; init; }
    public string? Phone { get; init; }
    public string? PhoneE164 { get; init; }
    public string? Email { get; init; }
    public string? Note { get; init; }
    public MaskedNumber? Pesel { get; init; }
    public MaskedNumber? IdCard { get; init; }
    public DateTime? ErasedAt { get; init; }

    /// <summary>The form's name, which is the source's.</summary>
    public required string Source { get; init; }

    public required string Broker { get; init; }
    public string? BrokerEmail { get; init; }
    public string? BrokerPhone { get; init; }
    public DateTime ArrivedAt { get; init; }
    public DateTime? DecidedAt { get; init; }
    public string? DecidedBy { get; init; }
    public string? Comment { get; init; }

    /// <summary>B11: whom it was accepted as, once it was.</summary>
    public LinkedClient? Client { get; init; }

    public DateTime? NoticeAt { get; init; }
    public DateTime NoticeDueAt { get; init; }
    public ValueList<SubmissionDocumentRow> Documents { get; init; } = [];
}

/// <param name="Id">0, and no name, where the client is not one's own to see.</param>
public sealed record LinkedClient(int Id, string? Name, string? Advisor);

/// <param name="Shown">"•••••••1359"; null when it was sealed with keys that are lost.</param>
public sealed record MaskedNumber(string? Shown, PersonalFault? Fault);

public sealed record SubmissionDocumentRow(int Id, string Name, long Bytes);

/// <summary>One message of the thread.</summary>
public sealed record ThreadRow
{
    public required int Id { get; init; }
    public bool FromBroker { get; init; }
    public string? By { get; init; }
    public required string Text { get; init; }
    public DateTime At { get; init; }
    public DateTime? ReadAt { get; init; }

    /// <summary>Null for a broker's, and for one that had no address to go to.</summary>
    public MailState? Mail { get; init; }

    /// <summary>Why it is not on its way: the server's words, or one of <see cref="MailReasons"/>.</summary>
    public string? Answer { get; init; }

    /// <summary>The whole mail, where the thread shows a part of it.</summary>
    public string? Whole { get; init; }

    /// <summary>Where it came from, when that is not the broker's address.</summary>
    public string? FromAddress { get; init; }

    /// <summary>Files that came with it and could not be taken.</summary>
    public string? LeftOut { get; init; }

    /// <summary>Set for the news of the decision.</summary>
    public SubmissionStatus? Decision { get; init; }
}
