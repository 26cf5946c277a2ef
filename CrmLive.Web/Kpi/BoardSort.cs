using CrmLive.Core.Kpi;

namespace CrmLive.Web.Kpi;

/// <summary>Columns of the board by which it can be sorted; "worst" is the order for whoever asks where it burns.</summary>
public enum BoardSort { Rank, Name, Clients, Key, Meetings, Calls, Emails, Total, Attained, Gap, Pace, Points, Worst }

public static class BoardOrder
{
    /// <summary>Who has no such number comes last, whichever way one sorts; equals stand by rank and name.</summary>
    public static IEnumerable<BoardRow> By(this IEnumerable<BoardRow> rows, BoardSort sort, bool down)
    {
        var list = rows.ToList();
        if (sort == BoardSort.Name)
        {
            var byName = list.OrderBy(row => row.Name, StringComparer.CurrentCulture);
            return down ? byName.Reverse() : byName;
        }

        var missing = list.OrderBy(row => Key(row, sort) is null);
        return (down ? missing.ThenByDescending(row => Key(row, sort)) : missing.ThenBy(row => Key(row, sort)))
            // K8: of two who have attained as little, the one who lacks more.
            .ThenBy(row => sort == BoardSort.Worst ? row.Total.Gap : 0)
            .ThenBy(row => row.Rank).ThenBy(row => row.Name, StringComparer.CurrentCulture);
    }

    private static decimal? Key(BoardRow row, BoardSort sort) => sort switch
    {
        BoardSort.Clients => row.Clients?.Share,
        BoardSort.Key => row.Key?.Share,
        BoardSort.Meetings => row.Facts.Meetings,
        BoardSort.Calls => row.Facts.Calls,
        BoardSort.Emails => row.Facts.Emails,
        BoardSort.Total => row.Facts.Total,
        BoardSort.Attained or BoardSort.Worst => row.Total.Attained,
        BoardSort.Gap => row.Total.Gap,
        BoardSort.Pace => row.Pace,
        BoardSort.Points => row.Points,
        _ => row.Rank,
    };
}
