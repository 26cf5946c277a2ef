using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Live;
using CrmLive.Core.Office;

namespace CrmLive.Core.Clients;

/// <summary>Somebody who belongs to the client: a wife, a partner, a proxy. Numbers and addresses of the client may be theirs.</summary>
public sealed class ClientPerson : IJournaled, IFindable
{
    public int Id { get; set; }
    public int ClientId { get; set; }
    public Client? Client { get; set; }
    public string? FirstName { get; set; }
    public string? LastName { get; set; }

    /// <summary>In the office's own words: "wife", "co-buyer".</summary>
    public string? Role { get; set; }

    public int? JournalClientId => ClientId;

    public IEnumerable<FindKey> FindKeys() => ClientKeys.Of(this);
}

/// <summary>A number as typed and, beside it, what it means.</summary>
public sealed class ClientPhone : IJournaled, IFindable
{
    public int Id { get; set; }
    public int ClientId { get; set; }
    public Client? Client { get; set; }
    public required string Raw { get; set; }
    public string? E164 { get; set; }

    /// <summary>Whose it is, where it is not the client's own.</summary>
    public int? PersonId { get; set; }

    public ClientPerson? Person { get; set; }
    public int? JournalClientId => ClientId;

    public IEnumerable<FindKey> FindKeys() => ClientKeys.Of(this);
}

public sealed class ClientEmail : IJournaled, IFindable
{
    public int Id { get; set; }
    public int ClientId { get; set; }
    public Client? Client { get; set; }
    public required string Address { get; set; }

    /// <summary>Lower case, for matching.</summary>
    [NotJournaled]
    public required string Folded { get; set; }

    public int? PersonId { get; set; }
    public ClientPerson? Person { get; set; }
    public int? JournalClientId => ClientId;

    public IEnumerable<FindKey> FindKeys() => ClientKeys.Of(this);
}

/// <summary>An investment the client is interested in.</summary>
public sealed class ClientInterest : IJournaled
{
    public int Id { get; set; }
    public int ClientId { get; set; }
    public Client? Client { get; set; }
    public int InvestmentId { get; set; }
    public Investment? Investment { get; set; }
    public int? JournalClientId => ClientId;
}

public sealed class ClientConsent : IJournaled
{
    public int Id { get; set; }
    public int ClientId { get; set; }
    public ConsentKind Kind { get; set; }
    public DateTime GivenAt { get; set; }
    public DateTime? WithdrawnAt { get; set; }
    public string? Proof { get; set; }
    public int? JournalClientId => ClientId;
}

public enum ConsentKind { DataProcessing, Marketing, Phone, Sms }

/// <summary>A personal number that came with an accepted submission (B22): sealed, matched by its keyed hash, gone with the client.</summary>
public sealed class ClientNumber : IJournaled
{
    public int Id { get; set; }
    public int ClientId { get; set; }
    public Client? Client { get; set; }
    public PersonalField Field { get; set; }
    public SealedText Number { get; set; }

    [Secret]
    public required string Hash { get; set; }

    public int? JournalClientId => ClientId;
}

/// <summary>A file of a client; its bytes lie outside the web root under a random name.</summary>
public sealed class ClientDocument : IJournaled
{
    public int Id { get; set; }
    public int ClientId { get; set; }
    public required string Name { get; set; }
    public required string StoredAs { get; set; }
    public required string ContentType { get; set; }
    public long Bytes { get; set; }
    public DateTime AddedAt { get; set; }
    public int? AddedById { get; set; }
    public int? JournalClientId => ClientId;
}
