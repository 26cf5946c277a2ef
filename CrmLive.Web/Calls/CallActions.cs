using CrmLive.Web.Account;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace CrmLive.Web.Calls;

/// <summary>What a person does with calls on this screen: the command for it, and a word when it was refused.</summary>
public sealed class CallActions(SignedIn me, ISnackbar snackbar, IStringLocalizer<CallsText> text)
{
    /// <summary>Whether a click on a number lets the exchange dial; else the browser's own tel: link does.</summary>
    public bool CanDial => false;

    public bool IsMe(int? userId) => userId is not null && userId == me.Actor.UserId;

    public Task WriteNoteAsync(int callId, string note) => Task.CompletedTask;

    public Task EndByHandAsync(int callId) => Task.CompletedTask;

    public Task ClaimAsync(int callId) => Task.CompletedTask;

    public Task ReleaseAsync(int callId) => Task.CompletedTask;

    public Task DialAsync(string? e164, string? asSpelled)
    {
        if (CanDial)
        {
            snackbar.Add(text["Dialling", asSpelled ?? e164 ?? ""], Severity.Info);
        }

        return Task.CompletedTask;
    }
}
