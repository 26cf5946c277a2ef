using System.Data.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Telephony;

namespace CrmLive.Core.Calls.Intake;

/// <summary>The intake's columns of a call. What people write (note, claim) is not among them, so neither overwrites the other.</summary>
internal sealed class CallRows(DirectWrite write, DatabaseKind kind)
{
    private static readonly string[] Written =
    [
        "Direction", "Status", "Caller", "CallerE164", "CallerName", "LineNumber", "LineId", "Queue", "SourceId", "SalesOfficeId",
        "DepartmentId", "BranchId", "ClientId", "UserId", "StartedAt", "AnsweredAt", "TransferredAt", "EndedAt", "EndedBy", "LastEventAt",
        "TalkSeconds", "MissedOpen", "ClearedAt", "ClearedByCallId",
    ];

    private static readonly string ReadSql =
        $"""SELECT "Id", "Version", "ClearedById", {List(c => $"\"{c}\"")} FROM "Calls" WHERE "Exchange" = @Exchange AND "CallKey" = @CallKey""";

    private static readonly string InsertSql =
        $"""
        INSERT INTO "Calls" ({List(c => $"\"{c}\"")}, "Exchange", "CallKey", "NoteVersion", "Version")
        VALUES ({List(c => "@" + c)}, @Exchange, @CallKey, 0, 1) RETURNING "Id"
        """;

    private static readonly string UpdateSql =
        $"""UPDATE "Calls" SET {List(c => $"\"{c}\" = @{c}")}, "Version" = "Version" + 1 WHERE "Id" = @Id""";

    // On PostgreSQL a person may be writing the same row: theirs first or ours first, but not in between.
    private readonly DbCommand _read = write.Command(ReadSql + (kind == DatabaseKind.Postgres ? " FOR UPDATE" : ""), "Exchange", "CallKey");
    private readonly DbCommand _insert = write.Command(InsertSql, [.. Written, "Exchange", "CallKey"]);
    private readonly DbCommand _update = write.Command(UpdateSql, [.. Written, "Id"]);

    public async Task<Call?> ReadAsync(string exchange, string callKey)
    {
        _read.Set(exchange, callKey);
        await using var reader = await _read.ExecuteReaderAsync();
        return await reader.ReadAsync() ? Read(reader, exchange, callKey) : null;
    }

    /// <summary>Keeps the row, and gives a new one its id.</summary>
    public async Task WriteAsync(Call call)
    {
        object?[] values =
        [
            (int)call.Direction, (int)call.Status, call.Caller, call.CallerE164, call.CallerName, call.LineNumber, call.LineId, call.Queue, call.SourceId, call.SalesOfficeId,
            call.DepartmentId, call.BranchId, call.ClientId, call.UserId, call.StartedAt, call.AnsweredAt, call.TransferredAt, call.EndedAt, (int?)call.EndedBy, call.LastEventAt,
            call.TalkSeconds, call.MissedOpen, call.ClearedAt, call.ClearedByCallId,
        ];
        call.Version++;
        if (call.Id == 0)
        {
            _insert.Set([.. values, call.Exchange, call.CallKey]);
            call.Id = Convert.ToInt32(await _insert.ExecuteScalarAsync(), null);
        }
        else
        {
            _update.Set([.. values, call.Id]);
            await _update.ExecuteNonQueryAsync();
        }
    }

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
            Status = (CallStatus)column.Int(),
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
            AnsweredAt = column.TimeOrNull(),
            TransferredAt = column.TimeOrNull(),
            EndedAt = column.TimeOrNull(),
            EndedBy = (CallEndedBy?)column.IntOrNull(),
            LastEventAt = column.Time(),
            TalkSeconds = column.Int(),
            MissedOpen = column.Bool(),
            ClearedAt = column.TimeOrNull(),
            ClearedByCallId = column.IntOrNull(),
        };
    }

    private static string List(Func<string, string> each) => string.Join(", ", Written.Select(each));
}
