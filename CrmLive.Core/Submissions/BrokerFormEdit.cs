using CrmLive.Core.Common;

namespace CrmLive.Core.Submissions;

/// <summary>A form as the office sets it (B1).</summary>
public sealed record BrokerFormEdit
{
    /// <summary>Null for a new one.</summary>
    public int? Id { get; init; }

    /// <summary>As it was read; null takes whatever there is.</summary>
    public int? Version { get; init; }

    /// <summary>Also the source's name that its clients come from.</summary>
    public string Name { get; init; } = "";

    public bool On { get; init; } = true;
    public BrokerFormFields Asks { get; init; } = BrokerFormFields.Phone | BrokerFormFields.Email | BrokerFormFields.Note;
    public BrokerFormFields Needs { get; init; }
    public bool TakesDocuments { get; init; }
    public int? BranchId { get; init; }
    public ValueList<int> InvestmentIds { get; init; } = [];

    /// <summary>Empty: all.</summary>
    public ValueList<string> Languages { get; init; } = [];

    public ValueList<FormWords> Words { get; init; } = [];
}

/// <summary>What a form says in one language; empty: the usual words.</summary>
public sealed record FormWords(string Language, string Intro, string Privacy)
{
    public bool IsNothing => Intro.Length == 0 && Privacy.Length == 0;
}
