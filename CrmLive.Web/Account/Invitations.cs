using System.Globalization;
using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Users;
using Microsoft.AspNetCore.Identity;

namespace CrmLive.Web.Account;

/// <summary>A link by which somebody sets their own password, once: nobody else, not even the administrator, ever knows it.</summary>
public sealed class Invitations(Accounts accounts, Sessions sessions, CrmDbContext db)
{
    /// <summary>The link's path; good for a day, and only until a password is set.</summary>
    public async Task<string> MakeAsync(Actor actor, int userId)
    {
        actor.Require(UserPermissions.Manage);
        var user = await RequireAsync(userId);
        var token = await accounts.GeneratePasswordResetTokenAsync(user);
        return $"account/new-password?user={userId.ToString(CultureInfo.InvariantCulture)}&token={Uri.EscapeDataString(token)}";
    }

    /// <summary>The password is void at once, the authenticator forgotten and every session ended: for a lost telephone or a password somebody has seen.</summary>
    public async Task<string> ResetAsync(Actor actor, int userId, CancellationToken ct)
    {
        actor.Require(UserPermissions.Manage);
        actor.Require(UserPermissions.Sessions);
        var user = await RequireAsync(userId);
        db.Happening = "user.sign-in-reset";
        user.PasswordHash = null;
        user.TwoFactorEnabled = false;
        user.LockoutEnd = null;
        await accounts.UpdateSecurityStampAsync(user);
        await accounts.MakeAuthenticatorKeyAsync(user);
        await sessions.RevokeAllAsync(actor, userId, except: null, ct);
        return await MakeAsync(actor, userId);
    }

    /// <summary>Null when the link is void.</summary>
    public async Task<User?> FindAsync(int userId, string token)
    {
        var user = await accounts.FindByIdAsync(userId.ToString(CultureInfo.InvariantCulture));
        return user is { Retired: false }
            && await accounts.VerifyUserTokenAsync(user, TokenOptions.DefaultProvider, UserManager<User>.ResetPasswordTokenPurpose, token)
                ? user
                : null;
    }

    public async Task<IReadOnlyList<string>> AcceptAsync(User user, string token, string? password, string? again)
    {
        var faults = await FirstRun.PasswordFaultsAsync(accounts, user, password, again);
        if (faults.Count > 0)
        {
            return faults;
        }

        db.Happening = "user.password-changed";
        return (await accounts.ResetPasswordAsync(user, token, password!)).Succeeded ? [] : ["NewPassword.Void"];
    }

    private async Task<User> RequireAsync(int userId) =>
        await accounts.FindByIdAsync(userId.ToString(CultureInfo.InvariantCulture)) ?? throw new InvalidOperationException($"There is no user {userId}.");
}
