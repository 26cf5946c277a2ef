using CrmLive.Core.Access;

namespace CrmLive.Core.Submissions;

public static class SubmissionPermissions
{
    public const string View = "submissions.view";
    public const string Decide = "submissions.decide";

    public static PermissionGroup Group { get; } = new("submissions",
    [
        new(View, BuiltInRoles.Administrator | BuiltInRoles.Manager | BuiltInRoles.Advisor),
        new(Decide, BuiltInRoles.Administrator | BuiltInRoles.Manager),
    ]);
}
