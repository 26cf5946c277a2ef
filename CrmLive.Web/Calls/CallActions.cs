using System.Data.Common;
using CrmLive.Core.Access;
using CrmLive.Core.Calls;
using CrmLive.Core.Calls.Feeds;
using CrmLive.Web.Account;
using CrmLive.Web.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmLive.Web.Calls;

/// <summary>What a person does with calls on this screen: the command for it, and a word to them when it came to nothing.</summary>
public sealed class CallActions(SignedIn me, CallCommands commands, ClickToCall telephone, Remarks remarks, IStringLocalizer<CallsText> text)
{
    /// <summary>Hides what the commands would refuse.</summary>
    public bool MayHandle => me.Actor.May(CallPermissions.Handle);

    /// <summary>Whether a click on a number lets the exchange dial; else the browser's own tel: link does.</summary>
    public bool CanDial => telephone.IsPossible && me.Actor.May(CallPermissions.Dial);

    public bool IsMe(int? userId) => userId is not null && userId == me.Actor.UserId;

    public Task WriteNoteAsync(int callId, string basedOn, string note) =>
        TryAsync(() => commands.WriteNoteAsync(me.Actor, callId, basedOn, note, CancellationToken.None));

    public Task EndByHandAsync(int callId) => TryAsync(() => commands.EndByHandAsync(me.Actor, callId, CancellationToken.None));

    public Task ReleaseAsync(int callId) => TryAsync(() => commands.ReleaseAsync(me.Actor, callId, CancellationToken.None));

    public Task ClaimAsync(int callId) => TryAsync(async () =>
    {
        var claim = await commands.ClaimAsync(me.Actor, callId, CancellationToken.None);
        if (claim.UserId is not null && !IsMe(claim.UserId))
        {
            remarks.Note(text["Missed.Faster", claim.Name ?? ""]);
        }
    });

    public Task DialAsync(string? e164, string? asSpelled) => TryAsync(async () =>
    {
        if (!CanDial || (e164 ?? asSpelled) is not { } number)
        {
            return;
        }

        var outcome = await telephone.DialAsync(me.Actor, number, CancellationToken.None);
        if (outcome.Refusal is null)
        {
            remarks.Note(text["Dialling", asSpelled ?? number]);
        }
        else
        {
            remarks.Warn(text["NotDialled", asSpelled ?? number]);
        }
    });

    private async Task TryAsync(Func<Task> command)
    {
        try
        {
            await command();
        }
        catch (AccessRefused)
        {
            remarks.Warn(text["Refused"]);
        }
        catch (Exception fault) when (fault is DbException or DbUpdateException or TimeoutException)
        {
            remarks.Bad(text["NotSaved"]);
        }
    }
}
