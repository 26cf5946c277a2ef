using CrmLive.Core.Common;
using CrmLive.Core.Journal;
using CrmLive.Core.Live;

namespace CrmLive.Core.Office;

/// <summary>What the administrator sets for the whole office; exactly one row.</summary>
public sealed class OfficeSettings : IJournaled, ILive
{
    public const int TheOne = 1;

    public int Id { get; set; } = TheOne;
    public string Name { get; set; } = "";

    /// <summary>IANA name; decides what a day is on every report.</summary>
    public string TimeZone { get; set; } = "Europe/Warsaw";

    /// <summary>ISO 3166 alpha-2: default region of telephone numbers and of holidays.</summary>
    public string Country { get; set; } = "PL";

    public string Currency { get; set; } = "PLN";

    /// <summary>Language of a user who has not chosen one.</summary>
    public string Language { get; set; } = "en";

    /// <summary>As <see cref="WorkingHours"/> spells itself.</summary>
    public string Week { get; set; } = WorkingHours.Usual.ToString();

    public WorkingHours Hours => WorkingHours.Read(Week) ?? WorkingHours.Usual;

    /// <summary>A lead without a contact for so many working hours is overdue.</summary>
    public int LeadOverdueHours { get; set; } = 24;

    /// <summary>A call without news for so long is checked with the exchange, else ended (C5).</summary>
    public int CallTimeoutMinutes { get; set; } = 30;

    /// <summary>A missed caller should be called back within so many minutes (C11).</summary>
    public int MissedGoalMinutes { get; set; } = 20;

    /// <summary>Lead lists show the responsible advisor instead of who took the appeal (C18).</summary>
    public bool LeadShowsAdvisor { get; set; }

    /// <summary>Only administrators export to Excel (C20).</summary>
    public bool ExportByAdministratorsOnly { get; set; }

    /// <summary>PESEL and identity-card numbers of a submission are erased so many days after it was rejected (B22).</summary>
    public int EraseNumbersAfterDays { get; set; } = 30;

    /// <summary>The sample office: its sign-ins are shown on the sign-in page, and its day is played by the simulator.</summary>
    public bool IsSample { get; set; }

    public DateTime CreatedAt { get; set; }
    public int? JournalClientId => null;
    public LiveTopic Topic => LiveTopic.Office;
}
