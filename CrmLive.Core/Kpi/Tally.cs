namespace CrmLive.Core.Kpi;

/// <summary>In the order of their worth, which is also the order in which ties of the ranking are broken.</summary>
public enum ContactKind { Meeting, Call, Email }

/// <summary>Contacts counted by kind.</summary>
public readonly record struct Tally(int Meetings, int Calls, int Emails)
{
    public int Total => Meetings + Calls + Emails;

    public int Of(ContactKind kind) => kind switch { ContactKind.Meeting => Meetings, ContactKind.Call => Calls, _ => Emails };

    public static Tally operator +(Tally a, Tally b) => new(a.Meetings + b.Meetings, a.Calls + b.Calls, a.Emails + b.Emails);

    /// <summary>K9.</summary>
    public long Points(Weights weights) => (long)Meetings * weights.Meeting + (long)Calls * weights.Call + (long)Emails * weights.Email;
}
