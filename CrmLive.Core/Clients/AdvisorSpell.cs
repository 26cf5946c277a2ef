using CrmLive.Core.Data;
using CrmLive.Core.Live;

namespace CrmLive.Core.Clients;

/// <summary>
/// For how long somebody looked after a client who was in service: whose client it was at any time in a period (K2) is asked here, and not of
/// the journal. What a ring wants to know of the client is kept beside, so that the rings of everybody are one short read (decision 18).
/// </summary>
public sealed class AdvisorSpell
{
    public int Id { get; set; }
    public int ClientId { get; set; }
    public Client? Client { get; set; }
    public int UserId { get; set; }
    public DateTime Since { get; set; }

    /// <summary>Null as long as it lasts.</summary>
    public DateTime? Until { get; set; }

    public bool IsKey { get; set; }

    /// <summary>When this employee reached this client last (K11), in this spell or not.</summary>
    public DateTime? ContactAt { get; set; }

    /// <summary>The same employee had the same client at another time too: the two are one client of a ring.</summary>
    public bool Again { get; set; }

    private const string Lasting =
        """
        "Clients" AS "c" JOIN "Dictionary" AS "d" ON "d"."Id" = "c"."StatusId"
        WHERE "c"."Id" = @Id AND "c"."AdvisorId" IS NOT NULL AND "c"."FinishedAt" IS NULL AND "c"."MergedIntoId" IS NULL
          AND coalesce("d"."Key", '') NOT IN ('handed-over', 'finished')
        """;

    private const string Reached =
        """
        (SELECT max("At") FROM (
            SELECT max("DoneAt") AS "At" FROM "Activities" WHERE "ClientId" = @Id AND "AssignedToId" = "AdvisorSpells"."UserId" AND "DoneAt" IS NOT NULL AND "Status" = 1 AND "Type" IN (0, 1, 3) AND NOT "Incoming"
            UNION ALL SELECT max("StartedAt") FROM "Calls" WHERE "ClientId" = @Id AND "UserId" = "AdvisorSpells"."UserId" AND "LongEnough") AS "Contacts")
        """;

    private const string Twice =
        """EXISTS (SELECT 1 FROM "AdvisorSpells" AS "o" WHERE "o"."ClientId" = @Id AND "o"."UserId" = "AdvisorSpells"."UserId" AND "o"."Id" <> "AdvisorSpells"."Id")""";

    private const string Key = """(SELECT "IsKey" FROM "Clients" WHERE "Id" = @Id)""";

    /// <summary>After any change of what the client's employees did with them. Activities and calls are rooms that know this one, so their tables are all that is said of them.</summary>
    internal const string KeepContact =
        $"""UPDATE "AdvisorSpells" SET "ContactAt" = {Reached} WHERE "ClientId" = @Id AND "ContactAt" IS DISTINCT FROM {Reached}""";

    /// <summary>Whoever saves a client, in whatever way: the spell of a former advisor ends, and the new one's begins. The first begins with the client.</summary>
    internal static Summary OfClient { get; } = new("Clients", LiveTopic.Clients,
        $"""
        UPDATE "AdvisorSpells" SET "Until" = @At WHERE "ClientId" = @Id AND "Until" IS NULL
          AND NOT EXISTS (SELECT 1 FROM {Lasting} AND "c"."AdvisorId" = "AdvisorSpells"."UserId") RETURNING "Id"
        """,
        $"""
        INSERT INTO "AdvisorSpells" ("ClientId", "UserId", "Since", "IsKey", "Again")
        SELECT "c"."Id", "c"."AdvisorId",
          CASE WHEN "c"."CreatedAt" < @At AND NOT EXISTS (SELECT 1 FROM "AdvisorSpells" WHERE "ClientId" = @Id) THEN "c"."CreatedAt" ELSE @At END, "c"."IsKey", FALSE
        FROM {Lasting} AND NOT EXISTS (SELECT 1 FROM "AdvisorSpells" WHERE "ClientId" = @Id AND "Until" IS NULL) RETURNING "Id"
        """,
        $"""
        UPDATE "AdvisorSpells" SET "IsKey" = {Key}, "Again" = {Twice}, "ContactAt" = {Reached}
        WHERE "ClientId" = @Id AND ("IsKey" <> {Key} OR "Again" <> {Twice} OR "ContactAt" IS DISTINCT FROM {Reached})
        """);
}
