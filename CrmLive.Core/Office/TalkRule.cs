using CrmLive.Core.Journal;
using CrmLive.Core.Live;

namespace CrmLive.Core.Office;

/// <summary>How long a call must be talked to be a contact (K11), from a day on: a call is stamped by the rule of its own day, so old periods keep theirs.</summary>
public sealed class TalkRule : IJournaled, ILive
{
    /// <summary>Until the office has made a rule of its own.</summary>
    public const int UsualSeconds = 30;

    public int Id { get; set; }
    public DateOnly ValidFrom { get; set; }
    public int Seconds { get; set; }
    public int? JournalClientId => null;
    public LiveTopic Topic => LiveTopic.Office;
}

public static class TalkRules
{
    public static int SecondsOn(this IEnumerable<TalkRule> rules, DateOnly day) =>
        rules.Where(rule => rule.ValidFrom <= day).MaxBy(rule => rule.ValidFrom)?.Seconds ?? TalkRule.UsualSeconds;
}
