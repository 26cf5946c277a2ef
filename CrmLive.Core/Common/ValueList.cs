using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace CrmLive.Core.Common;

/// <summary>A list within a record that is equal when its rows are, so that a screen can tell "nothing changed" by comparing records.</summary>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
public sealed class ValueList<T>(ImmutableArray<T> rows) : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    internal static readonly ValueList<T> Empty = new([]);

    private ValueList<T>? _first;
    private ConcurrentDictionary<int, ValueList<T>>? _parts;

    public int Count => rows.Length;

    public T this[int index] => rows[index];

    public bool Equals(ValueList<T>? other) =>
        ReferenceEquals(this, other) || (other is not null && rows.AsSpan().SequenceEqual(other.AsSpan(), EqualityComparer<T>.Default));

    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    public override int GetHashCode() => rows.IsEmpty ? 0 : HashCode.Combine(rows.Length, rows[0]);

    public ReadOnlySpan<T> AsSpan() => rows.AsSpan();

    /// <summary>So many of it at the most. Kept: whoever shares the list mostly wants as many as the others.</summary>
    public ValueList<T> First(int count) => count >= rows.Length ? this : _first is { } first && first.Count == count ? first : _first = new(rows[..count]);

    /// <summary>The rows of one part, a branch say. Kept: a hundred screens look into the same few parts.</summary>
    /// <param name="of">For the same part always the same question.</param>
    public ValueList<T> Part(int part, Func<T, int, bool> of)
    {
        var parts = _parts ?? Interlocked.CompareExchange(ref _parts, new(), null) ?? _parts;
        return parts.GetOrAdd(part, static (key, list) => list.Rows.Where(row => list.Of(row, key)).ToValueList(), (Rows: this, Of: of));
    }

    public ImmutableArray<T>.Enumerator GetEnumerator() => rows.GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)rows).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)rows).GetEnumerator();
}

public static class ValueList
{
    public static ValueList<T> Create<T>(ReadOnlySpan<T> rows) => rows.IsEmpty ? ValueList<T>.Empty : new([.. rows]);

    public static ValueList<T> ToValueList<T>(this IEnumerable<T> rows) => new([.. rows]);
}
