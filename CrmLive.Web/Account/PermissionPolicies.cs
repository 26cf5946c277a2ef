using CrmLive.Core.Access;
using Microsoft.AspNetCore.Authorization;

namespace CrmLive.Web.Account;

/// <summary>Asks that the actor may do <paramref name="Key"/> right now.</summary>
public sealed record PermissionRequirement(string Key) : IAuthorizationRequirement;

/// <summary>Each permission of the catalogue is a policy of the same name: <c>[Authorize(Policy = "calls.watch")]</c>. Whatever says nothing asks for a signed-in user.</summary>
public static class PermissionPolicies
{
    public static IServiceCollection AddPermissionPolicies(this IServiceCollection services)
    {
        services.AddOptions<AuthorizationOptions>().Configure<PermissionCatalog>((options, catalog) =>
        {
            var signedIn = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
            options.DefaultPolicy = signedIn;
            options.FallbackPolicy = signedIn;
            foreach (var key in catalog.All)
            {
                options.AddPolicy(key, policy => policy.RequireAuthenticatedUser().AddRequirements(new PermissionRequirement(key)));
            }
        });
        return services.AddAuthorization().AddSingleton<IAuthorizationHandler, PermissionHandler>();
    }
}

/// <summary>The same answer for page, circuit, hub and API: all ask with a principal, and the rights are looked up now.</summary>
internal sealed class PermissionHandler(Visits visits) : AuthorizationHandler<PermissionRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        var actor = await visits.ActorOfAsync(context.User, CancellationToken.None);
        if (actor.May(requirement.Key))
        {
            context.Succeed(requirement);
        }
    }
}
