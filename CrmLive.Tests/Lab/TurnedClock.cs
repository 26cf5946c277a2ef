using Microsoft.Extensions.Time.Testing;

namespace CrmLive.Tests.Lab;

/// <summary>
/// A clock the test turns. Turned a month ahead, a beat of four seconds fires once, as on a machine that slept;
/// <see cref="FakeTimeProvider"/> would fire it six hundred thousand times, and every listener would work through them.
/// </summary>
public sealed class TurnedClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var beat = new Beat(this, callback, state);
        beat.Change(dueTime, period);
        return beat;
    }

    private ITimer Once(Action strike) => base.CreateTimer(_ => strike(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Wound up anew at each strike, for the next stroke of its own measure that is not past yet.</summary>
    private sealed class Beat : ITimer
    {
        private readonly Lock _gate = new();
        private readonly TurnedClock _clock;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private readonly ITimer _once;
        private DateTimeOffset _due;
        private TimeSpan _period;

        public Beat(TurnedClock clock, TimerCallback callback, object? state)
        {
            (_clock, _callback, _state) = (clock, callback, state);
            _once = clock.Once(Strike);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_gate)
            {
                (_due, _period) = (_clock.GetUtcNow() + dueTime, period);
            }

            return _once.Change(dueTime, Timeout.InfiniteTimeSpan);
        }

        public void Dispose() => _once.Dispose();

        public ValueTask DisposeAsync() => _once.DisposeAsync();

        private void Strike()
        {
            lock (_gate)
            {
                if (_period > TimeSpan.Zero)
                {
                    var now = _clock.GetUtcNow();
                    _due += _period * (1 + Math.Max(0, (now - _due).Ticks / _period.Ticks));
                    _once.Change(_due - now, Timeout.InfiniteTimeSpan);
                }
            }

            _callback(_state);
        }
    }
}
