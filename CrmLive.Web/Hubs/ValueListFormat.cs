using CrmLive.Core.Common;
using MessagePack;
using MessagePack.Formatters;

namespace CrmLive.Web.Hubs;

/// <summary>MessagePack cannot build a list it does not know; on the wire a <see cref="ValueList{T}"/> is a plain array.</summary>
internal sealed class ValueListFormat : IFormatterResolver
{
    public static ValueListFormat Resolver { get; } = new();

    public IMessagePackFormatter<T>? GetFormatter<T>() => Of<T>.Formatter;

    private static class Of<T>
    {
        // Once a type: MessagePack asks for each value.
        public static readonly IMessagePackFormatter<T>? Formatter = typeof(T).IsGenericType && typeof(T).GetGenericTypeDefinition() == typeof(ValueList<>)
            ? (IMessagePackFormatter<T>)Activator.CreateInstance(typeof(Rows<>).MakeGenericType(typeof(T).GetGenericArguments()))!
            : null;
    }

    private sealed class Rows<T> : IMessagePackFormatter<ValueList<T>?>
    {
        public void Serialize(ref MessagePackWriter writer, ValueList<T>? value, MessagePackSerializerOptions options) =>
            MessagePackSerializer.Serialize(ref writer, value?.AsSpan().ToArray(), options);

        public ValueList<T>? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
            MessagePackSerializer.Deserialize<T[]?>(ref reader, options)?.ToValueList();
    }
}
