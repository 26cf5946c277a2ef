namespace CrmLive.Core.Telephony.Asterisk;

/// <summary>An answer that comes in many messages: a heading, the items, a closing one.</summary>
internal sealed class AmiList
{
    private readonly List<AmiMessage> _items = [];
    private readonly TaskCompletionSource<IReadOnlyList<AmiMessage>> _whole = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<IReadOnlyList<AmiMessage>> Whole => _whole.Task;

    public void Take(AmiMessage message)
    {
        if (message.Event.EndsWith("Complete", StringComparison.Ordinal)) _whole.TrySetResult(_items);
        else if (message.Event.Length > 0) _items.Add(message);
        else if (!message.IsSuccess) Fail(new IOException($"The exchange would not list its channels: {message["Message"]}."));
    }

    public void Fail(IOException why)
    {
        _whole.TrySetException(why);
        _ = _whole.Task.Exception; // Nobody may be waiting; an exception never looked at would be reported as lost.
    }
}
