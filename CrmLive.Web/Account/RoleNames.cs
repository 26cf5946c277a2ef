using CrmLive.Core.Users;
using Microsoft.Extensions.Localization;

namespace CrmLive.Web.Account;

/// <summary>A role's name: the office's own, else the built-in one in the reader's language.</summary>
public sealed class RoleNames(IStringLocalizer<AccountText> text)
{
    public string Of(Role role) => Of(role.Key, role.Name);

    public string Of(string? key, string? name) => name ?? (key is null ? "–" : text[$"Role.{key}"]);
}
