using CrmLive.Core.Submissions;

namespace CrmLive.Web.Submissions;

/// <summary>How the states of a submission look, wherever they stand.</summary>
internal static class InboxLook
{
    public static string ToneOf(SubmissionStatus status) => status switch
    {
        SubmissionStatus.Accepted => "good",
        SubmissionStatus.Rejected => "bad",
        _ => "waiting",
    };

    /// <summary>What is named as the same; a name only where nothing else is.</summary>
    public static IEnumerable<SameIn> FieldsOf(SameIn same) =>
        Enum.GetValues<SameIn>().Where(field => field != SameIn.Nothing && same.HasFlag(field) && (field != SameIn.Name || same == SameIn.Name));
}
