using System.Data.Common;
using CrmLive.Core.Common;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using CrmLive.Web.Account;
using CrmLive.Web.Activities;
using CrmLive.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmLive.Web.Calendar;

/// <summary>The advisor's day: filters, the calendar, and the way into the dialog, which is an address.</summary>
public sealed partial class CalendarPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private CalendarDesk _desk = default!;
    private Calendar? _calendar;
    private IReadOnlyList<Choice> _investments = [], _branches = [];
    private bool _ready, _failed;

    /// <summary>A link may lead to a day; else the calendar opens where it was left, or today.</summary>
    [SupplyParameterFromQuery]
    public DateOnly? Date { get; set; }

    [Inject]
    private SignedIn Me { get; set; } = default!;

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    [Inject]
    private OwnChoices Own { get; set; } = default!;

    [Inject]
    private UserQueries Users { get; set; } = default!;

    [Inject]
    private DictionaryQueries Dictionaries { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private Remarks Remarks { get; set; } = default!;

    [Inject]
    private IStringLocalizer<SharedText> S { get; set; } = default!;

    protected override Task OnInitializedAsync()
    {
        _desk = ActivatorUtilities.CreateInstance<CalendarDesk>(Services);
        return LoadAsync();
    }

    private async Task LoadAsync()
    {
        try
        {
            _desk.Choice = await Own.ReadAsync<CalendarChoice>(Me.Actor, CalendarChoice.Key, _left.Token);
            _desk.People = WithMeFirst(await Users.AdvisorsAsync(Me.Actor, _left.Token));
            _desk.OpensOn = Date;
            _branches = await Dictionaries.BranchesAsync(Me.Actor, _left.Token);
            await OfBranchAsync();
            _investments = await Dictionaries.InvestmentsAsync(Me.Actor, _left.Token);
            (_ready, _failed) = (true, false);
        }
        catch (DbException)
        {
            _failed = true;
        }
    }

    private IReadOnlyList<Choice> WithMeFirst(IReadOnlyList<Choice> advisors)
    {
        var me = advisors.FirstOrDefault(one => one.Id == Me.Actor.UserId) ?? new Choice(Me.Actor.UserId ?? 0, Me.Actor.Name);
        return Me.Actor.Scope == Core.Access.Scope.Own ? [me] : [me, .. advisors.Where(one => one.Id != me.Id)];
    }

    private async Task OfBranchAsync() =>
        _desk.OfBranch = _desk.Choice.BranchId is { } branch ? await Users.AdvisorsAsync(Me.Actor, branch, _left.Token) : null;

    private async Task ChosenAsync(CalendarChoice choice)
    {
        _desk.Choice = choice;
        await OfBranchAsync();
        if (_calendar is not null)
        {
            await _calendar.ChangedAsync();
        }

        await KeepAsync();
    }

    private async Task KeepViewAsync(string view)
    {
        if (CalendarChoice.Views.Contains(view))
        {
            _desk.Choice = _desk.Choice with { View = view };
            await KeepAsync();
            Remarks.Good(L["ViewKept"]);
        }
    }

    private async Task KeepAsync()
    {
        try
        {
            await Own.KeepAsync(Me.Actor, CalendarChoice.Key, _desk.Choice, _left.Token);
        }
        catch (Exception fault) when (fault is DbException or DbUpdateException)
        {
            // The filter works all the same; only the next visit will not know it.
        }
    }

    private void Open(int activity) => Navigation.NavigateTo(ActivityAddress.Edit(activity).On(Navigation));

    private void PlanIn(Held held, bool wholeDay)
    {
        var (start, end) = (CalendarRows.Parse(held.Start), CalendarRows.Parse(held.End));
        var person = held.Person == 0 ? (int?)null : held.Person;
        var plan = ActivityAddress.Plan() with { Person = person, From = start, To = end > start ? end : null };
        // A day without an hour: the dialog proposes one.
        Navigation.NavigateTo((wholeDay ? plan with { From = start.Date, To = null, WholeDay = true } : plan).On(Navigation));
    }

    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }
}
