using System.Globalization;
using CrmLive.Core.Activities;
using CrmLive.Web.Shared;
using Microsoft.Extensions.Localization;

namespace CrmLive.Web.Activities;

/// <summary>Says what stands in the way, in one line.</summary>
public sealed class ClashWords(When when, IStringLocalizer<ActivitiesText> text)
{
    public string Of(Clash clash) => clash.Kind switch
    {
        ClashKind.Absence => text["Clash.Absence", clash.Person ?? "", clash.Until?.ToString("d MMM", CultureInfo.CurrentCulture) ?? ""],
        ClashKind.Holiday or ClashKind.Closed or ClashKind.Twice => text[$"Clash.{clash.Kind}"],
        _ => text[$"Clash.{clash.Kind}", clash.Person ?? "", What(clash), Span(clash)],
    };

    private string What(Clash clash) => clash.Client ?? (clash.Type is { } type ? text[$"Type.{type}"] : "");

    private string Span(Clash clash) => clash is { StartsAt: { } start, EndsAt: { } end } ? $"{when.Time(start)}–{when.Time(end)}" : "";
}
