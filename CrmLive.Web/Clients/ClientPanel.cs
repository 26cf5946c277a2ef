using CrmLive.Core.Live;
using CrmLive.Web.Account;
using CrmLive.Web.Live;
using CrmLive.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace CrmLive.Web.Clients;

/// <summary>A list on a client's card that stays true by itself; renders only when its rows differ.</summary>
public abstract class ClientPanel<TRow> : LiveComponent
{
    [Parameter, EditorRequired]
    public required int ClientId { get; set; }

    /// <summary>Null until they were read for the first time.</summary>
    protected IReadOnlyList<TRow>? Rows { get; private set; }

    [Inject]
    protected SignedIn Me { get; set; } = default!;

    [Inject]
    protected When When { get; set; } = default!;

    protected abstract LiveTopic Topic { get; }

    protected abstract Task<IReadOnlyList<TRow>> ReadAsync();

    protected override Task OnInitializedAsync()
    {
        // The topic of clients rings for each of them; the others name the row, not its client.
        Watch(Topic, LoadAsync, only: Topic == LiveTopic.Clients ? id => id == ClientId : null);
        return LoadAsync();
    }

    /// <summary>For what rings besides the panel's own topic.</summary>
    protected Task ReadAgainAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        try
        {
            Rows = await ReadAsync();
        }
        catch (System.Data.Common.DbException)
        {
            // What was read before is still shown; the next ring reads anew.
        }
    }
}
