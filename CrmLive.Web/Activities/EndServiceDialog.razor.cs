using System.Data.Common;
using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Clients.Merging;
using CrmLive.Core.Common;
using CrmLive.Core.Live;
using CrmLive.Core.Office;
using CrmLive.Web.Account;
using CrmLive.Web.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Web.Activities;

/// <summary>Why a client is served no more (A16). Words, client and what is still planned are as they are now, also while somebody writes.</summary>
public sealed partial class EndServiceDialog : LiveComponent
{
    private readonly NextEntry _end = new() { Ends = true };
    private ClientCard? _client;
    private ActivityChoices? _choices;
    private ValueList<Problem> _problems = [];
    private string? _notice;
    private bool _gone, _saving;
    private int _id, _openLeft;

    [Parameter, EditorRequired]
    public required int ClientId { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback Close { get; set; }

    [Inject]
    private ClientQueries Clients { get; set; } = default!;

    [Inject]
    private MergeQueries Merges { get; set; } = default!;

    [Inject]
    private ClientService Service { get; set; } = default!;

    [Inject]
    private ActivityQueries Activities { get; set; } = default!;

    [Inject]
    private ActivitySaving Saving { get; set; } = default!;

    [Inject]
    private ActivityNews News { get; set; } = default!;

    [Inject]
    private SignedIn Me { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        _id = ClientId;
        Watch(LiveTopic.Office, ReadWordsAsync);
        Watch(LiveTopic.Clients, ReadAsync, only: id => id == _id);
        Watch(LiveTopic.Activities, ReadAsync);
        await ReadWordsAsync();
        await ReadAsync();
    }

    private async Task ReadWordsAsync()
    {
        try
        {
            _choices = await Saving.ChoicesAsync(Lifetime);
        }
        catch (DbException)
        {
            // The former words still serve, and saving checks them.
            return;
        }

        if (_end.ReasonId is { } chosen && _choices.Of(DictionaryKind.EndReason, null).All(reason => reason.Id != chosen))
        {
            (_end.ReasonId, _notice) = (null, L["End.ReasonGone"]);
        }
    }

    private async Task ReadAsync()
    {
        // While it is being saved, what is finished is finished by this very dialog.
        if (_saving)
        {
            return;
        }

        try
        {
            var fresh = await Clients.CardAsync(Me.Actor, _id, Lifetime) ?? await SurvivorAsync();
            (_client, _gone) = (fresh ?? _client, fresh is null);
            _openLeft = (await Activities.LatestAsync(Me.Actor, _id, 50, Lifetime)).Count(row => row.IsOpen);
        }
        catch (DbException)
        {
            // What was read before still stands; saving checks it.
        }
    }

    /// <summary>Two clients became one: it is the joint card's service that would end now, and whoever writes has to know that before they save.</summary>
    private async Task<ClientCard?> SurvivorAsync()
    {
        if (await Merges.WhereToAsync(Me.Actor, _id, Lifetime) is not { } stays || await Clients.CardAsync(Me.Actor, stays, Lifetime) is not { } joint)
        {
            return null;
        }

        (_id, _problems, _notice) = (stays, [], L["End.Merged", joint.Name]);
        return joint;
    }

    private async Task SaveAsync()
    {
        if (_saving || _client is null)
        {
            return;
        }

        _saving = true;
        try
        {
            var saved = _end.ReasonId is { } reason
                ? await Service.EndAsync(Me.Actor, _id, _client.Version, new ServiceEnd(reason, _end.Description, _end.CancelPlanned), Lifetime)
                : Saved.Invalid(new Problem(nameof(ServiceEnd.ReasonId), ActivityProblem.ReasonMissing));
            _problems = saved.Problems;
            if (saved.Ok)
            {
                News.Good(L["Done.Ended"]);
                await Close.InvokeAsync();
                return;
            }

            _notice = News.Of(saved);
        }
        catch (Exception fault) when (fault is AccessRefused or DbException or DbUpdateException)
        {
            _notice = News.Of(fault);
        }
        finally
        {
            _saving = false;
        }

        await ReadAsync();
    }
}
