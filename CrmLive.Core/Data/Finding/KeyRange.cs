using CrmLive.Core.Common;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Data.Finding;

/// <summary>The keys of one kind of row, as ranges an index walks.</summary>
internal sealed class KeyRange(CrmDbContext db, FindSubject subject)
{
    public IQueryable<FindKey> All => db.Set<FindKey>().AsNoTracking().Where(k => k.Subject == subject);

    /// <param name="from">To go on there, within the same beginning.</param>
    public IQueryable<FindKey> Of(Reading reading, string? from = null)
    {
        var by = reading.By;
        return (by is [var only] ? All.Where(k => k.By == only) : All.Where(k => by.Contains(k.By))).Between(from ?? reading.Text, reading.Text + FindText.Last);
    }

    /// <summary>Only of rows that have each of the other things too.</summary>
    public IQueryable<FindKey> Having(IEnumerable<IReadOnlyList<Reading>> others, IQueryable<FindKey> keys)
    {
        foreach (var other in others)
        {
            var having = All.BeginningWith(other[0].Text);
            if (other.Count == 1)
            {
                keys = keys.Where(k => having.Any(o => o.SubjectId == k.SubjectId));
            }
            else
            {
                var otherwise = All.BeginningWith(other[1].Text);
                keys = keys.Where(k => having.Any(o => o.SubjectId == k.SubjectId) || otherwise.Any(o => o.SubjectId == k.SubjectId));
            }
        }

        return keys;
    }

    /// <summary>Only those rows that have each of these things.</summary>
    public IQueryable<Seen> Among(IQueryable<Seen> rows, IEnumerable<IReadOnlyList<Reading>> wanted)
    {
        foreach (var one in wanted)
        {
            var having = All.BeginningWith(one[0].Text);
            if (one.Count == 1)
            {
                rows = rows.Where(s => having.Any(o => o.SubjectId == s.Id));
            }
            else
            {
                var otherwise = All.BeginningWith(one[1].Text);
                rows = rows.Where(s => having.Any(o => o.SubjectId == s.Id) || otherwise.Any(o => o.SubjectId == s.Id));
            }
        }

        return rows;
    }
}
