using System.Security.Claims;
using CrmLive.Core.Wall;
using CrmLive.Web.Account;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace CrmLive.Web.Wall;

/// <summary>K12: a wall asks once and is told from then on. A hub of its own, so that a screen can ask nothing that was made for programs with rights.</summary>
[Authorize(AuthenticationSchemes = ScreenScheme.Name)]
public sealed class WallHub(WallBroadcast wall, WallScreens screens) : Hub<IWallListener>
{
    public const string Address = "/hubs/wall";

    public async Task<WallWelcome> Show()
    {
        var hash = Context.User!.FindFirstValue(SessionClaims.Screen)!;
        var screen = await screens.FindAsync(hash, Context.ConnectionAborted) ?? throw new HubException("revoked");
        var shown = await wall.JoinAsync(Context.ConnectionId, screen.BranchId, Context.ConnectionAborted);
        return new(screens.Hold(Context.ConnectionId, hash, screen), shown);
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        screens.Drop(Context.ConnectionId);
        await wall.LeaveAsync(Context.ConnectionId);
    }
}
