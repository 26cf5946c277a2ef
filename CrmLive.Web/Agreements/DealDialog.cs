using System.Data.Common;
using CrmLive.Core.Access;
using CrmLive.Core.Agreements;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Live;
using CrmLive.Web.Account;
using CrmLive.Web.Activities;
using CrmLive.Web.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmLive.Web.Agreements;

/// <summary>What the dialogs about a unit share: the unit and the client as they are now, one save at a time, and an answer where the person looks.</summary>
public abstract class DealDialog : LiveComponent
{
    private bool _saving;

    [Parameter, EditorRequired]
    public required DealAddress Asked { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback Close { get; set; }

    [Inject]
    protected SignedIn Me { get; set; } = default!;

    [Inject]
    protected AgreementCommands Commands { get; set; } = default!;

    [Inject]
    private UnitQueries Units { get; set; } = default!;

    [Inject]
    private ClientQueries Clients { get; set; } = default!;

    [Inject]
    private ActivityNews News { get; set; } = default!;

    [Inject]
    private IStringLocalizer<AgreementsText> Texts { get; set; } = default!;

    protected UnitCard? Unit { get; private set; }

    protected ClientCard? Client { get; private set; }

    protected bool Failed { get; private set; }

    /// <summary>The agreement the dialog is about, as it was when it was opened: a colleague's later change is told, not overwritten.</summary>
    protected AgreementRow? Row { get; private set; }

    protected ValueList<Problem> Problems { get; private set; } = [];

    protected string? Notice { get; set; }

    protected override Task OnInitializedAsync()
    {
        Watch(LiveTopic.Agreements, ReadAsync);
        return ReadAsync();
    }

    protected async Task ReadAsync()
    {
        try
        {
            Unit = Asked.UnitId is { } unit ? await Units.CardAsync(Me.Actor, unit, Lifetime) : null;
            Client = Asked.ClientId is { } client ? await Clients.CardAsync(Me.Actor, client, Lifetime) : null;
            var fresh = Unit?.Agreements.FirstOrDefault(a => a.Id == Asked.AgreementId);
            if (Row is not null && fresh?.Version != Row.Version && !_saving)
            {
                Notice = Texts["ChangedNow"];
            }

            Row ??= fresh;
            Failed = false;
            await LoadedAsync();
        }
        catch (DbException)
        {
            Failed = Unit is null && Client is null;
        }
    }

    protected virtual Task LoadedAsync() => Task.CompletedTask;

    /// <summary>After a conflict what the colleague left is what the next save is about.</summary>
    protected async Task SaveAsync(Func<Task<Saved>> command, Func<int, Task<string>> good)
    {
        if (_saving)
        {
            return;
        }

        _saving = true;
        try
        {
            var saved = await command();
            (Problems, Notice) = (saved.Problems, saved.Outcome == SavedOutcome.Invalid ? Texts["Saved.Look"] : saved.Ok ? null : News.Of(saved));
            if (saved.Ok)
            {
                News.Good(await good(saved.Id));
                await Close.InvokeAsync();
            }
            else if (saved.Outcome == SavedOutcome.Conflict)
            {
                Row = null;
                await ReadAsync();
            }
        }
        catch (Exception fault) when (fault is AccessRefused or DbException or DbUpdateException)
        {
            Notice = News.Of(fault);
        }
        finally
        {
            _saving = false;
        }
    }
}
