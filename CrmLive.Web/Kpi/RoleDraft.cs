using System.Globalization;
using CrmLive.Core.Kpi;

namespace CrmLive.Web.Kpi;

/// <summary>A role's default while it is being typed; texts, because what cannot be read stays to be put right.</summary>
internal sealed class RoleDraft
{
    private string[] _before;

    public RoleDraft(RoleDefaults role, string name, DateOnly week)
    {
        var now = role.Plans.LastOrDefault(plan => plan.FromWeek <= week);
        (RoleId, Name, Since, From) = (role.RoleId, name, now?.FromWeek, week.ToString("O", CultureInfo.InvariantCulture));
        int[] numbers = now is null ? [0, 0, 0, 0] : [now.Meetings, now.Calls, now.Emails, now.Total];
        Texts = [.. numbers.Select(number => number == 0 ? "" : number.ToString(CultureInfo.InvariantCulture))];
        _before = [.. Texts];
    }

    public int RoleId { get; }
    public string Name { get; }

    /// <summary>The week from which the present one holds.</summary>
    public DateOnly? Since { get; }

    public string[] Texts { get; }
    public string From { get; set; }
    public bool Changed => !Texts.SequenceEqual(_before);
    public int Sum => Enumerable.Range(0, 3).Sum(at => Read(at) ?? 0);

    /// <summary>Null while one of them is no number of contacts.</summary>
    public PlanNumbers? Numbers => Read(0) is { } meetings && Read(1) is { } calls && Read(2) is { } emails && Read(3) is { } total
        && new PlanNumbers(meetings, calls, emails, total) is { IsSensible: true } sensible ? sensible : null;

    public bool Wrong(int at) => Read(at) is not { } number || !new PlanNumbers(number, 0, 0, 0).IsSensible;

    public void Settled() => _before = [.. Texts];

    private int? Read(int at) => Texts[at].Trim() is not { Length: > 0 } text ? 0 : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
