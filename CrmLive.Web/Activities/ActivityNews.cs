using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Web.Shared;
using Microsoft.Extensions.Localization;

namespace CrmLive.Web.Activities;

/// <summary>A word to whoever changed an activity, when it came to nothing: what happened, what was kept.</summary>
public sealed class ActivityNews(Remarks remarks, When when, IStringLocalizer<ActivitiesText> text)
{
    /// <summary>True when it was saved, which the screen shows by itself.</summary>
    public bool Tell(Saved saved)
    {
        if (!saved.Ok)
        {
            remarks.Warn(Of(saved));
        }

        return saved.Ok;
    }

    public bool Tell(Exception fault)
    {
        remarks.Bad(Of(fault));
        return false;
    }

    public void Good(string words) => remarks.Good(words);

    public string Of(Saved saved) => saved.Outcome switch
    {
        SavedOutcome.Conflict => text["Saved.Conflict", saved.By ?? text["Saved.Somebody"].Value, saved.At is { } at ? when.Moment(at) : text["Saved.JustNow"].Value],
        SavedOutcome.Invalid => text[$"Problem.{saved.Problems[0].Key}"],
        _ => text["Saved.Gone"],
    };

    public string Of(Exception fault) => fault is AccessRefused refused ? text["Saved.Refused", refused.Permission] : text["Saved.Failed"];
}
