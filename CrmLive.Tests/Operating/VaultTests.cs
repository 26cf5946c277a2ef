using System.Collections.Frozen;
using CrmLive.Core.Access;
using CrmLive.Core.Calls.Feeds;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Office;
using CrmLive.Core.Telephony;
using CrmLive.Core.Telephony.Asterisk;
using CrmLive.Core.Telephony.Webhook;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using CrmLive.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Tests.Operating;

[Trait("Feature", "P23")]
public sealed class VaultTests
{
    private const string Typed = "the exchange's own password";

    private static readonly Actor Administrator = new() { Name = "Ewa", Permissions = FrozenSet.Create(OfficePermissions.Settings), Scope = Scope.All };

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P21")]
    public async Task Secrets_lie_sealed_in_the_database_are_opened_after_a_restart_and_travel_with_a_backup(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        await using (var running = Keys(office.Crm))
        {
            var telephony = Telephony(office.Crm, running);
            Assert.True((await telephony.SaveAsync(Administrator, new TelephonySettings { AsteriskUser = "crm" }, Typed, default)).Ok);
            var webhook = await telephony.NewWebhookSecretAsync(Administrator, default);
            // Nothing typed: the one that was there stays.
            Assert.True((await telephony.SaveAsync(Administrator, await telephony.InForceAsync(Administrator, default), "", default)).Ok);
            Assert.DoesNotContain(await StoredAsync(office.Crm), text => text.Contains(Typed, StringComparison.Ordinal) || text.Contains(webhook, StringComparison.Ordinal));
        }

        await using (var restarted = Keys(office.Crm))
        {
            Assert.Equal(Typed, await OpenedAsync(office.Crm, restarted));
        }

        using var elsewhere = new Folder();
        await new OfficeBackup(office.Options, office.Clock).WriteAsync(elsewhere["office.zip"], withRecordings: false, default);
        await using var empty = kind == DatabaseKind.Postgres ? await PostgresLab.NewDatabaseAsync() : null;
        var restored = new DataOptions { Folder = elsewhere["restored"], Postgres = empty?.ConnectionString };
        await new OfficeRestore(restored).ReadAsync(elsewhere["office.zip"], default);
        await using var crm = new CrmDb(restored, office.Bus, office.Office, office.Clock);
        await using var there = Keys(crm);
        Assert.Equal(Typed, await OpenedAsync(crm, there));
    }

    [Fact]
    public async Task A_secret_of_lost_keys_is_said_to_be_lost_and_signs_nothing()
    {
        await using var office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);
        await using var running = Keys(office.Crm);
        await Telephony(office.Crm, running).NewWebhookSecretAsync(Administrator, default);
        await using (var db = office.Crm.Open(Actor.System))
        {
            var saved = await db.Set<TelephonySettings>().SingleAsync();
            saved.WebhookEnabled = true;
            Assert.Null(TestOffice.Vault.Open(saved.WebhookSecret));
            await db.SaveChangesAsync();
        }

        using var lost = new WebhookKeys(office.Crm, new WebhookOptions(), TestOffice.Vault);
        Assert.Empty(await lost.InForceAsync(default));
        using var kept = new WebhookKeys(office.Crm, new WebhookOptions(), running.GetRequiredService<Vault>());
        Assert.Single(await kept.InForceAsync(default));
        Assert.Equal("", TestOffice.Vault.Open(TestOffice.Vault.Seal("")));
        Assert.Null(TestOffice.Vault.Open(new SealedText("written by hand")));
    }

    /// <summary>The keys as the host keeps them: files beside SQLite, a table of PostgreSQL.</summary>
    private static ServiceProvider Keys(CrmDb crm) => new ServiceCollection().AddLogging().AddSingleton(crm).AddWebKeys().BuildServiceProvider();

    private static TelephonyCommands Telephony(CrmDb crm, ServiceProvider keys) =>
        new(crm, new AsteriskOptions(), new WebhookOptions(), keys.GetRequiredService<Vault>());

    private static async Task<string?> OpenedAsync(CrmDb crm, ServiceProvider keys)
    {
        await using var db = crm.Open(Actor.System);
        return keys.GetRequiredService<Vault>().Open((await db.Set<TelephonySettings>().SingleAsync()).AsteriskSecret);
    }

    private static async Task<IReadOnlyList<string>> StoredAsync(CrmDb crm)
    {
        await using var db = crm.Open(Actor.System);
        var row = await db.Database.SqlQueryRaw<string>("""SELECT "AsteriskSecret" AS "Value" FROM "TelephonySettings" UNION ALL SELECT "WebhookSecret" FROM "TelephonySettings" """).ToListAsync();
        Assert.All(row, Assert.NotEmpty);
        return [.. row, .. await db.Set<JournalEntry>().Where(e => e.Subject == "telephony-settings").Select(e => e.Changes!).ToListAsync()];
    }
}
