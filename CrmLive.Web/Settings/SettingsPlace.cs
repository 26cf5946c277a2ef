using CrmLive.Core.Office;
using CrmLive.Core.Post;
using CrmLive.Core.Submissions;
using CrmLive.Core.Users;
using CrmLive.Core.Wall;

namespace CrmLive.Web.Settings;

/// <summary>A page of the settings; shown, and counted as a way into the settings, to those who hold the permission.</summary>
public sealed record SettingsPlace(string Path, string Text, string Permission)
{
    public string Href => $"settings/{Path}";

    public static IReadOnlyList<SettingsPlace> All { get; } =
    [
        new("office", "Office.Title", OfficePermissions.Settings),
        new("hours", "Hours.Title", OfficePermissions.Settings),
        new("users", "Users.Title", UserPermissions.Manage),
        new("roles", "Roles.Title", UserPermissions.Roles),
        new("dictionaries", "Dictionaries.Title", OfficePermissions.Settings),
        new("lines", "Lines.Title", OfficePermissions.Settings),
        new("telephony", "Telephony.Title", OfficePermissions.Settings),
        new("mail", "Mail.Title", OfficePermissions.Settings),
        new("templates", "Templates.Title", OfficePermissions.Settings),
        new("outbox", "Outbox.Title", OfficePermissions.Settings),
        new("mailbox", "Mailbox.Title", OfficePermissions.Settings),
        new("received", "Received.Title", PostPermissions.Sort),
        new("forms", "Forms.Title", SubmissionPermissions.Forms),
        new("screens", "Screens.Title", WallPermissions.Screens),
        new("tokens", "Tokens.Title", UserPermissions.Manage),
    ];
}
