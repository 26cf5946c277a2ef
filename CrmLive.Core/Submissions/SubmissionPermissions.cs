using CrmLive.Core.Access;

namespace CrmLive.Core.Submissions;

public static class SubmissionPermissions
{
    public const string View = "submissions.view";
    public const string Decide = "submissions.decide";

    /// <summary>To make broker forms, switch them off and replace their links.</summary>
    public const string Forms = "submissions.forms";

    /// <summary>For tokens of other programs: to hand clients in through the office's forms, and nothing else.</summary>
    public const string HandIn = "submissions.hand-in";

    /// <summary>To hand out what is held on a client, to tell them of it, and to take it away (P16).</summary>
    public const string Privacy = "submissions.privacy";

    /// <summary>To see a PESEL or the number of an identity card whole; each look stands in the journal.</summary>
    public const string Reveal = "submissions.reveal";

    public static PermissionGroup Group { get; } = new("submissions",
    [
        new(View, BuiltInRoles.Administrator | BuiltInRoles.Manager | BuiltInRoles.Advisor | BuiltInRoles.DataProtectionOfficer),
        new(Decide, BuiltInRoles.Administrator | BuiltInRoles.Manager),
        new(Forms, BuiltInRoles.Administrator | BuiltInRoles.Manager),
        new(HandIn, BuiltInRoles.Administrator | BuiltInRoles.Manager),
        new(Privacy, BuiltInRoles.Administrator | BuiltInRoles.DataProtectionOfficer),
        new(Reveal, BuiltInRoles.Administrator),
    ]);
}
