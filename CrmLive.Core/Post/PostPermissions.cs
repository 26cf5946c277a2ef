using CrmLive.Core.Access;

namespace CrmLive.Core.Post;

public static class PostPermissions
{
    /// <summary>To read mails that are nobody's yet, and say whose they are.</summary>
    public const string Sort = "post.sort";

    public static PermissionGroup Group { get; } = new("post", [new(Sort, BuiltInRoles.Administrator | BuiltInRoles.Manager)]);
}
