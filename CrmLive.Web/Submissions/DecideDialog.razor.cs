using System.Data.Common;
using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Clients.Merging;
using CrmLive.Core.Common;
using CrmLive.Core.Leads;
using CrmLive.Core.Live;
using CrmLive.Core.Submissions;
using CrmLive.Core.Users;
using CrmLive.Web.Account;
using CrmLive.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Web.Submissions;

public sealed partial class DecideDialog
{
    private readonly HashSet<int> _leads = [];
    private IReadOnlyList<Choice> _advisors = [];
    private ClientCard? _other;
    private Verdict _verdict;
    private int? _advisor, _client;
    private string? _comment, _notice;
    private bool _picking;

    [Inject]
    private SubmissionCommands Commands { get; set; } = default!;

    [Inject]
    private UserQueries Users { get; set; } = default!;

    [Inject]
    private ClientQueries Clients { get; set; } = default!;

    [Inject]
    private MergeQueries Merges { get; set; } = default!;

    [Inject]
    private SignedIn Me { get; set; } = default!;

    [Inject]
    private When When { get; set; } = default!;

    [Parameter, EditorRequired]
    public required SubmissionCard Card { get; set; }

    /// <summary>Changes under the open dialog when a colleague creates a match.</summary>
    [Parameter, EditorRequired]
    public required Alike Found { get; set; }

    [Parameter]
    public bool Rejecting { get; set; }

    /// <summary>With what is to be said on the page, or null.</summary>
    [Parameter, EditorRequired]
    public required EventCallback<string?> Close { get; set; }

    private Verdict[] Ways => Me.Actor.May(ClientPermissions.Edit) ? [Verdict.Create, Verdict.Link, Verdict.Accept] : [Verdict.Link, Verdict.Accept];

    private IEnumerable<AlikeClient> Known => Found.Clients.Where(client => client.Id != 0 && client.Same > SameIn.Name);

    /// <summary>Those who are alike, and whoever was looked up besides.</summary>
    private IEnumerable<(int Id, string Name, string Says)> Offered
    {
        get
        {
            foreach (var client in Found.Clients.Where(client => client.Id != 0))
            {
                var says = InboxLook.FieldsOf(client.Same).Select(same => L["Same." + same].Value).Append(client.Advisor ?? L["Advisor.None"].Value);
                yield return (client.Id, Named(client.Name, client.Id), string.Join(", ", client.Over ? says.Append(L["Alike.Over"].Value) : says));
            }

            if (_other is { } other && Found.Clients.All(client => client.Id != other.Id))
            {
                yield return (other.Id, Named(other.Name, other.Id), string.Join(", ", new[] { other.Advisor ?? L["Advisor.None"].Value, other.FinishedAt is null ? null : L["Alike.Over"].Value }.OfType<string>()));
            }
        }
    }

    private IEnumerable<AlikeLead> Ties => Me.Actor.May(LeadPermissions.Edit) ? Found.Leads.Where(lead => lead is { Id: not 0, ClientId: null, Same: > SameIn.Name }) : [];

    /// <summary>What is half written when the line is lost opens the dialog again by itself: the button has the same name.</summary>
    public static string DraftKeyOf(int submissionId, bool rejecting) => $"{(rejecting ? "reject" : "accept")}-{submissionId}";

    protected override async Task OnInitializedAsync()
    {
        _verdict = Rejecting ? Verdict.Reject : Known.Any() ? Verdict.Link : Ways[0];
        // Of one there is no doubt which; of several somebody must say.
        _client = Known.ToList() is [var only] ? only.Id : null;
        _picking = !Found.Clients.Any(client => client.Id != 0);
        Watch(LiveTopic.Clients, LookAgainAsync, only: id => id == _client);
        try
        {
            _advisors = await Users.AdvisorsAsync(Me.Actor, Lifetime);
        }
        catch (DbException)
        {
            // Without their names the office gives the client out by itself.
        }
    }

    private void Go(Verdict way) => (_verdict, _notice) = (way, null);

    private void Choose(int id) => (_client, _picking, _notice) = (id, false, null);

    private void Tie(int id)
    {
        if (!_leads.Remove(id))
        {
            _leads.Add(id);
        }
    }

    private async Task PickedAsync(int id)
    {
        try
        {
            _other = await Clients.CardAsync(Me.Actor, id, Lifetime);
            Choose(id);
        }
        catch (DbException)
        {
            _notice = L["Failed"];
        }
    }

    /// <summary>The chosen client has changed: merged into another one, ended, given to somebody else. It is said and not found out by the command.</summary>
    private async Task LookAgainAsync()
    {
        if (_client is not { } id)
        {
            return;
        }

        try
        {
            var name = Offered.FirstOrDefault(client => client.Id == id).Name;
            if (await Clients.CardAsync(Me.Actor, id, Lifetime) is { } card)
            {
                _other = _other?.Id == id ? card : _other;
                _notice = card.FinishedAt is null ? null : L["Accept.Ended", card.Name].Value;
            }
            else if (await Merges.WhereToAsync(Me.Actor, id, Lifetime) is { } survivor && await Clients.CardAsync(Me.Actor, survivor, Lifetime) is { } into)
            {
                (_other, _client) = (into, survivor);
                _notice = L["Accept.Merged", name ?? "", Named(into.Name, into.Id)];
            }
            else
            {
                (_other, _client) = (null, null);
                _notice = L["Accept.ClientGone", name ?? ""];
            }
        }
        catch (DbException)
        {
            // The command asks once more.
        }
    }

    private async Task DecideAsync()
    {
        try
        {
            var ties = Ties.Select(lead => lead.Id).Where(_leads.Contains);
            var saved = await Commands.DecideAsync(Me.Actor, new Decision { SubmissionId = Card.Id, Verdict = _verdict, ClientId = _client, AdvisorId = _advisor, LeadIds = [.. ties], Comment = _comment }, Lifetime);
            _notice = saved.Outcome switch
            {
                SavedOutcome.Done => null,
                SavedOutcome.Conflict => L["Decide.Quicker", saved.By ?? "–", saved.At is { } at ? When.Moment(at) : "–"].Value,
                SavedOutcome.Gone => L["Inbox.Gone"].Value,
                _ => L["Problem." + saved.Problems[0].Key].Value,
            };
            if (saved.Ok)
            {
                await Close.InvokeAsync(null);
            }
        }
        catch (AccessRefused)
        {
            // A right that was taken away while the dialog was open.
            _notice = L["Decide.Refused"];
        }
        catch (Exception e) when (e is DbException or DbUpdateException)
        {
            _notice = L["Failed"];
        }
    }

    private static string Named(string? name, int id) => name is { Length: > 0 } ? name : id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
