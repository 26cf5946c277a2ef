using CrmLive.Core.Kpi;
using Microsoft.Extensions.Localization;

namespace CrmLive.Web.Kpi;

/// <summary>What js/plans says, in the reader's language.</summary>
internal static class PlanTexts
{
    private static readonly ContactKind[] Kinds = [ContactKind.Meeting, ContactKind.Call, ContactKind.Email];

    public static object Of(IStringLocalizer text) => new
    {
        Title = text["Plans.Title"].Value,
        Person = text["Column.Name"].Value,
        All = text["Board.All"].Value,
        Kinds = Kinds.Select(kind => text[$"Kind.{kind}"].Value).Append(text["Column.Total"].Value),
        Short = Kinds.Select(kind => text[$"Short.{kind}"].Value).Append(text["Short.Total"].Value),
        Cell = text["Plans.Cell"].Value,
        OfRole = text["Plans.OfRole"].Value,
        Sum = text["Plans.Sum"].Value,
        Theirs = text["Plans.TheirNumber"].Value,
        Wrong = new
        {
            Letters = text["Plans.Wrong.Letters"].Value,
            Negative = text["Plans.Wrong.Negative"].Value,
            Part = text["Plans.Wrong.Part"].Value,
            Absurd = text["Plans.Wrong.Absurd"].Value,
        },
        Pasted = text["Plans.Pasted", "{0}"].Value,
        TooWide = text["Plans.TooWide", "{0}"].Value,
        Unread = text["Plans.Unread", "{0}"].Value,
        Settle = text["Plans.Settle"].Value,
        Meanwhile = text["Plans.Meanwhile"].Value,
        SaveFirst = text["Plans.SaveFirst"].Value,
        Restored = text["Plans.Restored"].Value,
        Failed = text["Plans.Failed"].Value,
    };
}
