using System.Security.Claims;
using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Users;
using CrmLive.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace CrmLive.Web.Account;

public enum SignInStep { Refused, SecondFactor, Done }

/// <summary>The way in: password, then the second factor where there is one, then a session. Every refusal is in the journal and looks the same from outside.</summary>
public sealed class SignIn(Accounts accounts, Sessions sessions, Actors actors, CrmDb crm)
{
    private const string Keep = "crm:keep";

    public async Task<SignInStep> WithPasswordAsync(HttpContext http, string login, string password, bool keep)
    {
        var user = await accounts.FindByLoginNameAsync(login);
        if (user is null || user.Retired || await accounts.IsLockedOutAsync(user))
        {
            accounts.CheckNothing(password);
            return await RefuseAsync(http, user);
        }

        if (!await accounts.CheckPasswordAsync(user, password))
        {
            await accounts.AccessFailedAsync(user);
            return await RefuseAsync(http, user);
        }

        if (user.TwoFactorEnabled)
        {
            await http.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, HalfWay(user, keep));
            return SignInStep.SecondFactor;
        }

        await EnterAsync(http, user, keep);
        return SignInStep.Done;
    }

    /// <summary>The user whose password was right a moment ago, in this browser.</summary>
    public async Task<User?> HalfWayAsync(HttpContext http)
    {
        var half = (await http.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme)).Principal;
        return half?.FindFirstValue(ClaimTypes.NameIdentifier) is { } id ? await accounts.FindByIdAsync(id) : null;
    }

    public async Task<SignInStep> WithSecondFactorAsync(HttpContext http, string code, bool isRecoveryCode)
    {
        var half = (await http.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme)).Principal;
        if (await HalfWayAsync(http) is not { Retired: false } user || half?.FindFirstValue(SessionClaims.Stamp) != user.SecurityStamp)
        {
            return await RefuseAsync(http, null);
        }

        if (await accounts.IsLockedOutAsync(user) || !await IsRightAsync(user, code, isRecoveryCode))
        {
            if (!await accounts.IsLockedOutAsync(user))
            {
                await accounts.AccessFailedAsync(user);
            }

            return await RefuseAsync(http, user);
        }

        await http.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await EnterAsync(http, user, half!.HasClaim(Keep, "yes"));
        return SignInStep.Done;
    }

    /// <summary>After a change of password or second factor the former cookies are void; this browser's is made anew.</summary>
    public async Task RenewAsync(HttpContext http, User user)
    {
        var ticket = await http.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        var key = http.User.FindFirstValue(SessionClaims.Session)!;
        await http.SignInAsync(
            IdentityConstants.ApplicationScheme, SessionClaims.OfSession(user.Id, user.UserName!, key, user.SecurityStamp), ticket.Properties);
    }

    public async Task OutAsync(HttpContext http, CancellationToken ct)
    {
        await EndSessionAsync(http, ct);
        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    private async Task EndSessionAsync(HttpContext http, CancellationToken ct)
    {
        if (http.User.FindFirstValue(SessionClaims.Session) is { } key && await sessions.FindAsync(key, ct) is { } visit)
        {
            await sessions.SignOutAsync(visit.Actor with { Ip = http.Ip() }, visit.SessionId, ct);
        }
    }

    private async Task<bool> IsRightAsync(User user, string code, bool isRecoveryCode) => isRecoveryCode
        ? (await accounts.RedeemTwoFactorRecoveryCodeAsync(user, code)).Succeeded
        : await accounts.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, code);

    private async Task EnterAsync(HttpContext http, User user, bool keep)
    {
        await EndSessionAsync(http, http.RequestAborted);
        await accounts.ResetAccessFailedCountAsync(user);
        var actor = await actors.OfUserAsync(user.Id, http.Channel(), http.Ip(), http.RequestAborted);
        var key = await sessions.OpenAsync(actor!, user.Id, http.Request.Headers.UserAgent.ToString(), http.RequestAborted);
        await http.SignInAsync(
            IdentityConstants.ApplicationScheme,
            SessionClaims.OfSession(user.Id, user.UserName!, key, user.SecurityStamp),
            new AuthenticationProperties { IsPersistent = keep });
        if (user.Language is { } language)
        {
            Preferences.Speak(http, language);
        }
    }

    private async Task<SignInStep> RefuseAsync(HttpContext http, User? user)
    {
        await using var db = crm.Open(Actor.Nobody with { Channel = http.Channel(), Ip = http.Ip() });
        // A login that is nobody's is not written down: it may be a password typed into the wrong field.
        db.Record(new JournalEntry
        {
            Event = "user.sign-in-failed",
            Subject = "user",
            SubjectId = user?.Id ?? 0,
            UserId = user?.Id,
            Who = user?.FullName ?? "",
            Login = user?.UserName,
        });
        await db.SaveChangesAsync();
        return SignInStep.Refused;
    }

    private static ClaimsPrincipal HalfWay(User user, bool keep) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, $"{user.Id}"),
            new Claim(SessionClaims.Stamp, user.SecurityStamp ?? ""),
            new Claim(Keep, keep ? "yes" : "no"),
        ],
        IdentityConstants.TwoFactorUserIdScheme));
}
