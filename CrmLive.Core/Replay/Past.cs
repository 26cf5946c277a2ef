using CrmLive.Core.Journal;

namespace CrmLive.Core.Replay;

/// <summary>A row as it stood from a moment on; null while there was none.</summary>
internal readonly record struct Standing<T>(DateTime From, T? Row)
    where T : class;

/// <summary>Rows of one kind as they stood at each moment of a stretch of time: what stands now with the journal undone, and done again.</summary>
internal sealed class Past<T>(IReadOnlyDictionary<int, IReadOnlyList<Standing<T>>> rows)
    where T : class, IJournaled
{
    /// <summary>Each row's standings, the earliest first.</summary>
    public IEnumerable<IReadOnlyList<Standing<T>>> Rows => rows.Values;

    public IEnumerable<DateTime> Moments => rows.Values.SelectMany(standings => standings.Skip(1).Select(standing => standing.From));

    public IEnumerable<T> At(DateTime moment) => rows.Values.Select(standings => standings.At(moment)).OfType<T>();

    public T? At(int id, DateTime moment) => rows.TryGetValue(id, out var standings) ? standings.At(moment) : null;

    public IReadOnlyList<Standing<T>> Of(int id) => rows.GetValueOrDefault(id) ?? [];
}

internal static class Standings
{
    public static T? At<T>(this IReadOnlyList<Standing<T>> standings, DateTime moment)
        where T : class
    {
        for (var i = standings.Count - 1; i >= 0; i--)
        {
            if (standings[i].From <= moment)
            {
                return standings[i].Row;
            }
        }

        return null;
    }
}
