using System.Globalization;
using CrmLive.Core.Kpi;

namespace CrmLive.Web.Kpi;

/// <summary>Weights while they are typed: texts, because what cannot be read stays to be put right.</summary>
internal sealed class WeightsDraft
{
    private readonly Dictionary<ContactKind, string> _texts = [];

    public DateOnly? From { get; set; }

    /// <summary>Null while one of them is no weight.</summary>
    public WeightsEdit? Edit => From is { } from && Read(ContactKind.Meeting) is { } meeting && Read(ContactKind.Call) is { } call && Read(ContactKind.Email) is { } email
        && new WeightsEdit { ValidFrom = from, Meeting = meeting, Call = call, Email = email } is { Problems.Count: 0 } edit ? edit : null;

    public static WeightsDraft Of(Weights weights, DateOnly from)
    {
        var draft = new WeightsDraft { From = from };
        foreach (var kind in BoardLine.Kinds)
        {
            draft._texts[kind] = weights.Of(kind).ToString(CultureInfo.InvariantCulture);
        }

        return draft;
    }

    public string Text(ContactKind kind) => _texts[kind];

    public void Type(ContactKind kind, string text) => _texts[kind] = text;

    /// <summary>Which word says what is wrong with it.</summary>
    public string? Wrong(ContactKind kind) => Read(kind) switch
    {
        null => "letters",
        < 0 => "negative",
        { } weight when new WeightsEdit { Meeting = weight }.Problems.Count > 0 => "absurd",
        _ => null,
    };

    private int? Read(ContactKind kind) =>
        int.TryParse(_texts[kind].Trim().Replace('−', '-'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var weight) ? weight : null;
}
