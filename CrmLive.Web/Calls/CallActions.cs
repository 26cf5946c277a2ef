using System.Data.Common;
using CrmLive.Core.Access;
using CrmLive.Core.Calls;
using CrmLive.Core.Calls.Feeds;
using CrmLive.Web.Account;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace CrmLive.Web.Calls;

/// <summary>What a person does with calls on this screen: the command for it, and a word to them when it came to nothing.</summary>
public sealed class CallActions(SignedIn me, CallCommands commands, ClickToCall telephone, ISnackbar snackbar, IStringLocalizer<CallsText> text)
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
            snackbar.Add(text["Missed.Faster", claim.Name ?? ""], Severity.Info);
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
            snackbar.Add(text["Dialling", asSpelled ?? number], Severity.Info);
        }
        else
        {
            snackbar.Add(text["NotDialled", asSpelled ?? number], Severity.Warning);
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
            snackbar.Add(text["Refused"], Severity.Warning);
        }
        catch (Exception fault) when (fault is DbException or DbUpdateException or TimeoutException)
        {
            snackbar.Add(text["NotSaved"], Severity.Error);
        }
    }
}
