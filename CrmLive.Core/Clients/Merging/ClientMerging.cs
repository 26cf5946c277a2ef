using System.Text.Json;
using CrmLive.Core.Access;
using CrmLive.Core.Clients.Merging;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CrmLive.Core.Clients;

/// <summary>P13: makes one client of two and, when that was wrong, two of one again.</summary>
public sealed class ClientMerging(CrmDb crm, IClientsJoined? others = null)
{
    /// <param name="fromMerged">The fields in which the merged client is right.</param>
    public async Task<Saved> MergeAsync(
        Actor actor, (int Id, int Version) survivor, (int Id, int Version) merged, IReadOnlySet<MergeField> fromMerged, CancellationToken ct)
    {
        actor.Require(ClientPermissions.Merge);
        await using var db = crm.Open(actor);
        var both = await db.Set<Client>().VisibleTo(actor).Where(c => c.Id == survivor.Id || c.Id == merged.Id).ToListAsync(ct);
        if (both.Find(c => c.Id == survivor.Id) is not { } stays || both.Find(c => c.Id == merged.Id) is not { } goes || stays == goes)
        {
            return Saved.Gone;
        }

        foreach (var (client, version) in ((Client, int)[])[(stays, survivor.Version), (goes, merged.Version)])
        {
            db.Entry(client).Property(c => c.Version).OriginalValue = version;
            client.Version = version;
        }

        var record = new MergeRecord();
        TakeFields(db.Entry(stays), db.Entry(goes), fromMerged, record);
        await MoveAsync(db, stays.Id, goes.Id, record, ct);
        await (others?.JoinedAsync(db, [stays.Id, goes.Id], ct) ?? Task.CompletedTask);
        goes.MergedIntoId = stays.Id;
        stays.SearchKey = stays.KeyOf();
        db.Tell(stays, "client.merged");
        db.Tell(goes, "client.merged-away");
        var merge = new ClientMerge { SurvivorId = stays.Id, MergedId = goes.Id, At = crm.Clock.GetUtcNow().UtcDateTime, ById = actor.UserId, By = actor.Name, Before = record.ToJson() };
        db.Add(merge);
        var saved = await db.SaveOrSayWhoAsync(stays, ct);
        while (saved.Ok && !await FetchedLateAsync(actor, merge.Id, ct))
        {
            // And something more came meanwhile.
        }

        return saved;
    }

    /// <summary>What somebody saved while the merge was being made goes the same way, and comes back with it.</summary>
    private async Task<bool> FetchedLateAsync(Actor actor, int mergeId, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        var merge = await db.Set<ClientMerge>().FirstAsync(m => m.Id == mergeId, ct);
        var record = MergeRecord.Of(merge.Before);
        var known = record.Moved.Count + record.Removed.Count;
        await MoveAsync(db, merge.SurvivorId, merge.MergedId, record, ct);
        if (record.Moved.Count + record.Removed.Count > known)
        {
            await (others?.JoinedAsync(db, [merge.SurvivorId, merge.MergedId], ct) ?? Task.CompletedTask);
            merge.Before = record.ToJson();
            try
            {
                await db.SaveChangesAsync(ct);
            }
            catch (OvertakenException)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Everything as it was before the merge; what was changed since stays as it is now, and is said.</summary>
    public async Task<MergeUndone> UndoAsync(Actor actor, int mergeId, CancellationToken ct)
    {
        actor.Require(ClientPermissions.Merge);
        await using var db = crm.Open(actor);
        var visible = db.Set<Client>().VisibleTo(actor);
        // A survivor that was itself merged away is not visible: the later merge is undone first.
        if (await db.Set<ClientMerge>().FirstOrDefaultAsync(m => m.Id == mergeId && m.UndoneAt == null && visible.Any(c => c.Id == m.SurvivorId), ct) is not { } merge)
        {
            return new MergeUndone(Saved.Gone, []);
        }

        var stays = await db.Set<Client>().FirstAsync(c => c.Id == merge.SurvivorId, ct);
        var goes = await db.Set<Client>().FirstAsync(c => c.Id == merge.MergedId, ct);
        var record = MergeRecord.Of(merge.Before);
        var kept = GiveFieldsBack(db.Entry(stays), record);
        await MoveBackAsync(db, stays.Id, goes.Id, record, kept, ct);
        await (others?.JoinedAsync(db, [stays.Id, goes.Id], ct) ?? Task.CompletedTask);
        goes.MergedIntoId = null;
        stays.SearchKey = stays.KeyOf();
        merge.UndoneAt = crm.Clock.GetUtcNow().UtcDateTime;
        db.Tell(stays, "client.merge-undone");
        db.Tell(goes, "client.merge-undone");
        return new MergeUndone(await db.SaveOrSayWhoAsync(stays, ct), kept);
    }

    private static void TakeFields(EntityEntry<Client> stays, EntityEntry<Client> goes, IReadOnlySet<MergeField> fromMerged, MergeRecord record)
    {
        var last = new[] { stays.Entity.LastContactAt, goes.Entity.LastContactAt }.Max();
        var columns = fromMerged.SelectMany(MergeColumns.Of).Select(name => (Name: name, Value: goes.Property(name).CurrentValue));
        foreach (var (name, value) in columns.Append((nameof(Client.LastContactAt), last)))
        {
            var property = stays.Property(name);
            if (!Equals(property.CurrentValue, value))
            {
                record.Fields.Add(new ChangedField(name, Json(property.CurrentValue), Json(value)));
                property.CurrentValue = value;
            }
        }
    }

    private static async Task MoveAsync(CrmDbContext db, int staysId, int goesId, MergeRecord record, CancellationToken ct)
    {
        foreach (var kind in ClientRows.Kinds(db))
        {
            var had = (await ClientRows.OfClientAsync(db, kind, staysId, ct)).Select(Sameness).OfType<string>().ToHashSet();
            foreach (var row in await ClientRows.OfClientAsync(db, kind, goesId, ct))
            {
                var entry = db.Entry(row);
                if (Sameness(row) is { } same && !had.Add(same))
                {
                    record.Removed.Add(new RemovedRow(kind.Name, entry.Properties.ToDictionary(p => p.Metadata.Name, p => Json(p.CurrentValue))));
                    entry.State = EntityState.Deleted;
                }
                else
                {
                    record.Moved.Add(new MovedRow(kind.Name, (int)entry.Property("Id").CurrentValue!));
                    entry.Property("ClientId").CurrentValue = staysId;
                }
            }
        }
    }

    private static List<string> GiveFieldsBack(EntityEntry<Client> stays, MergeRecord record)
    {
        var kept = new List<string>();
        foreach (var field in record.Fields)
        {
            var property = stays.Property(field.Name);
            var type = property.Metadata.ClrType;
            if (Equals(property.CurrentValue, field.After.Deserialize(type)))
            {
                property.CurrentValue = field.Before.Deserialize(type);
            }
            else if (field.Name != nameof(Client.LastContactAt))
            {
                kept.Add(field.Name);
            }
        }

        return kept;
    }

    private static async Task MoveBackAsync(CrmDbContext db, int staysId, int goesId, MergeRecord record, List<string> kept, CancellationToken ct)
    {
        foreach (var moved in record.Moved.GroupBy(m => m.Entity))
        {
            // A kind that no longer exists has no rows to bring back.
            if (db.Model.FindEntityType(moved.Key) is not { } kind)
            {
                continue;
            }

            var ids = moved.Select(m => m.Id).ToList();
            var back = 0;
            foreach (var entry in (await ClientRows.ByIdAsync(db, kind, ids, ct)).Select(row => db.Entry(row)).Where(e => Equals(e.Property("ClientId").CurrentValue, staysId)))
            {
                entry.Property("ClientId").CurrentValue = goesId;
                back++;
            }

            if (back < ids.Count)
            {
                kept.Add(kind.ClrType.Name);
            }
        }

        foreach (var removed in record.Removed)
        {
            if (db.Model.FindEntityType(removed.Entity) is { } kind)
            {
                var entry = db.Entry(Activator.CreateInstance(kind.ClrType)!);
                foreach (var property in entry.Properties.Where(p => removed.Values.ContainsKey(p.Metadata.Name)))
                {
                    property.CurrentValue = removed.Values[property.Metadata.Name].Deserialize(property.Metadata.ClrType);
                }

                entry.State = EntityState.Added;
            }
        }
    }

    /// <summary>What makes two parts of a client the same thing; null for what is never the same.</summary>
    private static string? Sameness(object row) => row switch
    {
        ClientPhone phone => phone.E164 ?? phone.Raw,
        ClientEmail email => email.Folded,
        ClientInterest interest => $"{interest.InvestmentId}",
        _ => null,
    };

    private static JsonElement Json(object? value) => JsonSerializer.SerializeToElement(value);
}
