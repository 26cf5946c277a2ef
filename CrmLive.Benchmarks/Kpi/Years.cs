using System.Globalization;

namespace CrmLive.Benchmarks.Kpi;

/// <summary>
/// Three years of an office as SQL, the same rows each time: every employee has two hundred clients and the first five thousand; most
/// contacts are the advisor's, every tenth a colleague's. Indexes of the large table are built behind it, which is ten times as fast.
/// </summary>
internal static class Years
{
    private const int OfEach = 200;
    private const int OfFirst = 5_000;
    private const int Days = 1_095;
    private const int Calls = 300_000;

    public static IEnumerable<(string What, string Sql)> Sql(int first, int employees, int activities, IReadOnlyList<(string Name, string Sql)> indexes)
    {
        var clients = OfFirst + (OfEach * (employees - 1));
        string Advisor(string client) => $"({first} + CASE WHEN {client} <= {OfFirst} THEN 0 ELSE 1 + ({client} - {OfFirst} - 1) / {OfEach} END)";
        string Colleague(string client) => $"({first} + ({Advisor(client)} - {first} + 1) % {employees})";
        string Rows(int count) => $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count.ToString(CultureInfo.InvariantCulture)})";
        // The working hours of the office, so that its day is UTC's.
        const string when = "strftime('%Y-%m-%d %H:%M:%S', 1700352000 + d * 86400 + 28800 + s, 'unixepoch')";
        string dice = $"SELECT i, 1 + (i * 2654435761 % 4294967296) * {clients} / 4294967296 AS c, i * 2246822519 % 4294967296 / 7 % {Days} AS d, i * 3266489917 % 4294967296 % 32400 AS s, i * 374761393 % 4294967296 / 65536 AS h FROM n";

        yield return ("settings", "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000; PRAGMA foreign_keys = OFF");
        yield return ("clients", $"""
            {Rows(clients)} INSERT INTO "Clients" ("Id", "FirstName", "LastName", "StatusId", "AdvisorId", "IsKey", "CreatedAt", "FinishedAt", "SearchKey", "Version")
            SELECT i, 'Client', 'Number' || i, (SELECT "Id" FROM "Dictionary" WHERE "Key" = 'new' LIMIT 1), {Advisor("i")}, i % 40 = 0,
              strftime('%Y-%m-%d %H:%M:%S', 1700352000 + i % 900 * 86400, 'unixepoch'),
              CASE WHEN i % 3 = 0 THEN strftime('%Y-%m-%d %H:%M:%S', 1700352000 + (i % 900 + 150) * 86400, 'unixepoch') END, 'client number' || i, 0 FROM n
            """);
        yield return ("activities", $"""
            {string.Join(' ', indexes.Select(index => $"DROP INDEX \"{index.Name}\";"))}
            {Rows(activities)}, r AS ({dice}), x AS (SELECT *, {when} AS at, CASE WHEN h % 20 < 7 THEN 0 WHEN h % 20 < 9 THEN 1 WHEN h % 20 < 14 THEN 3 WHEN h % 20 < 18 THEN 2 ELSE 4 END AS t FROM r)
            INSERT INTO "Activities" ("Id", "Type", "Status", "ClientId", "AssignedToId", "StartsAt", "EndsAt", "DoneAt", "WasPlanned", "CreatedAt", "Version")
            SELECT i, t, CASE WHEN t = 2 THEN 7 WHEN h % 23 = 0 THEN 0 ELSE 1 END, c, CASE WHEN h % 10 = 0 THEN {Colleague("c")} ELSE {Advisor("c")} END,
              at, at, CASE WHEN t <> 2 AND h % 23 = 0 THEN NULL ELSE at END, 0, at, 0 FROM x
            """);
        // Of a column without a value in any row nobody asks here.
        foreach (var (name, sql) in indexes.Where(index => !index.Name.EndsWith("Id", StringComparison.Ordinal) || index.Name.Contains("Call", StringComparison.Ordinal)))
        {
            yield return (name, sql);
        }

        yield return ("calls", $"""
            {Rows(Calls)}, r AS ({dice})
            INSERT INTO "Calls" ("Exchange", "CallKey", "Direction", "Status", "UserId", "ClientId", "StartedAt", "AnsweredAt", "EndedAt", "LastEventAt", "TalkSeconds", "LongEnough", "NoteVersion", "MissedOpen", "Version")
            SELECT 'bench', 'call ' || i, 0, 4, {Advisor("c")}, c, {when}, {when}, {when}, {when}, h % 300, h % 300 >= 30, 0, 0, 1 FROM r
            """);
        yield return ("totals", """
            INSERT INTO "DailyTotals" ("Day", "UserId", "InvestmentId", "Measure", "Count", "Seconds", "AmountMinor")
            SELECT "Day", "UserId", 0, "Measure", sum("Count"), 0, 0 FROM (
              SELECT substr("DoneAt", 1, 10) AS "Day", "AssignedToId" AS "UserId", CASE "Type" WHEN 1 THEN 90 WHEN 0 THEN 91 ELSE 92 END AS "Measure", count(*) AS "Count"
              FROM "Activities" WHERE "DoneAt" IS NOT NULL AND "Status" = 1 AND "Type" IN (0, 1, 3) GROUP BY 1, 2, 3
              UNION ALL SELECT substr("StartedAt", 1, 10), "UserId", 91, count(*) FROM "Calls" WHERE "LongEnough" GROUP BY 1, 2)
            GROUP BY 1, 2, 4;
            INSERT INTO "DailyTotals" SELECT "Day", "UserId", "InvestmentId", CASE "Measure" WHEN 90 THEN 41 WHEN 91 THEN 40 ELSE 43 END, "Count", 0, 0 FROM "DailyTotals";
            INSERT INTO "MonthlyTotals" ("Month", "UserId", "InvestmentId", "Measure", "Count", "Seconds", "AmountMinor")
            SELECT substr("Day", 1, 7) || '-01', "UserId", "InvestmentId", "Measure", sum("Count"), 0, 0 FROM "DailyTotals" GROUP BY 1, 2, 3, 4
            """);
        yield return ("spells", $"""
            INSERT INTO "AdvisorSpells" ("ClientId", "UserId", "Since", "Until", "IsKey", "Again")
            SELECT "Id", "AdvisorId", "CreatedAt", "FinishedAt", "IsKey", "Id" % 100 = 0 FROM "Clients";
            INSERT INTO "AdvisorSpells" ("ClientId", "UserId", "Since", "Until", "IsKey", "Again")
            SELECT "Id", CASE WHEN "Id" % 100 = 0 THEN "AdvisorId" ELSE {Colleague("\"Id\"")} END, '2023-11-20 00:00:00', "CreatedAt", "IsKey", "Id" % 100 = 0 FROM "Clients" WHERE "Id" % 50 = 0;
            UPDATE "AdvisorSpells" SET "ContactAt" = (SELECT max("At") FROM (
                SELECT max("DoneAt") AS "At" FROM "Activities" WHERE "ClientId" = "AdvisorSpells"."ClientId" AND "AssignedToId" = "AdvisorSpells"."UserId" AND "DoneAt" IS NOT NULL AND "Status" = 1 AND "Type" IN (0, 1, 3)
                UNION ALL SELECT max("StartedAt") FROM "Calls" WHERE "ClientId" = "AdvisorSpells"."ClientId" AND "UserId" = "AdvisorSpells"."UserId" AND "LongEnough"));
            UPDATE "Clients" SET "LastContactAt" = (SELECT max("ContactAt") FROM "AdvisorSpells" WHERE "ClientId" = "Clients"."Id")
            """);
        yield return ("plans", $"""
            WITH RECURSIVE w(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM w WHERE k < 60)
            INSERT INTO "Plans" ("UserId", "Week", "Meetings", "Calls", "Emails", "Total", "Version")
            SELECT "Id", date('2026-11-16', '-' || (7 * k) || ' days'), 8, 40, 30, 0, 1 FROM "Users", w;
            INSERT INTO "Weights" ("ValidFrom", "Meeting", "Call", "Email") VALUES ('2023-01-01', 5, 2, 1), ('2026-06-01', 6, 2, 1)
            """);
        yield return ("statistics", "ANALYZE; PRAGMA journal_mode = WAL");
    }
}
