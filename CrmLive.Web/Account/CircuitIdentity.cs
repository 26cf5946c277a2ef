using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace CrmLive.Web.Account;

/// <summary>A circuit's photograph of its user, held against the session each minute; <see cref="ActorProvider"/> hears of changes at once.</summary>
public sealed class CircuitIdentity(ILoggerFactory log, Visits visits) : RevalidatingServerAuthenticationStateProvider(log)
{
    protected override TimeSpan RevalidationInterval => Visits.Recheck;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        await visits.FindAsync(authenticationState.User, cancellationToken) is not null;
}
