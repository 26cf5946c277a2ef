using System.Security.Claims;
using CrmLive.Core.Live;
using CrmLive.Core.Users;

namespace CrmLive.Web.Account;

/// <summary>One open screen's or connection's view of its own visit, for as long as it is held.</summary>
public sealed class HeldVisit(ClaimsPrincipal who, Visit? first, Action<HeldVisit> leave) : IDisposable
{
    public ClaimsPrincipal Who => who;

    public SharedView<Standing> View { get; } = new(new Standing(first));

    internal void Tell(Visit? now)
    {
        var told = View.Current.Value.Visit;
        if (now is null ? told is not null : !now.SameAs(told))
        {
            View.Publish(new Standing(now));
        }
    }

    public void Dispose() => leave(this);
}

/// <summary>How somebody stands: their visit, or nothing when it has ended.</summary>
public sealed record Standing(Visit? Visit);
