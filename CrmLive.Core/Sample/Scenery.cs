using CrmLive.Core.Common;

namespace CrmLive.Core.Sample;

/// <summary>All that the invented histories share.</summary>
internal sealed record Scenery(
    int Seed, DateTime Now, OfficeTime Time, Season Season, Words Words, Premises Premises, Estate Estate, Diary Diary, SampleWorld World)
{
    public static Cast Cast => Cast.OfWarsaw;
}
