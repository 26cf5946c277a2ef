using System.Data.Common;
using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;

namespace CrmLive.Benchmarks.Diary;

/// <summary>A person's month as somebody would write it by hand: one statement, the same rows.</summary>
public sealed class CalendarFloor(CrmDb crm)
{
    private const string Month =
        """
        SELECT a."Id", a."Version", a."Type", a."Status", a."StartsAt", a."EndsAt", a."ClientId", c."FirstName", c."LastName", c."Company",
               a."AssignedToId", u."FirstName" || ' ' || u."LastName", a."InvestmentId", i."Name", a."PlaceId", a."PriorityId",
               a."RemindAt" IS NOT NULL AND a."RemindedAt" IS NULL
        FROM "Activities" a
        JOIN "Clients" c ON c."Id" = a."ClientId"
        JOIN "Users" u ON u."Id" = a."AssignedToId"
        LEFT JOIN "Investments" i ON i."Id" = a."InvestmentId"
        WHERE a."AssignedToId" = @Person AND a."StartsAt" >= @Earliest AND a."StartsAt" < @To AND (a."EndsAt" > @From OR a."StartsAt" >= @From)
        ORDER BY a."StartsAt", a."Id"
        """;

    public async Task<List<CalendarRow>> MonthAsync(int person, UtcRange month, CancellationToken ct)
    {
        await using var connection = await crm.ConnectAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = Month;
        Add(command, "@Person", person);
        Add(command, "@Earliest", month.FromUtc.AddDays(-7));
        Add(command, "@From", month.FromUtc);
        Add(command, "@To", month.ToUtc);
        var rows = new List<CalendarRow>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            rows.Add(Read(reader));
        }

        return rows;
    }

    private static CalendarRow Read(DbDataReader reader) => new()
    {
        Id = reader.GetInt32(0),
        Version = reader.GetInt32(1),
        Type = (ActivityType)reader.GetInt32(2),
        Status = (ActivityStatus)reader.GetInt32(3),
        StartsAt = DateTime.SpecifyKind(reader.GetDateTime(4), DateTimeKind.Utc),
        EndsAt = DateTime.SpecifyKind(reader.GetDateTime(5), DateTimeKind.Utc),
        ClientId = reader.GetInt32(6),
        Client = Client.NameOf(TextOrNull(reader, 7), TextOrNull(reader, 8), TextOrNull(reader, 9)),
        AssignedToId = reader.GetInt32(10),
        Assigned = reader.GetString(11),
        InvestmentId = reader.IsDBNull(12) ? null : reader.GetInt32(12),
        Investment = TextOrNull(reader, 13),
        PlaceId = reader.IsDBNull(14) ? null : reader.GetInt32(14),
        PriorityId = reader.IsDBNull(15) ? null : reader.GetInt32(15),
        Reminds = reader.GetBoolean(16),
    };

    private static string? TextOrNull(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
