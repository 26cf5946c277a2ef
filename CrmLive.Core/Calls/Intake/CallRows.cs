using System.Data.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Telephony;

namespace CrmLive.Core.Calls.Intake;

/// <summary>The intake's columns of a call. What people write (note, claim) is not among them, so neither overwrites the other.</summary>
internal sealed class CallRows(DirectWrite write, DatabaseKind kind)
{
    // Settled by a call's first events, and in the indexes.
    private static readonly string[] Settled =
    [
        "Direction", "Caller", "CallerE164", "CallerName", "LineNumber", "LineId", "Queue", "SourceId", "SalesOfficeId",
        "DepartmentId", "BranchId", "ClientId", "UserId", "StartedAt", "MissedOpen", "ClearedAt", "ClearedByCallId",
    ];

    private static readonly string[] Moving = ["Status", "AnsweredAt", "TransferredAt", "EndedAt", "EndedBy", "LastEventAt", "TalkSeconds"];

    private static readonly string[] Written = [.. Settled, .. Moving];

    private static readonly string ReadSql =
        $"""SELECT "Id", "Version", "ClearedById", {List(Written, c => $"\"{c}\"")} FROM "Calls" WHERE "Exchange" = @Exchange AND "CallKey" = @CallKey""";

    private static readonly string InsertSql =
        $"""
        INSERT INTO "Calls" ({List(Written, c => $"\"{c}\"")}, "Exchange", "CallKey", "NoteVersion", "Version")
        VALUES ({List(Written, c => "@" + c)}, @Exchange, @CallKey, 0, 1) RETURNING "Id"
        """;

    private static readonly string UpdateSql = Update(Written);
    private static readonly string MoveSql = Update(Moving);

    // On PostgreSQL a person may be writing the same row: theirs first or ours first, but not in between.
    private readonly DbCommand _read = write.Command(ReadSql + (kind == DatabaseKind.Postgres ? " FOR UPDATE" : ""), "Exchange", "CallKey");
    private readonly DbCommand _insert = write.Command(InsertSql, [.. Written, "Exchange", "CallKey"]);
    private readonly DbCommand _update = write.Command(UpdateSql, [.. Written, "Id"]);
    private readonly DbCommand _move = write.Command(MoveSql, [.. Moving, "Id"]);
    private readonly Dictionary<int, object?[]> _settled = [];

    public async Task<Call?> ReadAsync(string exchange, string callKey)
    {
        _read.Set(exchange, callKey);
        await using var reader = await _read.ExecuteReaderAsync();
        if (!await reader.ReadAsync()) return null;
        var call = Read(reader, exchange, callKey);
        _settled[call.Id] = SettledOf(call);
        return call;
    }

    /// <summary>Keeps the row, and gives a new one its id.</summary>
    public async Task WriteAsync(Call call)
    {
        var settled = SettledOf(call);
        var moving = MovingOf(call);
        call.Version++;
        if (call.Id == 0)
        {
            _insert.Set([.. settled, .. moving, call.Exchange, call.CallKey]);
            call.Id = Convert.ToInt32(await _insert.ExecuteScalarAsync(), null);
        }
        else if (_settled.TryGetValue(call.Id, out var before) && before.SequenceEqual(settled))
        {
            // Most events only move a call on: naming no column of the other indexes, the statement leaves them alone.
            _move.Set([.. moving, call.Id]);
            await _move.ExecuteNonQueryAsync();
        }
        else
        {
            _update.Set([.. settled, .. moving, call.Id]);
            await _update.ExecuteNonQueryAsync();
        }
        _settled[call.Id] = settled;
    }

    private static object?[] SettledOf(Call call) =>
    [
        (int)call.Direction, call.Caller, call.CallerE164, call.CallerName, call.LineNumber, call.LineId, call.Queue, call.SourceId, call.SalesOfficeId,
        call.DepartmentId, call.BranchId, call.ClientId, call.UserId, call.StartedAt, call.MissedOpen, call.ClearedAt, call.ClearedByCallId,
    ];

    private static object?[] MovingOf(Call call) =>
        [(int)call.Status, call.AnsweredAt, call.TransferredAt, call.EndedAt, (int?)call.EndedBy, call.LastEventAt, call.TalkSeconds];

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
            Status = (CallStatus)column.Int(),
            AnsweredAt = column.TimeOrNull(),
            TransferredAt = column.TimeOrNull(),
            EndedAt = column.TimeOrNull(),
            EndedBy = (CallEndedBy?)column.IntOrNull(),
            LastEventAt = column.Time(),
            TalkSeconds = column.Int(),
        };
    }

    private static string Update(string[] columns) =>
        $"""UPDATE "Calls" SET {List(columns, c => $"\"{c}\" = @{c}")}, "Version" = "Version" + 1 WHERE "Id" = @Id""";

    private static string List(string[] columns, Func<string, string> each) => string.Join(", ", columns.Select(each));
}
