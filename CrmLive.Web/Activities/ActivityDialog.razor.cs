using System.Data.Common;
using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Clients.Merging;
using CrmLive.Core.Common;
using CrmLive.Core.Live;
using CrmLive.Web.Account;
using CrmLive.Web.Live;
using CrmLive.Web.Shared;
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
    private IReadOnlyList<string> _contested = [];
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
    private MergeQueries Merges { get; set; } = default!;

    [Inject]
    private Remarks Remarks { get; set; } = default!;

    [Inject]
    private ActivityCommands Commands { get; set; } = default!;

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
            _entry.InvestmentId ??= _choices.Investments.FirstOrDefault(one => _client.Interests is [var only] && one.Id == only.Id)?.Id;
        }

        _next.Entry ??= Proposals.Next(_entry);
        _next.Wanted = _client.FinishedAt is null && _openLeft == 0;
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
            await TellAsync(await Saving.SaveAsync(_face, _registered ? ActivityAsk.Plan : Asked.Ask, _entry, _client, _next, _face?.Version ?? 0, Lifetime));
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
                SayDone();
                await Close.InvokeAsync();
                break;
            case SavedOutcome.Conflict:
                await TakeOverAsync();
                _notice = $"{News.Of(saved)} {(_contested.Count > 0 ? _notice : L["ChangedLook"])}";
                break;
            case SavedOutcome.Invalid when saved.Problems.Any(problem => problem.Key == ActivityProblem.ClientGone):
                await ReadClientAsync(_client!.Id);
                break;
            case SavedOutcome.Invalid when saved.Id != 0:
                // What was done is in the books; only the next step is still open, and now it is all the dialog asks for.
                (_registered, _face, _entry, _next.Wanted, _next.Alone) = (true, null, _next.Entry!, false, false);
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

    private void SayDone()
    {
        if (_face is not { } was || _entry.Status == was.Status || _next is { Wanted: true } or { Ends: true })
        {
            News.Good(L[Asked.Ask == ActivityAsk.Register && !_registered ? "Done.Registered" : _face is null ? "Done.Planned" : "Done.Saved"]);
            return;
        }

        // Only where nothing else came of it: a next step that is planned, or an ended service, is taken back where it stands.
        string type = L[$"Type.{_entry.Type}"];
        Remarks.Offer(L["Done.Status", type, L[$"Status.{_entry.Status}"].Value], async () =>
        {
            if (News.Tell(await Commands.SetStatusAsync(Me.Actor, was.Id, was.Version + 1, new ActivityOutcome(was.Status), default)))
            {
                News.Good(L["Done.Reopened", type, L[$"Status.{was.Status}"].Value]);
            }
        });
    }
}
