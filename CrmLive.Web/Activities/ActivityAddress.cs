using System.Globalization;
using CrmLive.Core.Activities;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace CrmLive.Web.Activities;

public enum ActivityAsk { Plan, Register, Edit, End }

/// <summary>
/// The dialog is an address, laid over that of any page ("/calendar?do=edit&amp;activity=17"): a link opens it, "back" closes it, and
/// after a lost line or a reload the page opens it again where the browser's draft waits for it.
/// </summary>
public sealed record ActivityAddress
{
    private const string Wall = "yyyy-MM-dd'T'HH:mm";

    private static readonly string[] Names = ["do", "activity", "client", "type", "from", "to", "day", "for"];

    public ActivityAsk Ask { get; init; }
    public int? ActivityId { get; init; }
    public int? ClientId { get; init; }
    public ActivityType? Type { get; init; }

    /// <summary>Wall clock of the office.</summary>
    public DateTime? From { get; init; }

    public DateTime? To { get; init; }

    /// <summary>Of <see cref="From"/> only the day was chosen.</summary>
    public bool WholeDay { get; init; }

    public int? Person { get; init; }

    public static ActivityAddress Plan(int? client = null, ActivityType? type = null) => new() { Ask = ActivityAsk.Plan, ClientId = client, Type = type };

    public static ActivityAddress Register(int? client = null, ActivityType? type = null) => new() { Ask = ActivityAsk.Register, ClientId = client, Type = type };

    public static ActivityAddress Edit(int activity) => new() { Ask = ActivityAsk.Edit, ActivityId = activity };

    public static ActivityAddress End(int client) => new() { Ask = ActivityAsk.End, ClientId = client };

    /// <summary>Null when no dialog is asked for, or by somebody who typed nonsense.</summary>
    public static ActivityAddress? Read(string uri)
    {
        var query = QueryHelpers.ParseQuery(new Uri(uri).Query);
        string? Of(string name) => query.TryGetValue(name, out var value) ? (string?)value : null;
        int? Number(string name) => int.TryParse(Of(name), CultureInfo.InvariantCulture, out var number) ? number : null;
        DateTime? Moment(string name) => DateTime.TryParseExact(Of(name), Wall, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment : null;

        if (!Enum.TryParse<ActivityAsk>(Of("do"), ignoreCase: true, out var ask) || !Enum.IsDefined(ask))
        {
            return null;
        }

        var address = new ActivityAddress
        {
            Ask = ask,
            ActivityId = Number("activity"),
            ClientId = Number("client"),
            Type = Enum.TryParse<ActivityType>(Of("type"), ignoreCase: true, out var type) && Enum.IsDefined(type) ? type : null,
            From = Moment("from"),
            To = Moment("to"),
            WholeDay = Of("day") is not null,
            Person = Number("for"),
        };
        return address is { Ask: ActivityAsk.Edit, ActivityId: null } or { Ask: ActivityAsk.End, ClientId: null } ? null : address;
    }

#pragma warning disable CA1308 // Addresses are written small.
    /// <summary>This page with the dialog over it.</summary>
    public string On(NavigationManager navigation) => navigation.GetUriWithQueryParameters(Off(navigation), new Dictionary<string, object?>
    {
        ["do"] = Ask.ToString().ToLowerInvariant(),
        ["activity"] = ActivityId,
        ["client"] = ClientId,
        ["type"] = Type?.ToString().ToLowerInvariant(),
        ["from"] = From?.ToString(Wall, CultureInfo.InvariantCulture),
        ["to"] = To?.ToString(Wall, CultureInfo.InvariantCulture),
        ["day"] = WholeDay ? "yes" : null,
        ["for"] = Person,
    });
#pragma warning restore CA1308

    /// <summary>This page without it.</summary>
    public static string Off(NavigationManager navigation) =>
        navigation.GetUriWithQueryParameters(Names.ToDictionary(name => name, _ => (object?)null));
}
