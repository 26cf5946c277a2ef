using System.Buffers;
using MessagePack;

namespace CrmLive.Benchmarks.Circuit;

/// <summary>Writes the few hub messages a browser sends to Blazor, each with its length before it.</summary>
public static class PackMessage
{
    public static byte[] Ping { get; } = Prefixed([0x91, 0x06]);

    public static byte[] Invoke(string? invocationId, string target, params ReadOnlySpan<object?> arguments)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(6);
        writer.Write(1);
        writer.WriteMapHeader(0);
        writer.Write(invocationId);
        writer.Write(target);
        writer.WriteArrayHeader(arguments.Length);
        foreach (var argument in arguments)
        {
            Write(ref writer, argument);
        }
        writer.WriteArrayHeader(0);
        writer.Flush();
        return Prefixed(buffer.WrittenSpan);
    }

    private static void Write(ref MessagePackWriter writer, object? argument)
    {
        switch (argument)
        {
            case null:
                writer.WriteNil();
                break;
            case string text:
                writer.Write(text);
                break;
            case long number:
                writer.Write(number);
                break;
            case bool flag:
                writer.Write(flag);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(argument), argument, "Blazor's hub takes no such argument.");
        }
    }

    private static byte[] Prefixed(ReadOnlySpan<byte> message)
    {
        Span<byte> prefix = stackalloc byte[5];
        var used = 0;
        var rest = message.Length;
        do
        {
            prefix[used++] = (byte)((rest & 0x7F) | (rest > 0x7F ? 0x80 : 0));
            rest >>= 7;
        }
        while (rest > 0);
        return [.. prefix[..used], .. message];
    }
}
