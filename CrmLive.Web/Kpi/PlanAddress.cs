using System.Globalization;
using CrmLive.Core.Common;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

namespace CrmLive.Web.Kpi;

/// <summary>Which weeks the sheet shows. Without a week it begins with the one we are in.</summary>
public sealed record PlanAddress(DateOnly? Week = null, int Weeks = PlanAddress.Usual)
{
    public const string Page = "kpi/plans";
    private const int Usual = 4;

    public static readonly int[] Lengths = [1, 4, 8, 13];

    private static readonly DateOnly Earliest = new(2000, 1, 3), Latest = new(2099, 6, 1);

    public DateOnly First(DateOnly today) => OfficeTime.MondayOf(Week ?? today);

    public PlanAddress Step(int by, DateOnly today)
    {
        var next = First(today).AddDays(7 * by * Weeks);
        return next < Earliest || next > Latest ? this : this with { Week = next == OfficeTime.MondayOf(today) ? null : next };
    }

    public static PlanAddress Read(string uri)
    {
        var query = QueryHelpers.ParseQuery(new Uri(uri).Query);
        string? Said(string name) => query.TryGetValue(name, out var text) ? (string?)text : null;
        var week = DateOnly.TryParseExact(Said("week"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= Earliest && day <= Latest ? day : (DateOnly?)null;
        return new(week, int.TryParse(Said("weeks"), CultureInfo.InvariantCulture, out var weeks) && Lengths.Contains(weeks) ? weeks : Usual);
    }

    public override string ToString()
    {
        var query = new QueryBuilder();
        if (Week is { } week)
        {
            query.Add("week", week.ToString("O", CultureInfo.InvariantCulture));
        }

        if (Weeks != Usual)
        {
            query.Add("weeks", Weeks.ToString(CultureInfo.InvariantCulture));
        }

        return Page + query.ToQueryString();
    }
}
