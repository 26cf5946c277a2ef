using System.Diagnostics;
using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CrmLive.Core.Sample;

/// <summary>Fills an empty database with the sample office. Killed half-way it starts over: the rows come in one transaction.</summary>
public sealed partial class SampleOffice(CrmDb crm, FirstOffice first, SampleOptions options, IPasswordHasher<User> hasher, ILogger<SampleOffice> log)
{
    /// <summary>Does nothing when an office is there already, or when the sample is switched off.</summary>
    public async Task PrepareAsync(CancellationToken ct)
    {
        if (!await IsWantedAsync(ct))
        {
            return;
        }

        var clock = Stopwatch.StartNew();
        if (await first.IsNeededAsync(ct))
        {
            await first.CreateAsync(new OfficeSettings { Name = "Nowy Adres (sample office)", IsSample = true }, null, ct);
        }

        var scene = await TellAsync(ct);
        // Before the rows, which say that all is there.
        await SampleVoices.WriteAsync(crm.Options.RecordingsFolder, ct);
        await SaveAsync(scene, ct);
        LogMade(log, scene.World.Clients.Count, scene.World.Calls.Count, clock.Elapsed.TotalSeconds);
    }

    private async Task<bool> IsWantedAsync(CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        var office = await db.Set<OfficeSettings>().AsNoTracking().SingleOrDefaultAsync(ct);
        // An office of somebody's own is never touched; a sample one without people was killed while it was being made.
        return office is null ? options.Enabled ?? true : office.IsSample && !await db.Set<User>().AnyAsync(ct);
    }

    internal async Task<Scenery> TellAsync(CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        var dictionary = await db.Set<DictionaryEntry>().AsNoTracking().ToListAsync(ct);
        var roles = await db.Set<Role>().AsNoTracking().Where(r => r.Key != null).ToDictionaryAsync(r => r.Key!, r => r.Id, ct);
        // One hash for all: at 210,000 rounds each, twenty-five of them would take longer than the whole year.
        var hash = hasher.HashPassword(new User { FirstName = "", LastName = "" }, SampleOptions.Password);
        return SampleHistory.Tell(options.Seed, crm.Clock.GetUtcNow().UtcDateTime, crm.Office.Time, dictionary, roles, hash);
    }

    internal async Task SaveAsync(Scenery scene, CancellationToken ct)
    {
        var (world, premises, estate) = (scene.World, scene.Premises, scene.Estate);
        var after = await LastSeqAsync(ct);
        await using var load = await BulkLoad.BeginAsync(crm, ct);
        await load.AddAsync(premises.Branches, ct);
        await load.AddAsync(premises.Departments, ct);
        await load.AddAsync(premises.Offices, ct);
        await load.AddAsync(premises.Sources, ct);
        await load.AddAsync(estate.Investments, ct);
        await load.AddAsync(premises.Lines, ct);
        await load.AddAsync(estate.Stages, ct);
        await load.AddAsync(estate.Buildings, ct);
        await load.AddAsync(estate.Units, ct);
        await load.AddAsync(world.Users, ct);
        await load.AddAsync(world.Absences, ct);
        await load.AddAsync(world.Sessions, ct);
        await load.AddAsync(world.Plans, ct);
        await load.AddAsync(world.RolePlans, ct);
        await load.AddAsync(world.Weights, ct);
        await SaveHistoryAsync(load, scene, ct);
        await load.AddAsync(world.Journal.Entries(after), ct);
        var (days, months) = Totals.Of(world, scene.Time);
        await load.AddAsync(days, ct);
        await load.AddAsync(months, ct);
        await load.CommitAsync(ct);
    }

    private async Task<long> LastSeqAsync(CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        return await db.Set<JournalEntry>().MaxAsync(e => (long?)e.Seq, ct) ?? 0;
    }

    private static async Task SaveHistoryAsync(BulkLoad load, Scenery scene, CancellationToken ct)
    {
        var world = scene.World;
        await load.AddAsync(world.Clients, ct);
        await load.AddAsync(Care.Spells(scene), ct);
        await load.AddAsync(world.Clients.SelectMany(c => c.Phones), ct);
        await load.AddAsync(world.Clients.SelectMany(c => c.Emails), ct);
        await load.AddAsync(world.Clients.SelectMany(c => c.Interests), ct);
        await load.AddAsync(world.Consents, ct);
        // A call may have been put right by a later one: that one must be there first.
        await load.AddAsync(world.Calls.OrderByDescending(c => c.Id), ct);
        await load.AddAsync(world.Calls.SelectMany(c => c.Legs), ct);
        await load.AddAsync(world.Leads, ct);
        await load.AddAsync(world.Activities, ct);
        await load.AddAsync(world.Offers, ct);
        await load.AddAsync(world.Offers.SelectMany(o => o.Units), ct);
        await load.AddAsync(world.Agreements, ct);
        await load.AddAsync(world.Forms, ct);
        await load.AddAsync(world.Forms.SelectMany(f => f.Investments), ct);
        await load.AddAsync(world.Forms.SelectMany(f => f.Words), ct);
        await load.AddAsync(world.Submissions, ct);
        await load.AddAsync(world.Messages, ct);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Made the sample office: {Clients} clients and {Calls} calls in {Seconds:F1} s.")]
    private static partial void LogMade(ILogger log, int clients, int calls, double seconds);
}
