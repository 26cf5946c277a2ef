using System.Data.Common;
using CrmLive.Core.Data;

namespace CrmLive.Core.Calls.Intake;

/// <summary>The legs of a call, kept as their last fold says; only those that changed are written.</summary>
internal sealed class LegRows(DirectWrite write)
{
    private readonly DbCommand _ofCall = write.Command(
        """SELECT "LegKey", "Extension", "UserId", "Role", "Status", "RangAt", "AnsweredAt", "EndedAt", "Recording" FROM "CallLegs" WHERE "CallId" = @CallId""",
        "CallId");

    private readonly DbCommand _put = write.Command(
        """
        INSERT INTO "CallLegs" ("CallId", "LegKey", "Extension", "UserId", "Role", "Status", "RangAt", "AnsweredAt", "EndedAt", "Recording")
        VALUES (@CallId, @LegKey, @Extension, @UserId, @Role, @Status, @RangAt, @AnsweredAt, @EndedAt, @Recording)
        ON CONFLICT ("CallId", "LegKey") DO UPDATE SET
          "Extension" = excluded."Extension", "UserId" = excluded."UserId", "Role" = excluded."Role", "Status" = excluded."Status",
          "RangAt" = excluded."RangAt", "AnsweredAt" = excluded."AnsweredAt", "EndedAt" = excluded."EndedAt", "Recording" = excluded."Recording"
        """,
        "CallId", "LegKey", "Extension", "UserId", "Role", "Status", "RangAt", "AnsweredAt", "EndedAt", "Recording");

    private readonly DbCommand _remove = write.Command("""DELETE FROM "CallLegs" WHERE "CallId" = @CallId AND "LegKey" = @LegKey""", "CallId", "LegKey");

    public async Task<Dictionary<string, KeptLeg>> OfCallAsync(int callId)
    {
        _ofCall.Set(callId);
        var legs = new Dictionary<string, KeptLeg>();
        await using var reader = await _ofCall.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var leg = Read(reader);
            legs.Add(leg.State.Leg, leg);
        }
        return legs;
    }

    /// <summary>True when any leg changed. A late event may also show that a leg never was.</summary>
    public async Task<bool> WriteAsync(int callId, Dictionary<string, KeptLeg> kept, IReadOnlyList<KeptLeg> now)
    {
        var changed = false;
        foreach (var leg in now)
        {
            if (kept.GetValueOrDefault(leg.State.Leg) == leg) continue;
            kept[leg.State.Leg] = leg;
            changed = true;
            var s = leg.State;
            _put.Set(callId, s.Leg, s.Extension, leg.UserId, (int)s.Role, (int)s.Status, s.RangAt, s.AnsweredAt, s.EndedAt, s.Recording);
            await _put.ExecuteNonQueryAsync();
        }

        foreach (var gone in kept.Keys.Except(now.Select(leg => leg.State.Leg)).ToArray())
        {
            kept.Remove(gone);
            changed = true;
            _remove.Set(callId, gone);
            await _remove.ExecuteNonQueryAsync();
        }
        return changed;
    }

    private static KeptLeg Read(DbDataReader reader)
    {
        var column = new Columns(reader);
        var (key, extension, userId) = (column.Text(), column.TextOrNull(), column.IntOrNull());
        return new KeptLeg(userId, new LegState
        {
            Leg = key,
            Extension = extension,
            Role = (LegRole)column.Int(),
            Status = (LegStatus)column.Int(),
            RangAt = column.Time(),
            AnsweredAt = column.TimeOrNull(),
            EndedAt = column.TimeOrNull(),
            Recording = column.TextOrNull(),
        });
    }
}

internal sealed record KeptLeg(int? UserId, LegState State);
