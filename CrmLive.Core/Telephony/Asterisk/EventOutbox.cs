using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace CrmLive.Core.Telephony.Asterisk;

/// <summary>
/// Keeps events until the intake has taken them, and offers them again when it could not. When it is full the connection is read no
/// further: the exchange then waits or drops us, and the list of its channels tells afterwards what was missed.
/// </summary>
internal sealed class EventOutbox(Func<IReadOnlyList<CallEvent>, CancellationToken, ValueTask> deliver, TimeProvider time, ILogger log)
{
    private const int MostInOne = 500;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly Channel<CallEvent> _waiting = Channel.CreateBounded<CallEvent>(new BoundedChannelOptions(20_000) { SingleReader = true });

    public async ValueTask PutAsync(IReadOnlyList<CallEvent> events, CancellationToken cancel)
    {
        foreach (var said in events) await _waiting.Writer.WriteAsync(said, cancel);
    }

    public async Task RunAsync(CancellationToken cancel)
    {
        var batch = new List<CallEvent>(MostInOne);
        while (await _waiting.Reader.WaitToReadAsync(cancel))
        {
            while (batch.Count < MostInOne && _waiting.Reader.TryRead(out var said)) batch.Add(said);
            await OfferAsync([.. batch], cancel);
            batch.Clear();
        }
    }

    private async Task OfferAsync(IReadOnlyList<CallEvent> batch, CancellationToken cancel)
    {
        for (var pause = TimeSpan.FromMilliseconds(100); ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await deliver(batch, cancel);
                return;
            }
            catch (Exception failure) when (!cancel.IsCancellationRequested)
            {
                log.LogError(failure, "{Count} events of the exchange could not be taken in; they are offered again in {Pause}", batch.Count, pause);
                await Task.Delay(pause, time, cancel);
            }
        }
    }
}
