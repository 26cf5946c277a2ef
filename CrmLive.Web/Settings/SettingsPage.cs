using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Live;
using CrmLive.Web.Account;
using CrmLive.Web.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmLive.Web.Settings;

/// <summary>What the pages of the settings share: loading, failing with a way to retry, and saying how a save ended.</summary>
public abstract class SettingsPage : LiveComponent
{
    [Inject]
    protected SignedIn Me { get; set; } = default!;

    [Inject]
    protected IStringLocalizer<SettingsText> Text { get; set; } = default!;

    protected Face Face { get; private set; }

    /// <summary>One sentence on the last save; null when there is none to tell.</summary>
    protected string? Notice { get; private set; }

    protected bool Done { get; private set; }

    protected ValueList<Problem> Problems { get; private set; } = [];

    protected abstract Task ReadAsync();

    protected override Task OnInitializedAsync() => LoadAsync();

    protected async Task LoadAsync()
    {
        try
        {
            await ReadAsync();
            Face = Face.Full;
        }
        catch (System.Data.Common.DbException)
        {
            Face = Face == Face.Full ? Face.Full : Face.Failed;
        }
        catch (AccessRefused refused) when (Face != Face.Loading)
        {
            // Taken away while the page stood open: what it shows is no longer for these eyes, and the screen goes on.
            (Face, Done, Notice) = (Face.Failed, false, Text["Saved.Refused", Text[$"Permission.{refused.Permission}"].Value]);
        }
    }

    /// <summary>What another administrator saves stands here at once, but never in place of what is being typed.</summary>
    protected void Follow(LiveTopic topic, Func<bool> isTyping) => Watch(topic, () => isTyping() ? Task.CompletedTask : LoadAsync());

    /// <summary>True when it was saved.</summary>
    /// <param name="said">What is said then; null: that it is saved and applies.</param>
    protected async Task<bool> TryAsync(Func<Task<Saved>> save, string? said = null)
    {
        (Done, Problems) = (false, []);
        try
        {
            var saved = await save();
            (Done, Problems) = (saved.Ok, saved.Problems);
            Notice = saved.Outcome switch
            {
                SavedOutcome.Done => said ?? Text["Saved"],
                SavedOutcome.Conflict => Text["Saved.Conflict", saved.By ?? "–"],
                SavedOutcome.Gone => Text["Saved.Gone"],
                _ => Text["Saved.Invalid"],
            };
            if (saved.Ok)
            {
                await LoadAsync();
            }
        }
        catch (AccessRefused refused)
        {
            Notice = Text["Saved.Refused", Text[$"Permission.{refused.Permission}"].Value];
        }
        catch (Exception e) when (e is System.Data.Common.DbException or DbUpdateException)
        {
            Notice = Text["Saved.Failed"];
        }

        return Done;
    }

    /// <summary>For what is asked without being saved: says what is wrong with the fields, or that it could not be asked.</summary>
    protected async Task AskAsync(Func<Task<ValueList<Problem>>> ask)
    {
        Forget();
        try
        {
            Problems = await ask();
            Notice = Problems.Count > 0 ? Text["Asked.Invalid"].Value : null;
        }
        catch (AccessRefused refused)
        {
            Notice = Text["Saved.Refused", Text[$"Permission.{refused.Permission}"].Value];
        }
        catch (Exception e) when (e is System.Data.Common.DbException or DbUpdateException)
        {
            Notice = Text["Saved.Failed"];
        }
    }

    protected void Forget() => (Notice, Done, Problems) = (null, false, []);
}

public enum Face { Loading, Full, Failed }
