using System.Globalization;
using CrmLive.Core.Agreements;
using CrmLive.Core.Office;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

namespace CrmLive.Web.Agreements;

/// <summary>The list's filter and page as its address says them, so that a filtered list can be sent to a colleague.</summary>
public static class UnitsAddress
{
    public static string Of(UnitFilter filter, int page = 1)
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
        Say("investment", filter.InvestmentId);
        Say("building", filter.BuildingId);
        Say("rooms", filter.Rooms);
        Say("status", filter.Status);
        Say("area-from", filter.AreaFrom);
        Say("area-to", filter.AreaTo);
        Say("price-from", filter.PriceFrom);
        Say("price-to", filter.PriceTo);
        Say("page", page > 1 ? page : null);
        return "units" + query.ToQueryString();
    }

    public static (UnitFilter Filter, int Page) Read(string uri)
    {
        var query = QueryHelpers.ParseQuery(new Uri(uri).Query);
        string? Text(string name) => query.TryGetValue(name, out var text) && (string?)text is { Length: > 0 and <= 100 } said ? said : null;
        int? Number(string name) => int.TryParse(Text(name), CultureInfo.InvariantCulture, out var number) ? number : null;
        decimal? Amount(string name) => decimal.TryParse(Text(name), NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? amount : null;
        return (new UnitFilter
        {
            Text = Text("q"),
            InvestmentId = Number("investment"),
            BuildingId = Number("building"),
            Rooms = Number("rooms"),
            Status = Enum.TryParse<UnitStatus>(Text("status"), ignoreCase: true, out var status) && Enum.IsDefined(status) ? status : null,
            AreaFrom = Amount("area-from"),
            AreaTo = Amount("area-to"),
            PriceFrom = Amount("price-from"),
            PriceTo = Amount("price-to"),
        }, Math.Clamp(Number("page") ?? 1, 1, 10_000));
    }
}
