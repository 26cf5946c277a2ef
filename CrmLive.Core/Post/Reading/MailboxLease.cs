using CrmLive.Core.Data;
using CrmLive.Core.Live;

namespace CrmLive.Core.Post.Reading;

/// <summary>One node reads at a time, and says how it fares; a node that died is followed by another when its lease has run out.</summary>
internal sealed class MailboxLease(CrmDb crm)
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(3);

    private readonly string _node = Guid.NewGuid().ToString("N");

    private DateTime Now => crm.Clock.GetUtcNow().UtcDateTime;

    /// <summary>False while another node reads.</summary>
    public async Task<bool> TakeAsync(CancellationToken ct)
    {
        await using var write = await crm.BeginDirectAsync(ct);
        var begin = write.Command("""INSERT INTO "MailboxStates" ("Id", "Account", "UidValidity", "LastUid", "Since", "Idles") VALUES (1, '', 0, 0, @Now, @No) ON CONFLICT ("Id") DO NOTHING""", "Now", "No");
        begin.Set(Now, false);
        await begin.ExecuteNonQueryAsync(ct);
        var take = write.Command(
            """UPDATE "MailboxStates" SET "Node" = @Node, "LeasedUntil" = @Until WHERE "Id" = 1 AND ("Node" IS NULL OR "Node" = @Node OR "LeasedUntil" < @Now)""", "Node", "Until", "Now");
        take.Set(_node, Now + Length, Now);
        var mine = await take.ExecuteNonQueryAsync(ct) > 0;
        await write.CommitAsync(ct);
        return mine;
    }

    /// <summary>All was read: until now it is well.</summary>
    public Task IsWellAsync(bool idles, CancellationToken ct) => SayAsync(
        """UPDATE "MailboxStates" SET "ReadAt" = @Now, "Idles" = @Idles, "Trouble" = NULL, "TroubleSince" = NULL WHERE "Id" = 1 AND "Node" = @Node""", ct, ("Now", Now), ("Idles", idles), ("Node", _node));

    public Task IsInTroubleAsync(string why, CancellationToken ct) => SayAsync(
        """UPDATE "MailboxStates" SET "Trouble" = @Why, "TroubleSince" = COALESCE("TroubleSince", @Now) WHERE "Id" = 1 AND "Node" = @Node""", ct, ("Why", why.Length > 500 ? why[..500] : why), ("Now", Now), ("Node", _node));

    /// <summary>Another node need not wait.</summary>
    public Task GiveBackAsync(CancellationToken ct) => SayAsync("""UPDATE "MailboxStates" SET "Node" = NULL, "LeasedUntil" = NULL WHERE "Id" = 1 AND "Node" = @Node""", ct, ("Node", _node));

    private async Task SayAsync(string sql, CancellationToken ct, params (string Name, object Value)[] values)
    {
        await using var write = await crm.BeginDirectAsync(ct);
        var say = write.Command(sql, [.. values.Select(v => v.Name)]);
        say.Set([.. values.Select(v => v.Value)]);
        if (await say.ExecuteNonQueryAsync(ct) > 0)
        {
            write.Changes.Ring(LiveTopic.Mail, 0);
        }

        await write.CommitAsync(ct);
    }
}
