using System.Data.Common;
using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Live;

namespace CrmLive.Core.Calls.Intake;

/// <summary>
/// C11: a call nobody took is open until somebody speaks with that number after it began, whoever rang whom. Looked at from both sides,
/// so that it comes out alike whichever of the two calls becomes known first, and is taken back when late news takes the talk back.
/// </summary>
internal sealed class MissedRule(DirectWrite write)
{
    /// <summary>Longer ago than this nobody waits for a call back; it also bounds how far back a talk looks.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromDays(90);

    /// <summary>So long at most does a call ring or wait before it is answered.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly DbCommand _lost = write.Command(
        $"""
        SELECT "Id", "StartedAt", "ClientId", "ClearedAt", "ClearedByCallId", "MissedOpen" FROM "Calls"
        WHERE "CallerE164" = @E164 AND "StartedAt" >= @From AND "StartedAt" <= @Reached AND {Lost}
          AND ("MissedOpen" OR "ClearedByCallId" = @Id OR "ClearedAt" > @Reached)
        """,
        "E164", "From", "Reached", "Id");

    private readonly DbCommand _reachOf = write.Command(
        """
        SELECT "Id", "AnsweredAt" FROM "Calls"
        WHERE "CallerE164" = @E164 AND "StartedAt" >= @From AND "AnsweredAt" >= @Since AND "AnsweredAt" <= @Until AND "Direction" <> 2
        ORDER BY "AnsweredAt", "Id" LIMIT 1
        """,
        "E164", "From", "Since", "Until");

    private readonly DbCommand _set = write.Command(
        """
        UPDATE "Calls" SET "MissedOpen" = @Open, "ClearedAt" = @ClearedAt, "ClearedByCallId" = @ClearedBy, "Version" = "Version" + 1 WHERE "Id" = @Id
        """,
        "Open", "ClearedAt", "ClearedBy", "Id");

    // The same words as CallFace.IsLost; what a person took off the list stays off it.
    private static string Lost =>
        $"""
        "Direction" = 0 AND "EndedAt" IS NOT NULL AND "EndedBy" <> {(int)CallEndedBy.Hand} AND "ClearedById" IS NULL
          AND "Status" IN ({(int)CallStatus.Missed}, {(int)CallStatus.Declined}, {(int)CallStatus.Busy}, {(int)CallStatus.Abandoned}, {(int)CallStatus.Failed})
        """;

    /// <summary>To be called when all rows of the group are written.</summary>
    public async Task LookAtAsync(Call call, CallFace? was, Actor actor, DateTime at)
    {
        var now = CallFace.Of(call);
        var (isLost, wasLost) = (now.IsLost && call.ClearedById is null, was is { IsLost: true });
        if (isLost && (!wasLost || was?.StartedAt != now.StartedAt || was?.CallerE164 != now.CallerE164)) await JudgeAsync(MissedCall.Of(call), call.CallerE164, call, actor, at);
        else if (!isLost && wasLost && call.ClearedById is null) await SetAsync(MissedCall.Of(call), false, null, null, call, actor, at);

        var reachChanged = was?.ReachedAt != now.ReachedAt || was?.CallerE164 != now.CallerE164;
        if (!reachChanged) return;
        if (was is { ReachedAt: { } former, CallerE164: { } formerNumber }) await RejudgeAsync(formerNumber, former, call, actor, at);
        if (now is { ReachedAt: { } reached, CallerE164: { } number }) await RejudgeAsync(number, reached, call, actor, at);
    }

    private async Task RejudgeAsync(string number, DateTime reached, Call call, Actor actor, DateTime at)
    {
        _lost.Set(number, reached - Memory, reached, call.Id);
        var lost = new List<MissedCall>();
        await using (var reader = await _lost.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync()) lost.Add(MissedCall.Read(reader));
        }
        foreach (var missed in lost) await JudgeAsync(missed, number, call, actor, at);
    }

    private async Task JudgeAsync(MissedCall missed, string? number, Call call, Actor actor, DateTime at)
    {
        var (reachedBy, reachedAt) = number is null ? default : await ReachOfAsync(number, missed.StartedAt);
        if (missed.IsOpen == (reachedBy is null) && missed.ClearedBy == reachedBy && missed.ClearedAt == reachedAt) return;
        await SetAsync(missed, reachedBy is null, reachedAt, reachedBy, call, actor, at);
    }

    private async Task<(int? By, DateTime? At)> ReachOfAsync(string number, DateTime since)
    {
        _reachOf.Set(number, since - LongestWait, since, since + Memory);
        await using var reader = await _reachOf.ExecuteReaderAsync();
        if (!await reader.ReadAsync()) return default;
        var column = new Columns(reader);
        return (column.Int(), column.Time());
    }

    private async Task SetAsync(MissedCall missed, bool open, DateTime? clearedAt, int? clearedBy, Call call, Actor actor, DateTime at)
    {
        _set.Set(open, clearedAt, clearedBy, missed.Id);
        await _set.ExecuteNonQueryAsync();
        write.Changes.Ring(LiveTopic.Calls, missed.Id);
        if (missed.Id == call.Id)
        {
            (call.MissedOpen, call.ClearedAt, call.ClearedByCallId) = (open, clearedAt, clearedBy);
            call.Version++;
        }
        else write.Changes.Journal.Add(CallJournal.Entry(actor, at, open ? "call.missed-again" : "call.cleared", missed.Id, missed.ClientId));
    }
}

internal sealed record MissedCall(int Id, DateTime StartedAt, int? ClientId, DateTime? ClearedAt, int? ClearedBy, bool IsOpen)
{
    public static MissedCall Of(Call call) => new(call.Id, call.StartedAt, call.ClientId, call.ClearedAt, call.ClearedByCallId, call.MissedOpen);

    public static MissedCall Read(DbDataReader reader)
    {
        var column = new Columns(reader);
        return new(column.Int(), column.Time(), column.IntOrNull(), column.TimeOrNull(), column.IntOrNull(), column.Bool());
    }
}
