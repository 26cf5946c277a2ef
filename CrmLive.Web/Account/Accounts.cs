using CrmLive.Core.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CrmLive.Web.Account;

/// <summary>Identity's manager of passwords, locks and second factors, living by our clock: Identity's own reads the machine's.</summary>
public sealed class Accounts(
    IUserStore<User> store,
    IOptions<IdentityOptions> options,
    IPasswordHasher<User> hasher,
    IEnumerable<IUserValidator<User>> userValidators,
    IEnumerable<IPasswordValidator<User>> passwordValidators,
    ILookupNormalizer normalizer,
    IdentityErrorDescriber errors,
    IServiceProvider services,
    ILogger<Accounts> log,
    TimeProvider clock) : UserManager<User>(store, options, hasher, userValidators, passwordValidators, normalizer, errors, services, log)
{
    public override Task<bool> IsLockedOutAsync(User user) => Task.FromResult(user.LockoutEnd > clock.GetUtcNow());

    public override async Task<IdentityResult> AccessFailedAsync(User user)
    {
        user.AccessFailedCount++;
        if (user.AccessFailedCount >= Options.Lockout.MaxFailedAccessAttempts)
        {
            user.LockoutEnd = clock.GetUtcNow().Add(Options.Lockout.DefaultLockoutTimeSpan);
            user.AccessFailedCount = 0;
        }

        return await UpdateUserAsync(user);
    }

    public async Task<User?> FindByLoginNameAsync(string login) => await FindByNameAsync(login) ?? await FindByEmailAsync(login);

    /// <summary>A first key, not yet in use. Identity's reset would also make a new security stamp, and looking at the page would end every session.</summary>
    public async Task<string> MakeAuthenticatorKeyAsync(User user)
    {
        var key = GenerateNewAuthenticatorKey();
        await ((IUserAuthenticatorKeyStore<User>)Store).SetAuthenticatorKeyAsync(user, key, CancellationToken);
        await UpdateUserAsync(user);
        return key;
    }

    /// <summary>Takes as long as checking a real password, so that the time of an answer does not tell which logins exist.</summary>
    public void CheckNothing(string password)
    {
        var nobody = new User { FirstName = "", LastName = "" };
        _ = _aHash ??= PasswordHasher.HashPassword(nobody, "nobody's");
        PasswordHasher.VerifyHashedPassword(nobody, _aHash, password);
    }

    private static string? _aHash;
}
