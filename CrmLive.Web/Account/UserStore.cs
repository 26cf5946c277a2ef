using System.Security.Cryptography;
using System.Text;
using CrmLive.Core.Data;
using CrmLive.Core.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace CrmLive.Web.Account;

/// <summary>Identity's store over our context; recovery codes are kept as hashes, for they are passwords too.</summary>
public sealed class UserStore(CrmDbContext db, IdentityErrorDescriber describer) : UserOnlyStore<User, CrmDbContext, int>(db, describer)
{
    private const string Provider = "[AspNetUserStore]";
    private const string Codes = "RecoveryCodes";

    public override Task ReplaceCodesAsync(User user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        base.ReplaceCodesAsync(user, recoveryCodes.Select(Hash), cancellationToken);

    public override async Task<bool> RedeemCodeAsync(User user, string code, CancellationToken cancellationToken)
    {
        var hashes = (await GetTokenAsync(user, Provider, Codes, cancellationToken) ?? "").Split(';');
        var redeemed = Hash(code);
        if (!hashes.Contains(redeemed))
        {
            return false;
        }

        await base.ReplaceCodesAsync(user, hashes.Where(h => h != redeemed), cancellationToken);
        return true;
    }

    // 50 random bits each, and the account locks after a few wrong ones: no slow hash is needed.
    private static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim().ToUpperInvariant())));
}
