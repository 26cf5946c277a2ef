using CrmLive.Core.Common;

namespace CrmLive.Core.Calls.Intake;

/// <summary>What an operator watches of the intake: how much comes in, what becomes of it, how long a sender waits for "it is safe".</summary>
internal static class IntakeMeter
{
    private const string Outcome = "outcome";

    public static async Task<IntakeAnswer> MeasureAsync(Batch batch, TimeProvider clock, Func<Task<IntakeAnswer>> accept)
    {
        using var span = Meters.Traces.StartActivity("calls.intake");
        span?.SetTag("crmlive.events", batch.Arrivals.Count);
        var began = clock.GetTimestamp();
        try
        {
            var answer = await accept();
            Count(answer.Taken, "taken");
            Count(answer.Known, "known");
            Count(answer.Refused.Length, "refused");
            return answer;
        }
        catch (IntakeFailed)
        {
            Count(batch.Arrivals.Count, "failed");
            throw;
        }
        finally
        {
            Meters.IntakeSeconds.Record(clock.GetElapsedTime(began).TotalSeconds);
        }
    }

    private static void Count(int events, string outcome)
    {
        if (events > 0)
        {
            Meters.CallEvents.Add(events, new KeyValuePair<string, object?>(Outcome, outcome));
        }
    }
}
