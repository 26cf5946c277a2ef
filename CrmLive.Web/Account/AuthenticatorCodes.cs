using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CrmLive.Core.Users;
using Microsoft.AspNetCore.Identity;

namespace CrmLive.Web.Account;

/// <summary>Checks the codes of an authenticator app. Identity's own accepts a code as often as it is sent, for five minutes, by the machine's clock; here one opens the door once.</summary>
public sealed class AuthenticatorCodes(TimeProvider clock) : IUserTwoFactorTokenProvider<User>
{
    private const string Provider = "CrmLive";
    private const string LastStep = "totp-step";

    // A telephone's clock may be half a minute off, either way.
    private static readonly long[] Drift = [0, -1, 1];

    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<User> manager, User user) => Task.FromResult(false);

    public Task<string> GenerateAsync(string purpose, UserManager<User> manager, User user) =>
        throw new NotSupportedException("The code is on the user's telephone.");

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<User> manager, User user)
    {
        if (await manager.GetAuthenticatorKeyAsync(user) is not { } base32)
        {
            return false;
        }

        var code = string.Concat(token.Where(char.IsAsciiDigit));
        var key = Totp.KeyOf(base32);
        var now = Totp.StepAt(clock.GetUtcNow());
        var used = await LastUsedAsync(manager, user);
        foreach (var step in Drift.Select(d => now + d).Where(s => s > used && IsCodeOf(key, s, code)))
        {
            // The user's concurrency stamp refuses the second of two requests that bring the same code at once.
            var result = await manager.SetAuthenticationTokenAsync(user, Provider, LastStep, step.ToString(CultureInfo.InvariantCulture));
            return result.Succeeded;
        }

        return false;
    }

    private static bool IsCodeOf(byte[] key, long step, string code) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Totp.CodeAt(key, step)), Encoding.ASCII.GetBytes(code));

    private static async Task<long> LastUsedAsync(UserManager<User> manager, User user) =>
        long.TryParse(await manager.GetAuthenticationTokenAsync(user, Provider, LastStep), CultureInfo.InvariantCulture, out var step) ? step : 0;
}
