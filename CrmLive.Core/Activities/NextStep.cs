using CrmLive.Core.Data;
using CrmLive.Core.Live;

namespace CrmLive.Core.Activities;

/// <summary>What a client's row knows of its activities: the nearest open one ("no next step" when there is none, A14) and the last done contact.</summary>
internal static class NextStep
{
    private const string Nearest =
        """(SELECT min("StartsAt") FROM "Activities" WHERE "ClientId" = @Id AND "Status" IN (0, 4, 5, 6) AND "Type" <> 4)""";

    private const string LastDone =
        """(SELECT max("DoneAt") FROM "Activities" WHERE "ClientId" = @Id AND "Status" = 1 AND "Type" IN (0, 1, 3))""";

    public static Summary OfClient { get; } = new("Clients", LiveTopic.Clients,
        $"""UPDATE "Clients" SET "NextActivityAt" = {Nearest} WHERE "Id" = @Id AND "NextActivityAt" IS DISTINCT FROM {Nearest} RETURNING "Id" """,
        // Calls move it too, so it only ever goes forward.
        $"""
        UPDATE "Clients" SET "LastContactAt" = {LastDone}
        WHERE "Id" = @Id AND {LastDone} IS NOT NULL AND ("LastContactAt" IS NULL OR "LastContactAt" < {LastDone}) RETURNING "Id"
        """);
}
