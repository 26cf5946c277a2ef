using System.Globalization;
using CrmLive.Core.Agreements;
using CrmLive.Core.Common;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace CrmLive.Web.Agreements;

public enum DealAsk { Reserve, Make, Edit, Extend, Withdraw, Keys, Back, Offer, Unit, Add }

/// <summary>A dialog about a unit or an agreement, laid over the address of any page as those of activities are: a reload opens it again over its draft.</summary>
public sealed record DealAddress
{
    private static readonly string[] Names = ["deal", "of", "unit", "agreement", "units"];

    public DealAsk Ask { get; init; }
    public int? ClientId { get; init; }
    public int? UnitId { get; init; }
    public int? AgreementId { get; init; }

    /// <summary>Those chosen for an offer so far.</summary>
    public ValueList<int> Units { get; init; } = [];

    public static DealAddress Reserve(int? client = null, int? unit = null) => new() { Ask = DealAsk.Reserve, ClientId = client, UnitId = unit };

    public static DealAddress Offer(int client) => new() { Ask = DealAsk.Offer, ClientId = client };

    /// <summary>The next paper of a client's sale; of a unit nobody has, the first.</summary>
    public static DealAddress Make(int client, int unit) => new() { Ask = DealAsk.Make, ClientId = client, UnitId = unit };

    public static DealAddress Unit(int unit) => new() { Ask = DealAsk.Unit, UnitId = unit };

    public static DealAddress Add { get; } = new() { Ask = DealAsk.Add };

    public static DealAddress About(DealAsk ask, AgreementRow row) => new() { Ask = ask, ClientId = row.ClientId, UnitId = row.UnitId, AgreementId = row.Id };

    /// <summary>Null when no dialog is asked for, or by somebody who typed nonsense.</summary>
    public static DealAddress? Read(string uri)
    {
        var query = QueryHelpers.ParseQuery(new Uri(uri).Query);
        int? Number(string name) => query.TryGetValue(name, out var text) && int.TryParse((string?)text, CultureInfo.InvariantCulture, out var number) ? number : null;
        if (!query.TryGetValue("deal", out var asked) || !Enum.TryParse<DealAsk>((string?)asked, ignoreCase: true, out var ask) || !Enum.IsDefined(ask))
        {
            return null;
        }

        var address = new DealAddress { Ask = ask, ClientId = Number("of"), UnitId = Number("unit"), AgreementId = Number("agreement"), Units = Numbers(query.TryGetValue("units", out var units) ? units : default) };
        var whole = ask switch
        {
            DealAsk.Reserve or DealAsk.Add => true,
            DealAsk.Offer => address.ClientId is not null,
            DealAsk.Make => address is { ClientId: not null, UnitId: not null },
            DealAsk.Unit => address.UnitId is not null,
            _ => address is { AgreementId: not null, UnitId: not null },
        };
        return whole ? address : null;
    }

    private static ValueList<int> Numbers(string? text) =>
        [.. (text ?? "").Split('-').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).Where(number => number > 0).Distinct()];

#pragma warning disable CA1308 // Addresses are written small.
    public string On(NavigationManager navigation) => navigation.GetUriWithQueryParameters(Off(navigation), new Dictionary<string, object?>
    {
        ["deal"] = Ask.ToString().ToLowerInvariant(),
        ["of"] = ClientId,
        ["unit"] = UnitId,
        ["agreement"] = AgreementId,
        ["units"] = Units.Count == 0 ? null : string.Join('-', Units),
    });
#pragma warning restore CA1308

    /// <summary>This page without it.</summary>
    public static string Off(NavigationManager navigation) => navigation.GetUriWithQueryParameters(Names.ToDictionary(name => name, _ => (object?)null));
}
