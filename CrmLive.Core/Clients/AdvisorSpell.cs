using CrmLive.Core.Data;
using CrmLive.Core.Live;

namespace CrmLive.Core.Clients;

/// <summary>For how long somebody looked after a client who was in service: whose client it was at any time in a period (K2) is asked here, and not of the journal.</summary>
public sealed class AdvisorSpell
{
    public int Id { get; set; }
    public int ClientId { get; set; }
    public Client? Client { get; set; }
    public int UserId { get; set; }
    public DateTime Since { get; set; }

    /// <summary>Null as long as it lasts.</summary>
    public DateTime? Until { get; set; }

    private const string Lasting =
        """
        "Clients" AS "c" JOIN "Dictionary" AS "d" ON "d"."Id" = "c"."StatusId"
        WHERE "c"."Id" = @Id AND "c"."AdvisorId" IS NOT NULL AND "c"."FinishedAt" IS NULL AND "c"."MergedIntoId" IS NULL
          AND coalesce("d"."Key", '') NOT IN ('handed-over', 'finished')
        """;

    /// <summary>Whoever saves a client, in whatever way: the spell of a former advisor ends, and the new one's begins. The first begins with the client.</summary>
    internal static Summary OfClient { get; } = new("Clients", LiveTopic.Clients,
        $"""
        UPDATE "AdvisorSpells" SET "Until" = @At WHERE "ClientId" = @Id AND "Until" IS NULL
          AND NOT EXISTS (SELECT 1 FROM {Lasting} AND "c"."AdvisorId" = "AdvisorSpells"."UserId") RETURNING "Id"
        """,
        $"""
        INSERT INTO "AdvisorSpells" ("ClientId", "UserId", "Since")
        SELECT "c"."Id", "c"."AdvisorId",
          CASE WHEN "c"."CreatedAt" < @At AND NOT EXISTS (SELECT 1 FROM "AdvisorSpells" WHERE "ClientId" = @Id) THEN "c"."CreatedAt" ELSE @At END
        FROM {Lasting} AND NOT EXISTS (SELECT 1 FROM "AdvisorSpells" WHERE "ClientId" = @Id AND "Until" IS NULL) RETURNING "Id"
        """);
}
