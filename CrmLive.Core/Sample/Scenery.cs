using CrmLive.Core.Common;

namespace CrmLive.Core.Sample;

/// <summary>All that the invented histories share.</summary>
internal sealed record Scenery(
    int Seed, DateTime Now, OfficeTime Time, Season Season, Words Words, Premises Premises, Estate Estate, Diary Diary, SampleWorld World)
{
    public static Cast Cast => Cast.OfWarsaw;

    /// <summary>The hours of a lead's clock: weekdays, as the office's settings have them.</summary>
    public static WorkingHours Hours { get; } = WorkingHours.Weekdays(new TimeOnly(9, 0), new TimeOnly(18, 0));
}
