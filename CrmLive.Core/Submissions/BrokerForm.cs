using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Live;
using CrmLive.Core.Office;

namespace CrmLive.Core.Submissions;

/// <summary>The form a broker hands clients in through; its name is the source's name.</summary>
public sealed class BrokerForm : IJournaled, ILive, IVersioned
{
    public int Id { get; set; }
    public required string Name { get; set; }
    public int SourceId { get; set; }
    public Source? Source { get; set; }

    /// <summary>Unguessable part of the private address; replaced when it leaked.</summary>
    [Secret]
    public required string LinkKey { get; set; }

    public bool On { get; set; } = true;
    public BrokerFormFields Asks { get; set; }

    /// <summary>Of what it asks, what has to be filled in.</summary>
    public BrokerFormFields Needs { get; set; }

    public bool TakesDocuments { get; set; }

    /// <summary>Whose its clients are when no investment says so; null: the whole office's.</summary>
    public int? BranchId { get; set; }

    /// <summary>"en", "pl", "ru"; the visitor's own comes first, then in this order. Empty: all of them.</summary>
    public List<string> Languages { get; set; } = [];

    public List<BrokerFormInvestment> Investments { get; set; } = [];
    public List<BrokerFormWords> Words { get; set; } = [];

    [NotJournaled]
    public int Version { get; set; }

    public int? JournalClientId => null;
    public LiveTopic Topic => LiveTopic.Submissions;
}

public sealed class BrokerFormInvestment
{
    public int Id { get; set; }
    public int BrokerFormId { get; set; }
    public int InvestmentId { get; set; }
}

/// <summary>What a form says in one language instead of the usual words.</summary>
public sealed class BrokerFormWords : IJournaled
{
    public int Id { get; set; }
    public int BrokerFormId { get; set; }
    public required string Language { get; set; }
    public string? Intro { get; set; }
    public string? Privacy { get; set; }
    public int? JournalClientId => null;
}

/// <summary>A token of another program that hands in through this form and no other.</summary>
public sealed class BrokerFormToken
{
    public int Id { get; set; }
    public int BrokerFormId { get; set; }
    public int ApiTokenId { get; set; }
}

[Flags]
public enum BrokerFormFields { None = 0, Phone = 1, Email = 2, Pesel = 4, IdCard = 8, Note = 16 }
