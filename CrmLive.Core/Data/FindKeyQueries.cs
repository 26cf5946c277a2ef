using System.Linq.Expressions;
using CrmLive.Core.Common;
using Microsoft.EntityFrameworkCore.Query;

namespace CrmLive.Core.Data;

public static class FindKeyQueries
{
    /// <summary>The keys that begin so: a range, which an index walks; EF would make a LIKE of StartsWith, which SQLite's index does not serve.</summary>
#pragma warning disable CA1309 // EF knows this overload only; both databases compare the column byte by byte.
    public static IQueryable<FindKey> BeginningWith(this IQueryable<FindKey> keys, string text) => keys.Between(text, text + FindText.Last);

    internal static IQueryable<FindKey> BeginningWithAny(this IQueryable<FindKey> keys, IEnumerable<string> texts)
    {
        var each = texts.Select(text => In(text, text + FindText.Last)).ToList();
        var key = each[0].Parameters[0];
        return keys.Where(Expression.Lambda<Func<FindKey, bool>>(
            each.Select(one => ReplacingExpressionVisitor.Replace(one.Parameters[0], key, one.Body)).Aggregate(Expression.OrElse), key));
    }

    internal static IQueryable<FindKey> Between(this IQueryable<FindKey> keys, string first, string last) => keys.Where(In(first, last));

    private static Expression<Func<FindKey, bool>> In(string first, string last) => k => string.Compare(k.Text, first) >= 0 && string.Compare(k.Text, last) < 0;
#pragma warning restore CA1309
}
