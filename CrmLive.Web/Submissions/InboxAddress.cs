using System.Globalization;
using CrmLive.Core.Submissions;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace CrmLive.Web.Submissions;

/// <summary>What the inbox shows and which submission lies open, as its address says it.</summary>
public static class InboxAddress
{
    public static string Of(InboxFilter filter, int? open = null) => (open is { } id ? $"submissions/{id.ToString(CultureInfo.InvariantCulture)}" : "submissions") + QueryOf(filter);

    /// <summary>"?show=Pending", or nothing.</summary>
    public static string QueryOf(InboxFilter filter)
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
        foreach (var status in filter.Statuses)
        {
            Say("status", status);
        }

        foreach (var investment in filter.InvestmentIds)
        {
            Say("investment", investment);
        }

        foreach (var form in filter.FormIds)
        {
            Say("source", form);
        }

        return query.ToQueryString().ToString();
    }

    public static InboxFilter Read(string uri) => Of(QueryHelpers.ParseQuery(new Uri(uri).Query));

    public static InboxFilter Of(IDictionary<string, StringValues> query)
    {
        string Text(string name) => query.TryGetValue(name, out var text) && (string?)text is { Length: > 0 and <= 100 } said ? said : "";
        int? Number(string name) => int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        IEnumerable<string> Several(string name) => query.TryGetValue(name, out var texts) ? texts.OfType<string>().Take(50) : [];
        int[] Numbers(string name) => [.. Several(name).Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0)];
        DateOnly? Day(string name) => DateOnly.TryParseExact(Text(name), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        return new InboxFilter
        {
            Tile = Enum.TryParse<InboxTile>(Text("show"), ignoreCase: true, out var tile) && Enum.IsDefined(tile) ? tile : InboxTile.All,
            Id = Number("id"),
            Client = Text("client"),
            Broker = Text("broker"),
            From = Day("from"),
            To = Day("to"),
            Statuses = [.. Several("status").Select(text => Enum.TryParse<SubmissionStatus>(text, ignoreCase: true, out var status) && Enum.IsDefined(status) ? status : (SubmissionStatus?)null).OfType<SubmissionStatus>()],
            InvestmentIds = [.. Numbers("investment")],
            FormIds = [.. Numbers("source")],
        };
    }
}
