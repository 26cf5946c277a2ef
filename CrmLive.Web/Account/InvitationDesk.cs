using CrmLive.Core.Access;

namespace CrmLive.Web.Account;

/// <summary>Invitations for pages that live long: Identity works on one context, so each invitation gets a scope of its own.</summary>
public sealed class InvitationDesk(IServiceScopeFactory scopes)
{
    public Task<string> InviteAsync(Actor actor, int userId) => InScopeAsync(actor, invitations => invitations.MakeAsync(actor, userId));

    public Task<string> ResetAsync(Actor actor, int userId, CancellationToken ct) =>
        InScopeAsync(actor, invitations => invitations.ResetAsync(actor, userId, ct));

    private async Task<string> InScopeAsync(Actor actor, Func<Invitations, Task<string>> make)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<SignedIn>().Actor = actor;
        return await make(scope.ServiceProvider.GetRequiredService<Invitations>());
    }
}
