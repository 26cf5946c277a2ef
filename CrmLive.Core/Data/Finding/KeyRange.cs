using CrmLive.Core.Common;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Data.Finding;

/// <summary>The keys of one kind of row, as ranges an index walks.</summary>
internal sealed class KeyRange(CrmDbContext db, FindSubject subject)
{
    private IQueryable<FindKey> All => db.Set<FindKey>().AsNoTracking().Where(k => k.Subject == subject);

    /// <param name="from">To go on there, within the same beginning.</param>
    public IQueryable<FindKey> Of(Reading reading, string? from = null)
    {
        var by = reading.By;
        return (by is [var only] ? All.Where(k => k.By == only) : All.Where(k => by.Contains(k.By))).Between(from ?? reading.Text, reading.Text + FindText.Last);
    }

    public IQueryable<FindKey> OfAny(IEnumerable<string> beginnings) => All.BeginningWithAny(beginnings);

    /// <summary>Only of those few rows: a list at hand is asked, where a look at each row would cost thirty times as much.</summary>
    /// <remarks>Without the nought both databases would look each of the list up in the index, for hundreds of times the work.</remarks>
    public static IQueryable<FindKey> Among(List<int> few, IQueryable<FindKey> keys) => keys.Where(k => EF.Parameter(few).Contains(k.SubjectId + 0));

    /// <summary>Of keys of names those that say each of the other words too. To look another key up would cost as much again.</summary>
    public static IQueryable<FindKey> Saying(IEnumerable<IReadOnlyList<Reading>> others, IQueryable<FindKey> keys)
    {
        foreach (var other in others.Where(IsName))
        {
            var (word, alike) = (" " + other[0].Text, " " + other[^1].Text);
            keys = other.Count == 1 ? keys.Where(k => (" " + k.Text).Contains(word)) : keys.Where(k => (" " + k.Text).Contains(word) || (" " + k.Text).Contains(alike));
        }

        return keys;
    }

    /// <summary>Only of the rows that have each of the other things too: looked up, and asked of the row, so that who may not be seen is not asked for more.</summary>
    public IQueryable<Seen> Having(IEnumerable<IReadOnlyList<Reading>> others, IQueryable<Seen> rows)
    {
        foreach (var other in others.Where(other => !IsName(other)))
        {
            var having = All.BeginningWith(other[0].Text);
            if (other.Count == 1)
            {
                rows = rows.Where(s => having.Any(o => o.SubjectId == s.Id));
            }
            else
            {
                var otherwise = All.BeginningWith(other[1].Text);
                rows = rows.Where(s => having.Any(o => o.SubjectId == s.Id) || otherwise.Any(o => o.SubjectId == s.Id));
            }
        }

        return rows;
    }

    public static bool IsName(IReadOnlyList<Reading> readings) => readings.All(reading => reading.IsName);
}
