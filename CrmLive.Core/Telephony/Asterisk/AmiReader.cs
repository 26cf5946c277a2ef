using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace CrmLive.Core.Telephony.Asterisk;

/// <summary>Cuts the stream of the manager interface into messages. A line or a message that would not end is left out, never gathered.</summary>
internal sealed class AmiReader(PipeReader pipe)
{
    public const int LongestLine = 16 * 1024;
    public const int MostFields = 400;

    private Dictionary<string, string> _fields = NewFields();
    private bool _skipping;

    /// <summary>The next message, or null when the exchange has closed the connection; what came of an unfinished one is dropped.</summary>
    public async ValueTask<AmiMessage?> ReadAsync(CancellationToken cancel)
    {
        while (true)
        {
            var read = await pipe.ReadAsync(cancel);
            var buffer = read.Buffer;
            var message = Take(ref buffer);
            pipe.AdvanceTo(buffer.Start, message is null ? buffer.End : buffer.Start);
            if (message is not null || read.IsCompleted) return message;
        }
    }

    private AmiMessage? Take(ref ReadOnlySequence<byte> buffer)
    {
        while (TryLine(ref buffer, out var line))
        {
            if (line.Length > 0) Keep(line);
            else if (_fields.Count > 0)
            {
                var message = new AmiMessage(_fields);
                _fields = NewFields();
                return message;
            }
        }
        return null;
    }

    private bool TryLine(ref ReadOnlySequence<byte> buffer, out string line)
    {
        line = "";
        while (buffer.PositionOf((byte)'\n') is { } end)
        {
            var bytes = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
            var tooLong = _skipping || bytes.Length > LongestLine;
            _skipping = false;
            if (tooLong) continue;
            line = Encoding.UTF8.GetString(bytes).TrimEnd('\r');
            return true;
        }
        if (buffer.Length > LongestLine) _skipping = true;
        if (_skipping) buffer = buffer.Slice(buffer.End);
        return false;
    }

    private void Keep(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && _fields.Count < MostFields) _fields.TryAdd(line[..colon], line[(colon + 1)..].Trim());
    }

    private static Dictionary<string, string> NewFields() => new(StringComparer.OrdinalIgnoreCase);
}
