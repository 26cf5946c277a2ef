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

    // As with the call's row: what an ordinary event changes touches no index.
    private readonly DbCommand _move = write.Command(
        """
        UPDATE "CallLegs" SET "Role" = @Role, "Status" = @Status, "AnsweredAt" = @AnsweredAt, "EndedAt" = @EndedAt, "Recording" = @Recording
        WHERE "CallId" = @CallId AND "LegKey" = @LegKey
        """,
        "Role", "Status", "AnsweredAt", "EndedAt", "Recording", "CallId", "LegKey");

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
            var former = kept.GetValueOrDefault(leg.State.Leg);
            if (former == leg) continue;
            kept[leg.State.Leg] = leg;
            changed = true;
            await WriteAsync(callId, leg, former);
        }

        if (kept.Count == now.Count) return changed;
        foreach (var gone in kept.Keys.Except(now.Select(leg => leg.State.Leg)).ToArray())
        {
            kept.Remove(gone);
            changed = true;
            _remove.Set(callId, gone);
            await _remove.ExecuteNonQueryAsync();
        }
        return changed;
    }

    private async Task WriteAsync(int callId, KeptLeg leg, KeptLeg? former)
    {
        var s = leg.State;
        if (former is not null && former.UserId == leg.UserId && former.State.Extension == s.Extension && former.State.RangAt == s.RangAt)
        {
            _move.Set((int)s.Role, (int)s.Status, s.AnsweredAt, s.EndedAt, s.Recording, callId, s.Leg);
            await _move.ExecuteNonQueryAsync();
            return;
        }
        _put.Set(callId, s.Leg, s.Extension, leg.UserId, (int)s.Role, (int)s.Status, s.RangAt, s.AnsweredAt, s.EndedAt, s.Recording);
        await _put.ExecuteNonQueryAsync();
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
