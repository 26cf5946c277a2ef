using System.Text;

namespace CrmLive.Core.Telephony.Asterisk;

/// <summary>One order to the exchange.</summary>
internal sealed class AmiAction(string name)
{
    private readonly StringBuilder _text = new($"Action: {name}\r\n");

    public string Id { get; } = Guid.NewGuid().ToString("N");

    public AmiAction With(string field, string value)
    {
        // A line end inside a value would begin a field, or an order, of the value's own.
        if (value.AsSpan().IndexOfAny('\r', '\n') >= 0) throw new ArgumentException($"{field} must be one line.", nameof(value));
        _text.Append(field).Append(": ").Append(value).Append("\r\n");
        return this;
    }

    public byte[] ToBytes() => Encoding.UTF8.GetBytes($"{_text}ActionID: {Id}\r\n\r\n");
}
