using System.Data.Common;
using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Live;
using CrmLive.Web.Account;
using CrmLive.Web.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Web.Activities;

/// <summary>The one dialog for planning, registering and editing (A9–A15): first whose it is, then what it is.</summary>
public sealed partial class ActivityDialog : LiveComponent
{
    private ActivityEntry _entry = new();
    private readonly NextEntry _next = new();
    private ActivityChoices? _choices;
    private ClientCard? _client;
    private ActivityFace? _face, _theirs;
    private ValueList<Problem> _problems = [];
    private string? _notice;
    private bool _failed, _gone, _saving, _registered;
    private int _openLeft;

    [Parameter, EditorRequired]
    public required ActivityAddress Asked { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback Close { get; set; }

    [Inject]
    private SignedIn Me { get; set; } = default!;

    [Inject]
    private ActivityQueries Activities { get; set; } = default!;

    [Inject]
    private ClientQueries Clients { get; set; } = default!;

    [Inject]
    private ActivitySaving Saving { get; set; } = default!;

    [Inject]
    private ActivityProposals Proposals { get; set; } = default!;

    [Inject]
    private ActivityNews News { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string Title => Asked.Ask switch
    {
        ActivityAsk.Edit => L["Dialog.Edit"],
        ActivityAsk.Register => L["Dialog.Register"],
        _ => L["Dialog.Plan"],
    };

    private string DraftKey => Asked.Ask == ActivityAsk.Edit ? $"activity-{Asked.ActivityId}" : $"activity-new-{Asked.Ask}";

    protected override Task OnInitializedAsync()
    {
        Watch(LiveTopic.Activities, RungAsync, only: id => id == Asked.ActivityId);
        Watch(LiveTopic.Clients, async () => await ReadClientAsync(_client?.Id), only: id => id == _client?.Id);
        Watch(LiveTopic.Office, ReadWordsAsync);
        return LoadAsync();
    }

    /// <summary>A word added, renamed or retired while the dialog is open; what has been chosen stays.</summary>
    private async Task ReadWordsAsync()
    {
        try
        {
            _choices = _choices is null ? null : await Saving.ChoicesAsync(Lifetime);
        }
        catch (DbException)
        {
            // The former words still serve, and saving checks them.
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        // The client is part of the address, so that a reload does not ask for them again.
        if (_choices is not null && Asked.Ask != ActivityAsk.Edit && Asked.ClientId != _client?.Id)
        {
            await ReadClientAsync(Asked.ClientId);
            Propose();
        }
    }

    private async Task LoadAsync()
    {
        try
        {
            _face = Asked.ActivityId is { } id ? await Activities.OneAsync(Me.Actor, id, Lifetime) : null;
            _gone = Asked.Ask == ActivityAsk.Edit && _face is null;
            await ReadClientAsync(_face?.Draft.ClientId ?? Asked.ClientId);
            var choices = await Saving.ChoicesAsync(Lifetime);
            _entry = _face is null ? Proposals.First(Asked) : ActivityEntry.Of(_face);
            _choices = choices;
            Propose();
            _failed = false;
        }
        catch (DbException)
        {
            _failed = true;
        }
    }

    private async Task ReadClientAsync(int? id)
    {
        _client = id is { } one ? await Clients.CardAsync(Me.Actor, one, Lifetime) : null;
        _openLeft = _client is null ? 0 : (await Activities.LatestAsync(Me.Actor, _client.Id, 50, Lifetime)).Count(row => row.IsOpen && row.Id != Asked.ActivityId);
        if (id is not null && _client is null)
        {
            _notice = L["ClientGone"];
        }
    }

    /// <summary>Whom it is for, and what comes after it.</summary>
    private void Propose()
    {
        if (_client is null || _choices is null)
        {
            return;
        }

        if (_face is null)
        {
            _entry.AssignedToId = Proposals.WhoseIs(Asked, _client, _choices);
            _entry.InvestmentId ??= _choices.Investments.FirstOrDefault(one => _client.Investments is [var only] && one.Name == only)?.Id;
        }

        _next.Entry ??= Proposals.Next(_entry);
        _next.Wanted = _client.FinishedAt is null && _openLeft == 0;
    }

    /// <summary>A colleague changed it while it is open here: said at once, and nothing typed is touched.</summary>
    private async Task RungAsync()
    {
        if (_saving || _face is null || await Activities.OneAsync(Me.Actor, _face.Id, Lifetime) is not { } fresh || fresh.Version == _face.Version)
        {
            return;
        }

        _theirs = fresh;
        _notice = L["ChangedNow"];
    }

    private void TakeTheirs()
    {
        if (_theirs is not null)
        {
            (_face, _entry, _theirs, _notice, _problems) = (_theirs, ActivityEntry.Of(_theirs), null, null, []);
        }
    }

    private void PickedAsync(int client) => Navigation.NavigateTo((Asked with { ClientId = client }).On(Navigation), replace: true);

    private void OtherClient() => Navigation.NavigateTo((Asked with { ClientId = null }).On(Navigation), replace: true);

    private async Task SaveAsync()
    {
        if (_saving || _client is null)
        {
            return;
        }

        _saving = true;
        try
        {
            await TellAsync(await Saving.SaveAsync(_face, _registered ? ActivityAsk.Plan : Asked.Ask, _entry, _client, _next, (_theirs ?? _face)?.Version ?? 0, Lifetime));
        }
        catch (Exception fault) when (fault is AccessRefused or DbException or DbUpdateException)
        {
            _notice = News.Of(fault);
        }
        finally
        {
            _saving = false;
        }
    }

    private async Task TellAsync(Saved saved)
    {
        (_problems, _notice) = (saved.Problems, null);
        switch (saved.Outcome)
        {
            case SavedOutcome.Done:
                News.Good(L[Asked.Ask == ActivityAsk.Register && !_registered ? "Done.Registered" : _face is null ? "Done.Planned" : "Done.Saved"]);
                await Close.InvokeAsync();
                break;
            case SavedOutcome.Conflict:
                _theirs = await Activities.OneAsync(Me.Actor, _face!.Id, Lifetime);
                _notice = News.Of(saved);
                break;
            case SavedOutcome.Invalid when saved.Id != 0:
                // What was done is in the books; only the next step is still open, and now it is all the dialog asks for.
                (_registered, _entry, _next.Wanted) = (true, _next.Entry!, false);
                _notice = L["Registered.NotNext"];
                break;
            case SavedOutcome.Gone:
                _notice = L["Saved.Gone"];
                break;
            default:
                _notice = L["Saved.Look"];
                break;
        }
    }
}
