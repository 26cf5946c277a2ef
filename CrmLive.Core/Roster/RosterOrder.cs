using System.Globalization;
using System.Linq.Expressions;
using CrmLive.Core.Clients;

namespace CrmLive.Core.Roster;

/// <summary>One order of the list: sorts by a key and then by id, and goes on after a row by comparing with that row's key. An OFFSET would read all that it skips.</summary>
internal abstract class RosterOrder
{
    // A client without a date stands behind all who have one.
    private static readonly DateTime Never = new(9999, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static RosterOrder Of(RosterSort sort) => sort switch
    {
        RosterSort.Created => new By<DateTime>(c => c.CreatedAt, r => Text(r.CreatedAt), Date),
        RosterSort.LastContact => new By<DateTime>(c => c.LastContactAt ?? Never, r => Text(r.LastContactAt ?? Never), Date),
        RosterSort.NextStep => new By<DateTime>(c => c.NextActivityAt ?? Never, r => Text(r.NextActivityAt ?? Never), Date),
        RosterSort.Status => new By<int>(c => c.Status!.Position, r => r.StatusPosition.ToString(CultureInfo.InvariantCulture), text => int.Parse(text, CultureInfo.InvariantCulture)),
        RosterSort.Advisor => new By<string>(c => c.Advisor == null ? "" : c.Advisor.SearchKey, r => r.AdvisorKey ?? "", text => text),
        RosterSort.Town => new By<string>(c => c.Town ?? "", r => r.Town ?? "", text => text),
        _ => new By<string>(c => c.SearchKey, r => r.SearchKey, text => text),
    };

    public abstract IQueryable<Client> Sorted(IQueryable<Client> clients, bool descending);

    public abstract IQueryable<Client> After(IQueryable<Client> clients, RosterCursor cursor, bool descending);

    public abstract RosterCursor CursorOf(RosterRow row);

    private static string Text(DateTime at) => at.Ticks.ToString(CultureInfo.InvariantCulture);

    private static DateTime Date(string text) => new(long.Parse(text, CultureInfo.InvariantCulture), DateTimeKind.Utc);

    private sealed class By<TKey>(Expression<Func<Client, TKey>> key, Func<RosterRow, string> written, Func<string, TKey> read) : RosterOrder
    {
        public override IQueryable<Client> Sorted(IQueryable<Client> clients, bool descending) =>
            descending ? clients.OrderByDescending(key).ThenByDescending(c => c.Id) : clients.OrderBy(key).ThenBy(c => c.Id);

        public override RosterCursor CursorOf(RosterRow row) => new(written(row), row.Id);

        public override IQueryable<Client> After(IQueryable<Client> clients, RosterCursor cursor, bool descending)
        {
            // As members of an object, so that EF makes parameters of them and keeps one compiled query.
            var last = Expression.Constant(new Last(read(cursor.Key), cursor.Id));
            var (lastKey, lastId) = (Expression.Property(last, nameof(Last.Key)), Expression.Property(last, nameof(Last.Id)));
            var id = Expression.Property(key.Parameters[0], nameof(Client.Id));
            var beyond = Compare(key.Body, lastKey, descending);
            var beside = Expression.AndAlso(Expression.Equal(key.Body, lastKey), Compare(id, lastId, descending));
            return clients.Where(Expression.Lambda<Func<Client, bool>>(Expression.OrElse(beyond, beside), key.Parameters));
        }

        private static BinaryExpression Compare(Expression left, Expression right, bool less)
        {
            if (left.Type == typeof(string))
            {
                left = Expression.Call(typeof(string), nameof(string.Compare), null, left, right);
                right = Expression.Constant(0);
            }

            return less ? Expression.LessThan(left, right) : Expression.GreaterThan(left, right);
        }

        private sealed record Last(TKey Key, int Id);
    }
}
