using CrmLive.Core.Activities;
using CrmLive.Core.Clients;

namespace CrmLive.Web.Activities;

/// <summary>What others do while the dialog is open: it is shown at once, and nothing that was typed is touched.</summary>
public sealed partial class ActivityDialog
{
    private async Task RungAsync()
    {
        if (!_saving)
        {
            await TakeOverAsync();
        }
    }

    private async Task TakeOverAsync()
    {
        if (_face is not { } was || await Activities.OneAsync(Me.Actor, was.Id, Lifetime) is not { } fresh || fresh.Version == was.Version)
        {
            return;
        }

        // They settled it while somebody here was already planning what comes after.
        _next.Alone = was.MayMove && !fresh.MayMove && !_entry.Status.IsOpen && _next is { Wanted: true, Ends: false };
        var contested = _entry.TakeOver(ActivityEntry.Of(was), ActivityEntry.Of(fresh));
        _contested = [.. _contested.Union(contested)];
        _face = fresh;
        _theirs = _contested.Count > 0 ? fresh : null;
        _notice = _next.Alone ? L["NextAlone"]
            : _contested.Count == 0 ? L["ChangedOver"]
            : L["ChangedBoth", string.Join(", ", _contested.Select(part => L[part].Value))];
    }

    private void TakeTheirs()
    {
        if (_theirs is not null)
        {
            _entry.Take(ActivityEntry.Of(_theirs), _contested);
            (_contested, _theirs, _notice, _problems) = ([], null, null, []);
        }
    }

    private async Task ReadClientAsync(int? id)
    {
        var client = id is { } one ? await Clients.CardAsync(Me.Actor, one, Lifetime) ?? await SurvivorAsync(one) : null;
        _openLeft = client is null ? 0 : (await Activities.LatestAsync(Me.Actor, client.Id, 50, Lifetime)).Count(row => row.IsOpen && row.Id != Asked.ActivityId);
        _client = client;
        if (client is not null && client.Id != id && Asked.Ask != ActivityAsk.Edit)
        {
            PickedAsync(client.Id);
        }
    }

    /// <summary>Two clients became one: the activity goes on with the one that stayed.</summary>
    private async Task<ClientCard?> SurvivorAsync(int gone)
    {
        var stays = await Merges.WhereToAsync(Me.Actor, gone, Lifetime) is { } survivor ? await Clients.CardAsync(Me.Actor, survivor, Lifetime) : null;
        _notice = stays is null ? L["ClientGone"] : L["ClientMerged", stays.Name];
        return stays;
    }
}
