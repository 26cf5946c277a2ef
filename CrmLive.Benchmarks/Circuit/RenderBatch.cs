using System.Buffers.Binary;
using System.Text;

namespace CrmLive.Benchmarks.Circuit;

/// <summary>
/// Reads the bytes of one render batch where they lie. Five offsets at the end point at tables: updated components,
/// reference frames, disposed components, disposed handlers, and where each string begins.
/// </summary>
public readonly ref struct RenderBatch(ReadOnlySpan<byte> bytes)
{
    private const int OffsetsLength = 5 * sizeof(int);
    private const int FrameLength = 20;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Length => _bytes.Length;

    public int UpdatedComponents => Int(Offset(0));

    public int Frames => Int(Offset(1));

    public int DisposedComponents => Int(Offset(2));

    private int StringTable => Offset(4);

    private int Strings => (_bytes.Length - OffsetsLength - StringTable) / sizeof(int);

    /// <summary>The edits of one updated component, and which component it is.</summary>
    public (int ComponentId, int Edits) Component(int index)
    {
        var at = Int(Offset(0) + sizeof(int) * (1 + index));
        return (Int(at), Int(at + sizeof(int)));
    }

    /// <summary>How many component frames the batch brings: the components born in it.</summary>
    public int BornComponents()
    {
        const int component = 4;
        var born = 0;
        for (var i = 0; i < Frames; i++)
        {
            born += Int(Offset(1) + sizeof(int) + i * FrameLength) == component ? 1 : 0;
        }
        return born;
    }

    /// <summary>Whether a text, a markup or an attribute of the updated frames holds the given UTF-8 bytes.</summary>
    public bool Mentions(ReadOnlySpan<byte> text)
    {
        if (Strings == 0)
        {
            return false;
        }
        var first = Int(StringTable);
        return _bytes[first..StringTable].IndexOf(text) >= 0;
    }

    /// <summary>All strings of the batch, for a person who looks into one.</summary>
    public IReadOnlyList<string> Texts()
    {
        var texts = new List<string>();
        for (var i = 0; i < Strings; i++)
        {
            var at = Int(StringTable + i * sizeof(int));
            var length = 0;
            var shift = 0;
            byte part;
            do
            {
                part = _bytes[at++];
                length |= (part & 0x7F) << shift;
                shift += 7;
            }
            while ((part & 0x80) != 0);
            texts.Add(Encoding.UTF8.GetString(_bytes.Slice(at, length)));
        }
        return texts;
    }

    private int Offset(int which) => Int(_bytes.Length - OffsetsLength + which * sizeof(int));

    private int Int(int at) => BinaryPrimitives.ReadInt32LittleEndian(_bytes[at..]);
}
