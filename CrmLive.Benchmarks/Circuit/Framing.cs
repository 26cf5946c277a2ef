namespace CrmLive.Benchmarks.Circuit;

/// <summary>How one hub message is told from the next inside a stream of bytes.</summary>
public sealed class Framing
{
    public const byte RecordSeparator = 0x1E;

    private readonly TakeMessage _take;

    private Framing(string protocol, bool binary, TakeMessage take)
    {
        Protocol = protocol;
        Binary = binary;
        _take = take;
    }

    private delegate bool TakeMessage(ReadOnlySpan<byte> bytes, out Range message, out int consumed);

    public static Framing Json { get; } = new("json", binary: false, TakeRecord);

    public static Framing BlazorPack { get; } = new("blazorpack", binary: true, TakeLengthPrefixed);

    public string Protocol { get; }

    public bool Binary { get; }

    public bool TryTake(ReadOnlySpan<byte> bytes, out Range message, out int consumed) => _take(bytes, out message, out consumed);

    public static bool TakeRecord(ReadOnlySpan<byte> bytes, out Range message, out int consumed)
    {
        var end = bytes.IndexOf(RecordSeparator);
        message = 0..Math.Max(end, 0);
        consumed = end + 1;
        return end >= 0;
    }

    // The length is seven bits a byte, least significant first, high bit set while more follow.
    private static bool TakeLengthPrefixed(ReadOnlySpan<byte> bytes, out Range message, out int consumed)
    {
        var length = 0;
        for (var i = 0; i < Math.Min(5, bytes.Length); i++)
        {
            length |= (bytes[i] & 0x7F) << (7 * i);
            if ((bytes[i] & 0x80) == 0)
            {
                message = (i + 1)..(i + 1 + length);
                consumed = i + 1 + length;
                return bytes.Length >= consumed;
            }
        }
        message = default;
        consumed = 0;
        return false;
    }
}
