using CrmLive.Core.Office;
using System.Security.Claims;
using CrmLive.Core.Data;
using CrmLive.Core.Users;
using Microsoft.AspNetCore.Identity;

namespace CrmLive.Web.Account;

/// <summary>What people change about their own way in. Whatever weakens it asks for the password again; whatever changes it ends the other sessions.</summary>
public sealed class OwnAccount(Accounts accounts, SignIn signIn, Sessions sessions, CrmDbContext db, SignedIn me, OfficeNow office)
{
    private const int RecoveryCodes = 10;

    public async Task<User> UserAsync(HttpContext http) =>
        await accounts.FindByIdAsync(http.User.FindFirstValue(ClaimTypes.NameIdentifier)!) ?? throw new InvalidOperationException("The user has left.");

    /// <summary>Keys of what is wrong; nothing when it is done.</summary>
    public async Task<IReadOnlyList<string>> ChangePasswordAsync(HttpContext http, string? current, string? password, string? again)
    {
        var user = await UserAsync(http);
        if (!await IsPasswordAsync(user, current))
        {
            return ["Password.Wrong"];
        }

        var faults = await FirstRun.PasswordFaultsAsync(accounts, user, password, again);
        if (faults.Count > 0)
        {
            return faults;
        }

        db.Happening = "user.password-changed";
        Must(await accounts.ChangePasswordAsync(user, current!, password!));
        await RenewAsync(http, user);
        return [];
    }

    /// <summary>The key to be shown as a picture; made when there is none, never changed while it is in use.</summary>
    public async Task<(string Key, string Address)> NewKeyAsync(User user)
    {
        var key = await accounts.GetAuthenticatorKeyAsync(user);
        if (string.IsNullOrEmpty(key))
        {
            key = await accounts.MakeAuthenticatorKeyAsync(user);
        }

        var issuer = Uri.EscapeDataString($"CrmLive {office.Current?.Name}".Trim());
        return (key, $"otpauth://totp/{issuer}:{Uri.EscapeDataString(user.UserName!)}?secret={key}&issuer={issuer}&digits=6&period=30");
    }

    /// <summary>The recovery codes, shown this once; null when the code is wrong.</summary>
    public async Task<IReadOnlyList<string>?> TurnOnAsync(HttpContext http, string? code)
    {
        var user = await UserAsync(http);
        if (await accounts.IsLockedOutAsync(user))
        {
            return null;
        }

        if (!await accounts.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, code ?? ""))
        {
            await accounts.AccessFailedAsync(user);
            return null;
        }

        db.Happening = "user.authenticator-turned-on";
        Must(await accounts.SetTwoFactorEnabledAsync(user, true));
        var codes = await accounts.GenerateNewTwoFactorRecoveryCodesAsync(user, RecoveryCodes);
        await RenewAsync(http, user);
        return [.. codes!];
    }

    public async Task<IReadOnlyList<string>?> NewRecoveryCodesAsync(HttpContext http, string? password)
    {
        var user = await UserAsync(http);
        return user.TwoFactorEnabled && await IsPasswordAsync(user, password)
            ? [.. (await accounts.GenerateNewTwoFactorRecoveryCodesAsync(user, RecoveryCodes))!]
            : null;
    }

    public async Task<bool> TurnOffAsync(HttpContext http, string? password)
    {
        var user = await UserAsync(http);
        if (!await IsPasswordAsync(user, password))
        {
            return false;
        }

        db.Happening = "user.authenticator-turned-off";
        Must(await accounts.SetTwoFactorEnabledAsync(user, false));
        await accounts.MakeAuthenticatorKeyAsync(user);
        await RenewAsync(http, user);
        return true;
    }

    // Whoever sits down at somebody's open screen may not guess at leisure either.
    private async Task<bool> IsPasswordAsync(User user, string? password)
    {
        if (await accounts.IsLockedOutAsync(user))
        {
            return false;
        }

        if (await accounts.CheckPasswordAsync(user, password ?? ""))
        {
            return true;
        }

        await accounts.AccessFailedAsync(user);
        return false;
    }

    private async Task RenewAsync(HttpContext http, User user)
    {
        await signIn.RenewAsync(http, user);
        if (http.User.FindFirstValue(SessionClaims.Session) is { } key && await sessions.FindAsync(key, http.RequestAborted) is { } own)
        {
            await sessions.RevokeAllAsync(me.Actor, user.Id, except: own.SessionId, http.RequestAborted);
        }
    }

    private static void Must(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(' ', result.Errors.Select(e => e.Code)));
        }
    }
}
