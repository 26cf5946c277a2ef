using System.Globalization;
using CrmLive.Core.Submissions;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

namespace CrmLive.Web.Submissions;

/// <summary>What the inbox shows and which submission lies open, as its address says it.</summary>
public static class InboxAddress
{
    public static string Of(InboxFilter filter, int? open = null)
    {
        var query = new QueryBuilder();
        void Say(string name, object? value)
        {
            if (Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text)
            {
                query.Add(name, text);
            }
        }

        Say("show", filter.Tile == InboxTile.All ? null : filter.Tile);
        Say("id", filter.Id);
        Say("client", filter.Client);
        Say("broker", filter.Broker);
        Say("from", filter.From?.ToString("O", CultureInfo.InvariantCulture));
        Say("to", filter.To?.ToString("O", CultureInfo.InvariantCulture));
        Say("investment", filter.InvestmentId);
        foreach (var form in filter.FormIds)
        {
            Say("source", form);
        }

        return (open is { } id ? $"submissions/{id.ToString(CultureInfo.InvariantCulture)}" : "submissions") + query.ToQueryString();
    }

    public static InboxFilter Read(string uri)
    {
        var query = QueryHelpers.ParseQuery(new Uri(uri).Query);
        string Text(string name) => query.TryGetValue(name, out var text) && (string?)text is { Length: > 0 and <= 100 } said ? said : "";
        int? Number(string name) => int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        DateOnly? Day(string name) => DateOnly.TryParseExact(Text(name), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        return new InboxFilter
        {
            Tile = Enum.TryParse<InboxTile>(Text("show"), ignoreCase: true, out var tile) && Enum.IsDefined(tile) ? tile : InboxTile.All,
            Id = Number("id"),
            Client = Text("client"),
            Broker = Text("broker"),
            From = Day("from"),
            To = Day("to"),
            InvestmentId = Number("investment"),
            FormIds = [.. query.TryGetValue("source", out var sources) ? sources.Take(50).Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0) : []],
        };
    }
}
