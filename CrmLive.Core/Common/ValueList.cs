using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace CrmLive.Core.Common;

/// <summary>A list within a record that is equal when its rows are, so that a screen can tell "nothing changed" by comparing records.</summary>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
public sealed class ValueList<T>(ImmutableArray<T> rows) : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    internal static readonly ValueList<T> Empty = new([]);

    private ValueList<T>? _first;

    public int Count => rows.Length;

    public T this[int index] => rows[index];

    public bool Equals(ValueList<T>? other) =>
        ReferenceEquals(this, other) || (other is not null && rows.AsSpan().SequenceEqual(other.AsSpan(), EqualityComparer<T>.Default));

    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    public override int GetHashCode() => rows.IsEmpty ? 0 : HashCode.Combine(rows.Length, rows[0]);

    public ReadOnlySpan<T> AsSpan() => rows.AsSpan();

    /// <summary>So many of it at the most. Kept: whoever shares the list mostly wants as many as the others.</summary>
    public ValueList<T> First(int count) => count >= rows.Length ? this : _first is { } first && first.Count == count ? first : _first = new(rows[..count]);

    public ImmutableArray<T>.Enumerator GetEnumerator() => rows.GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)rows).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)rows).GetEnumerator();
}

public static class ValueList
{
    public static ValueList<T> Create<T>(ReadOnlySpan<T> rows) => rows.IsEmpty ? ValueList<T>.Empty : new([.. rows]);

    public static ValueList<T> ToValueList<T>(this IEnumerable<T> rows) => new([.. rows]);
}
