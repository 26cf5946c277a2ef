namespace CrmLive.Core.Kpi;

/// <summary>A plan as far as it falls on a period: parts of a week's plan are parts of a contact too.</summary>
public readonly record struct Target(decimal Meetings, decimal Calls, decimal Emails, decimal Total)
{
    /// <summary>A total of zero is none of its own: then the kinds add up to it.</summary>
    public static Target Of(int meetings, int calls, int emails, int total) => new(meetings, calls, emails, total > 0 ? total : meetings + calls + emails);

    public decimal Of(ContactKind kind) => kind switch { ContactKind.Meeting => Meetings, ContactKind.Call => Calls, _ => Emails };

    public static Target operator +(Target a, Target b) => new(a.Meetings + b.Meetings, a.Calls + b.Calls, a.Emails + b.Emails, a.Total + b.Total);

    public static Target operator *(Target a, decimal share) => new(a.Meetings * share, a.Calls * share, a.Emails * share, a.Total * share);

    /// <summary>Thirds of a week do not add up to a week in decimals; a hundredth of a contact does nobody wrong.</summary>
    public Target Rounded() => new(decimal.Round(Meetings, 2), decimal.Round(Calls, 2), decimal.Round(Emails, 2), decimal.Round(Total, 2));
}
