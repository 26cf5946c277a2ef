using CrmLive.Core.Journal;
using CrmLive.Core.Live;
using CrmLive.Core.Office;

namespace CrmLive.Core.Submissions;

/// <summary>The form a broker hands clients in through; its name is the source's name.</summary>
public sealed class BrokerForm : IJournaled, ILive
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
    public bool TakesDocuments { get; set; }
    public List<BrokerFormInvestment> Investments { get; set; } = [];
    public int? JournalClientId => null;
    public LiveTopic Topic => LiveTopic.Submissions;
}

public sealed class BrokerFormInvestment
{
    public int Id { get; set; }
    public int BrokerFormId { get; set; }
    public int InvestmentId { get; set; }
}

[Flags]
public enum BrokerFormFields { None = 0, Phone = 1, Email = 2, Pesel = 4, IdCard = 8, Note = 16 }
