namespace CrmLive.Core.Data.Migrations;

/// <summary>What an office from before the KPI has already: contacts from the totals of each day, the plans' first version, and who looks after whom. Calls of before are not stamped, for nobody knows by which rule.</summary>
internal static class KpiBackfill
{
    public const string Sql =
        """
        INSERT INTO "DailyTotals" ("Day", "UserId", "InvestmentId", "Measure", "Count", "Seconds", "AmountMinor")
        SELECT "Day", "UserId", 0, CASE "Measure" WHEN 41 THEN 90 WHEN 40 THEN 91 ELSE 92 END, sum("Count"), 0, 0
        FROM "DailyTotals" WHERE "Measure" IN (40, 41, 43) GROUP BY "Day", "UserId", "Measure" HAVING sum("Count") <> 0;
        UPDATE "Plans" SET "Version" = 1;
        INSERT INTO "AdvisorSpells" ("ClientId", "UserId", "Since", "Until", "IsKey", "Again", "ContactAt")
        SELECT "c"."Id", "c"."AdvisorId", "c"."CreatedAt",
          CASE WHEN "c"."FinishedAt" IS NULL AND "d"."Key" IN ('handed-over', 'finished')
            THEN coalesce((SELECT max("HandedOverAt") FROM "Agreements" WHERE "ClientId" = "c"."Id"), "c"."LastContactAt", "c"."CreatedAt") ELSE "c"."FinishedAt" END,
          "c"."IsKey", FALSE,
          (SELECT max("DoneAt") FROM "Activities" WHERE "ClientId" = "c"."Id" AND "AssignedToId" = "c"."AdvisorId" AND "DoneAt" IS NOT NULL AND "Status" = 1 AND "Type" IN (0, 1, 3))
        FROM "Clients" AS "c" JOIN "Dictionary" AS "d" ON "d"."Id" = "c"."StatusId" WHERE "c"."AdvisorId" IS NOT NULL AND "c"."MergedIntoId" IS NULL;
        """;
}
