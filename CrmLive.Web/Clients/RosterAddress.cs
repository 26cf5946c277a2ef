using System.Globalization;
using CrmLive.Core.Roster;
using Microsoft.AspNetCore.Http.Extensions;

namespace CrmLive.Web.Clients;

/// <summary>The list's filter as the page's address says it, so that a filtered list can be sent to a colleague.</summary>
public static class RosterAddress
{
    public static string Of(RosterFilter filter, string page = "clients")
    {
        var query = new QueryBuilder();
        void Say(string name, object? value)
        {
            if (Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text)
            {
                query.Add(name, text);
            }
        }

        Say("q", filter.Text);
        Say("view", filter.View == RosterView.InService ? null : filter.View);
        Say("status", filter.StatusId);
        Say("advisor", filter.NoAdvisor ? 0 : filter.AdvisorId);
        Say("branch", filter.BranchId);
        Say("investment", filter.InvestmentId);
        Say("source", filter.SourceId);
        Say("import", filter.ImportId);
        Say("key", filter.KeyOnly ? "1" : null);
        Say("sort", filter.Sort == RosterSort.Name ? null : filter.Sort);
        Say("down", filter.Descending ? "1" : null);
        return page + query.ToQueryString();
    }

    public static RosterFilter Read(IQueryCollection query)
    {
        int? Number(string name) => int.TryParse(query[name], CultureInfo.InvariantCulture, out var number) ? number : null;
        return new RosterFilter
        {
            Text = query["q"].ToString() is { Length: <= 100 } text ? text : "",
            View = Enum.TryParse<RosterView>(query["view"], out var view) && Enum.IsDefined(view) ? view : RosterView.InService,
            StatusId = Number("status"),
            AdvisorId = Number("advisor") is { } advisor and > 0 ? advisor : null,
            NoAdvisor = Number("advisor") == 0,
            BranchId = Number("branch"),
            InvestmentId = Number("investment"),
            SourceId = Number("source"),
            ImportId = Number("import"),
            KeyOnly = query["key"] == "1",
            Sort = Enum.TryParse<RosterSort>(query["sort"], out var sort) && Enum.IsDefined(sort) ? sort : RosterSort.Name,
            Descending = query["down"] == "1",
        };
    }

    public static RosterFilter Read(string uri) =>
        Read(new QueryCollection(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(new Uri(uri).Query)));
}
