using System.Security.Claims;
using CrmLive.Web.Account;

namespace CrmLive.Web.Api;

/// <summary>Programs only, with their token: a browser's cookie would let any page on the web hand in for whoever looks at it.</summary>
internal sealed class TokenOnly(string permission) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.User.FindFirstValue(SessionClaims.Token) is null)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return ApiProblems.NoToken;
        }

        return (await http.ActorAsync()).May(permission) ? await next(context) : ApiProblems.MayNot(permission);
    }
}
