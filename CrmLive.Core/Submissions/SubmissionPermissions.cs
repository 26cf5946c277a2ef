using CrmLive.Core.Access;

namespace CrmLive.Core.Submissions;

public static class SubmissionPermissions
{
    public const string View = "submissions.view";
    public const string Decide = "submissions.decide";

    /// <summary>To make broker forms, switch them off and replace their links.</summary>
    public const string Forms = "submissions.forms";

    /// <summary>To see a PESEL or the number of an identity card whole; each look stands in the journal.</summary>
    public const string Reveal = "submissions.reveal";

    public static PermissionGroup Group { get; } = new("submissions",
    [
        new(View, BuiltInRoles.Administrator | BuiltInRoles.Manager | BuiltInRoles.Advisor),
        new(Decide, BuiltInRoles.Administrator | BuiltInRoles.Manager),
        new(Forms, BuiltInRoles.Administrator | BuiltInRoles.Manager),
        new(Reveal, BuiltInRoles.Administrator),
    ]);
}
