using System.Data.Common;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Kpi;

namespace CrmLive.Benchmarks.Kpi;

/// <summary>The page as somebody would write it by hand over the same totals and spells; and, slowly, over the rows themselves.</summary>
public sealed class KpiFloor(CrmDb crm)
{
    private static readonly string Totals =
        $"""SELECT u."Id", u."FirstName" || ' ' || u."LastName", {string.Join(", ", Enumerable.Range(90, 3).Select(measure => $"{Days(measure, "First", "Head")} + {Months(measure)} + {Days(measure, "Tail", "Last")}"))} FROM "Users" u""";

    private const string Plans = """SELECT "UserId", "Week", "Meetings", "Calls", "Emails", "Total" FROM "Plans" WHERE "Week" >= @First AND "Week" <= @Last""";

    private const string Rings =
        """
        SELECT "UserId", count(*), sum("ContactAt" >= @From), sum("IsKey"), sum("IsKey" AND "ContactAt" >= @From) FROM "AdvisorSpells"
        WHERE NOT "Again" AND "Since" < @To AND ("Until" IS NULL OR "Until" > @From) GROUP BY "UserId"
        """;

    private const string Keys =
        """
        SELECT s."UserId", a."Type", count(*) FROM "AdvisorSpells" s JOIN "Activities" a ON a."ClientId" = s."ClientId" AND a."AssignedToId" = s."UserId"
        WHERE s."IsKey" AND s."ContactAt" >= @From AND a."DoneAt" >= @From AND a."DoneAt" < @To AND a."Status" = 1 AND a."Type" IN (0, 1, 3) GROUP BY 1, 2
        """;

    private const string Rows =
        """
        SELECT "User", sum("Kind" = 1), sum("Kind" = 0), sum("Kind" = 3) FROM (
          SELECT "AssignedToId" AS "User", "Type" AS "Kind" FROM "Activities" WHERE "DoneAt" >= @From AND "DoneAt" < @To AND "Status" = 1 AND "Type" IN (0, 1, 3) AND "CallId" IS NULL
          UNION ALL SELECT "UserId", 0 FROM "Calls" WHERE "LongEnough" AND "ClientId" IS NOT NULL AND "StartedAt" >= @From AND "StartedAt" < @To)
        GROUP BY "User"
        """;

    private const string Covered =
        """
        WITH "Had" AS (SELECT DISTINCT s."UserId" AS "U", s."ClientId" AS "C", c."IsKey" AS "K" FROM "AdvisorSpells" s JOIN "Clients" c ON c."Id" = s."ClientId"
            WHERE s."Since" < @To AND (s."Until" IS NULL OR s."Until" > @From)),
          "Reached" AS (SELECT "AssignedToId" AS "U", "ClientId" AS "C" FROM "Activities" WHERE "DoneAt" >= @From AND "DoneAt" < @To AND "Status" = 1 AND "Type" IN (0, 1, 3)
            UNION SELECT "UserId", "ClientId" FROM "Calls" WHERE "LongEnough" AND "StartedAt" >= @From AND "StartedAt" < @To)
        SELECT h."U", count(*), sum(r."C" IS NOT NULL), sum(h."K"), sum(h."K" AND r."C" IS NOT NULL) FROM "Had" h LEFT JOIN "Reached" r ON r."U" = h."U" AND r."C" = h."C" GROUP BY h."U"
        """;

    private static string Days(int measure, string first, string last) =>
        $"""(SELECT coalesce(sum("Count"), 0) FROM "DailyTotals" WHERE "UserId" = u."Id" AND "Measure" = {measure} AND "Measure" >= 90 AND "Day" >= @{first} AND "Day" <= @{last})""";

    private static string Months(int measure) =>
        $"""(SELECT coalesce(sum("Count"), 0) FROM "MonthlyTotals" WHERE "UserId" = u."Id" AND "Measure" = {measure} AND "Measure" >= 90 AND "Month" >= @From AND "Month" < @Tail)""";

    /// <summary>Facts, plans of each week and names, all that the page's rows are made of.</summary>
    public async Task<int> PageAsync(DateOnly first, DateOnly last, CancellationToken ct)
    {
        var month = new DateOnly(first.Year, first.Month, 1);
        var from = month < first ? month.AddMonths(1) : month;
        var until = new DateOnly(last.Year, last.Month, 1).AddMonths(last.AddDays(1).Day == 1 ? 1 : 0);
        var (head, tail) = from < until ? (from.AddDays(-1), until) : (last, last.AddDays(1));
        return (await AskAsync(Totals, reader => (reader.GetInt32(0), reader.GetString(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetInt32(4)), ct,
                ("@First", first), ("@Head", head), ("@From", from), ("@Tail", tail), ("@Last", last))).Count
            + (await AskAsync(Plans, reader => (reader.GetInt32(0), reader.GetFieldValue<DateOnly>(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetInt32(4), reader.GetInt32(5)), ct,
                ("@First", OfficeTime.MondayOf(first)), ("@Last", last))).Count;
    }

    public async Task<int> RingsAsync(UtcRange days, CancellationToken ct) =>
        (await AskAsync(Rings, RingOf, ct, ("@From", days.FromUtc), ("@To", days.ToUtc))).Count
        + (await AskAsync(Keys, reader => (reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2)), ct, ("@From", days.FromUtc), ("@To", days.ToUtc))).Count;

    public async Task<Dictionary<int, Tally>> FactsOfRowsAsync(UtcRange days, CancellationToken ct) =>
        (await AskAsync(Rows, reader => (Id: reader.GetInt32(0), Tally: new Tally(reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3))), ct, ("@From", days.FromUtc), ("@To", days.ToUtc)))
            .ToDictionary(row => row.Id, row => row.Tally);

    public async Task<Dictionary<int, (Ring All, Ring Key)>> RingsOfRowsAsync(UtcRange days, CancellationToken ct) =>
        (await AskAsync(Covered, RingOf, ct, ("@From", days.FromUtc), ("@To", days.ToUtc))).ToDictionary(row => row.Id, row => (row.All, row.Key));

    private static (int Id, Ring All, Ring Key) RingOf(DbDataReader reader) =>
        (reader.GetInt32(0), new Ring(reader.GetInt32(2), reader.GetInt32(1)), new Ring(reader.GetInt32(4), reader.GetInt32(3)));

    private async Task<List<T>> AskAsync<T>(string sql, Func<DbDataReader, T> read, CancellationToken ct, params (string Name, object Value)[] values)
    {
        await using var connection = await crm.ConnectAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        var rows = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
