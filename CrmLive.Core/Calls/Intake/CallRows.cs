using System.Data.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Telephony;

namespace CrmLive.Core.Calls.Intake;

/// <summary>The intake's columns of a call. What people write (note, claim) is not among them, so neither overwrites the other.</summary>
internal sealed class CallRows(DirectWrite write, DatabaseKind kind)
{
    // What an ordinary event changes. Kept apart because SQLite renews the entry of every index that an UPDATE so much as names a column of.
    private static readonly string[] Moving = ["Status", "AnsweredAt", "TransferredAt", "EndedAt", "EndedBy", "LastEventAt", "TalkSeconds"];

    private static readonly string[] Settled =
    [
        "Direction", "Caller", "CallerE164", "CallerName", "LineNumber", "LineId", "Queue", "SourceId", "SalesOfficeId", "DepartmentId",
        "BranchId", "ClientId", "UserId", "StartedAt", "MissedOpen", "ClearedAt", "ClearedByCallId", "LongEnough",
    ];

    private static readonly string[] Written = [.. Moving, .. Settled];

    private static readonly string ReadSql =
        $"""SELECT "Id", "Version", "ClearedById", {List(Written, c => $"\"{c}\"")} FROM "Calls" WHERE "Exchange" = @Exchange AND "CallKey" = @CallKey""";

    private static readonly string InsertSql =
        $"""
        INSERT INTO "Calls" ({List(Written, c => $"\"{c}\"")}, "Exchange", "CallKey", "NoteVersion", "Version")
        VALUES ({List(Written, c => "@" + c)}, @Exchange, @CallKey, 0, 1) RETURNING "Id"
        """;

    private static readonly string MoveSql = Update(Moving);

    private static readonly string UpdateSql = Update(Written);

    // On PostgreSQL a person may be writing the same row: theirs first or ours first, but not in between.
    private readonly DbCommand _read = write.Command(ReadSql + (kind == DatabaseKind.Postgres ? " FOR UPDATE" : ""), "Exchange", "CallKey");
    private readonly DbCommand _insert = write.Command(InsertSql, [.. Written, "Exchange", "CallKey"]);
    private readonly DbCommand _move = write.Command(MoveSql, [.. Moving, "Id", "Version"]);
    private readonly DbCommand _update = write.Command(UpdateSql, [.. Written, "Id", "Version"]);

    public async Task<Call?> ReadAsync(string exchange, string callKey)
    {
        _read.Set(exchange, callKey);
        await using var reader = await _read.ExecuteReaderAsync();
        return await reader.ReadAsync() ? Read(reader, exchange, callKey) : null;
    }

    public async Task InsertAsync(Call call)
    {
        _insert.Set([.. MovingOf(call), .. SettledOf(call), call.Exchange, call.CallKey]);
        call.Id = Convert.ToInt32(await _insert.ExecuteScalarAsync(), null);
        call.Version = 1;
    }

    /// <summary>False when the row is no longer as <paramref name="before"/> had it: a person or another node was faster.</summary>
    public async Task<bool> UpdateAsync(Call call, Call before)
    {
        var moving = MovingOf(call);
        var settled = SettledOf(call);
        var update = settled.AsSpan().SequenceEqual(SettledOf(before)) ? _move : _update;
        update.Set(update == _move ? [.. moving, call.Id, call.Version] : [.. moving, .. settled, call.Id, call.Version]);
        if (await update.ExecuteNonQueryAsync() == 0) return false;
        call.Version++;
        return true;
    }

    private static object?[] MovingOf(Call c) =>
        [(int)c.Status, c.AnsweredAt, c.TransferredAt, c.EndedAt, (int?)c.EndedBy, c.LastEventAt, c.TalkSeconds];

    private static object?[] SettledOf(Call c) =>
    [
        (int)c.Direction, c.Caller, c.CallerE164, c.CallerName, c.LineNumber, c.LineId, c.Queue, c.SourceId, c.SalesOfficeId, c.DepartmentId,
        c.BranchId, c.ClientId, c.UserId, c.StartedAt, c.MissedOpen, c.ClearedAt, c.ClearedByCallId, c.LongEnough,
    ];

    private static Call Read(DbDataReader reader, string exchange, string callKey)
    {
        var column = new Columns(reader);
        return new Call
        {
            Exchange = exchange,
            CallKey = callKey,
            Id = column.Int(),
            Version = column.Int(),
            ClearedById = column.IntOrNull(),
            Status = (CallStatus)column.Int(),
            AnsweredAt = column.TimeOrNull(),
            TransferredAt = column.TimeOrNull(),
            EndedAt = column.TimeOrNull(),
            EndedBy = (CallEndedBy?)column.IntOrNull(),
            LastEventAt = column.Time(),
            TalkSeconds = column.Int(),
            Direction = (CallDirection)column.Int(),
            Caller = column.TextOrNull(),
            CallerE164 = column.TextOrNull(),
            CallerName = column.TextOrNull(),
            LineNumber = column.TextOrNull(),
            LineId = column.IntOrNull(),
            Queue = column.TextOrNull(),
            SourceId = column.IntOrNull(),
            SalesOfficeId = column.IntOrNull(),
            DepartmentId = column.IntOrNull(),
            BranchId = column.IntOrNull(),
            ClientId = column.IntOrNull(),
            UserId = column.IntOrNull(),
            StartedAt = column.Time(),
            MissedOpen = column.Bool(),
            ClearedAt = column.TimeOrNull(),
            ClearedByCallId = column.IntOrNull(),
            LongEnough = column.Bool(),
        };
    }

    private static string Update(string[] columns) =>
        $"""UPDATE "Calls" SET {List(columns, c => $"\"{c}\" = @{c}")}, "Version" = "Version" + 1 WHERE "Id" = @Id AND "Version" = @Version""";

    private static string List(string[] columns, Func<string, string> each) => string.Join(", ", columns.Select(each));
}
