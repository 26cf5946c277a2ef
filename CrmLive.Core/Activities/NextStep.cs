using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Live;

namespace CrmLive.Core.Activities;

/// <summary>What a client's row knows of its activities: the nearest open one ("no next step" when there is none, A14), and the last done contact, be it an activity or a call.</summary>
internal static class NextStep
{
    private const string Nearest =
        """(SELECT min("StartsAt") FROM "Activities" WHERE "ClientId" = @Id AND "Status" IN (0, 4, 5, 6) AND "Type" <> 4)""";

    // Calls are a room that knows this one, so their table is all that is said of them: what was taken back must not leave a contact that never was.
    private const string LastDone =
        """
        (SELECT max("At") FROM (
            SELECT max("DoneAt") AS "At" FROM "Activities" WHERE "ClientId" = @Id AND "Status" = 1 AND "Type" IN (0, 1, 3)
            UNION ALL SELECT max("AnsweredAt") FROM "Calls" WHERE "ClientId" = @Id) AS "Contacts")
        """;

    public static Summary OfClient { get; } = new("Clients", LiveTopic.Clients,
        $"""UPDATE "Clients" SET "NextActivityAt" = {Nearest} WHERE "Id" = @Id AND "NextActivityAt" IS DISTINCT FROM {Nearest} RETURNING "Id" """,
        $"""UPDATE "Clients" SET "LastContactAt" = {LastDone} WHERE "Id" = @Id AND "LastContactAt" IS DISTINCT FROM {LastDone} RETURNING "Id" """,
        AdvisorSpell.KeepContact)
    {
        // Somebody may have been planning with a client while a colleague merged them away: on a hidden card nobody would find it.
        Takes = """SELECT 1 FROM "Clients" WHERE "Id" = @Id AND "MergedIntoId" IS NULL""",
    };
}
