using System.Data.Common;
using CrmLive.Core.Common;
using CrmLive.Core.Kpi;
using CrmLive.Core.Live;
using CrmLive.Web.Account;
using CrmLive.Web.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Web.Kpi;

/// <summary>K9: weights are tried on a ranking nobody else sees, and published from a day on.</summary>
public sealed partial class WeightsPage : LiveComponent
{
    private static readonly (string Key, KpiSpan Span)[] Spans =
    [
        ("Week", new(SpanKind.Week)), ("LastWeek", new(SpanKind.Week)), ("Month", new(SpanKind.Month)), ("LastMonth", new(SpanKind.Month)),
    ];

    private WeightsDraft? _draft;
    private IReadOnlyList<Weights> _weights = [];
    private IReadOnlyList<PreviewRow>? _preview;
    private string _key = "LastWeek";
    private string? _notice;
    private bool _ok, _failed;
    private int _asked;

    [Inject]
    private WeightCommands Commands { get; set; } = default!;

    [Inject]
    private KpiQueries Kpi { get; set; } = default!;

    [Inject]
    private OfficeClock Office { get; set; } = default!;

    [Inject]
    private SignedIn Me { get; set; } = default!;

    private DateOnly Today => Office.Time.Today(Clock);

    protected override Task OnInitializedAsync()
    {
        Watch(LiveTopic.Kpi, LoadAsync, TimeSpan.FromSeconds(1));
        return LoadAsync();
    }

    private async Task LoadAsync()
    {
        try
        {
            _weights = await Task.Run(() => Commands.WeightsAsync(Me.Actor, Lifetime), Lifetime);
            // What somebody is trying is not taken from under their hands.
            _draft ??= WeightsDraft.Of(_weights.LastOrDefault(w => w.ValidFrom <= Today) ?? new Weights(), OfficeTime.MondayOf(Today).AddDays(7));
            _failed = false;
            await PreviewAsync();
        }
        catch (DbException)
        {
            _failed = _draft is null;
        }
    }

    private async Task PreviewAsync()
    {
        var asked = ++_asked;
        if (_draft?.Edit is not { } trial)
        {
            return;
        }

        var span = Spans.First(one => one.Key == _key).Span;
        var range = (_key.StartsWith("Last", StringComparison.Ordinal) ? span.Step(-1, Today) : span).Range(Office.Time, Today);
        var rows = await Task.Run(() => Kpi.PreviewAsync(Me.Actor, range, trial, Lifetime), Lifetime);
        _preview = asked == _asked ? rows : _preview;
    }

    private Task TypedAsync(ContactKind kind, string? text)
    {
        _draft!.Type(kind, text ?? "");
        _notice = null;
        return TryAsync(PreviewAsync);
    }

    private void FromAsync(DateOnly? day) => (_draft!.From, _notice) = (day, null);

    private Task ChooseAsync(string key, KpiSpan span)
    {
        (_key, _preview) = (key, null);
        return TryAsync(PreviewAsync);
    }

    private Task PublishAsync() => _draft?.Edit is not { } edit ? Task.CompletedTask : TryAsync(async () =>
    {
        var saved = await Commands.PublishAsync(Me.Actor, edit, Lifetime);
        (_ok, _notice) = (saved.Ok, saved.Ok ? L["Weights.Published", KpiLook.Days(edit.ValidFrom, edit.ValidFrom)] : saved.Outcome == SavedOutcome.Invalid ? L["Weights.Refused"] : L["Plans.Meanwhile"]);
        await LoadAsync();
    });

    private Task WithdrawAsync(Weights weights) => TryAsync(async () =>
    {
        var saved = await Commands.WithdrawAsync(Me.Actor, weights.Id, Lifetime);
        (_ok, _notice) = (saved.Ok, saved.Ok ? L["Weights.Withdrawn", KpiLook.Days(weights.ValidFrom, weights.ValidFrom)] : L["Weights.Gone"]);
        await LoadAsync();
    });

    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception fault) when (fault is DbException or DbUpdateException)
        {
            (_ok, _notice) = (false, L["Weights.Failed"]);
        }
    }
}
