using System.Threading.Channels;
using CrmLive.Core.Access;
using CrmLive.Core.Calls.Intake;
using CrmLive.Core.Data;
using CrmLive.Core.Telephony;
using Microsoft.Extensions.Logging;

namespace CrmLive.Core.Calls;

/// <summary>
/// The one door through which every call event comes in, from whichever exchange. One writer commits whatever has queued up as one
/// group: the disk is asked once for hundreds of events, so a burst costs little more than a single one.
/// </summary>
public sealed class CallIntake : IAsyncDisposable
{
    private const int GroupSize = 1000;

    // Full means the disk cannot keep up: then the senders wait, each holding its own events.
    private readonly Channel<Batch> _queue = Channel.CreateBounded<Batch>(new BoundedChannelOptions(4096) { SingleReader = true });
    private readonly TimeProvider _clock;
    private readonly OfficeDirectory _directory;
    private readonly GroupWriter _writer;
    private readonly Task _writing;

    public CallIntake(CrmDb crm, ILogger<CallIntake> log)
    {
        _clock = crm.Clock;
        _directory = new OfficeDirectory(crm);
        _writer = new GroupWriter(crm, _directory, log);
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>False once its writer has ended: nothing more can be taken, and the node is not healthy.</summary>
    public bool IsTaking => !_writing.IsCompleted;

    /// <summary>Returns when the events are durable, folded into their calls and announced. Throws <see cref="IntakeFailed"/> when they are not.</summary>
    public Task<IntakeAnswer> AcceptAsync(IReadOnlyList<CallEvent> events, CancellationToken ct) => AcceptAsync(Actor.Exchange, events, ct);

    /// <summary>For what a person does to a call, so that the journal names them.</summary>
    internal async Task<IntakeAnswer> AcceptAsync(Actor actor, IReadOnlyList<CallEvent> events, CancellationToken ct)
    {
        var batch = new Batch(events, actor, _clock.GetUtcNow().UtcDateTime);
        if (batch.Arrivals.Count == 0) return batch.Answer();

        return await IntakeMeter.MeasureAsync(batch, _clock, async () =>
        {
            await _queue.Writer.WriteAsync(batch, ct);
            // Who stops waiting has no answer, and may send again: the events are known by their ids.
            return await batch.Answered.WaitAsync(ct);
        });
    }

    private async Task WriteAsync()
    {
        var group = new List<Batch>();
        var arrivals = new List<Arrival>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (arrivals.Count < GroupSize && _queue.Reader.TryRead(out var batch))
            {
                group.Add(batch);
                arrivals.AddRange(batch.Arrivals);
            }

            foreach (var part in arrivals.Chunk(GroupSize)) await _writer.WriteAsync(part);
            foreach (var batch in group) batch.Complete();
            group.Clear();
            arrivals.Clear();
        }
    }

    /// <summary>Commits what has been queued, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _writing;
        _directory.Dispose();
    }
}
