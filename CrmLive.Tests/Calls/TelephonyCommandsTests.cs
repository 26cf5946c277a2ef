using CrmLive.Core.Access;
using CrmLive.Core.Calls.Feeds;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Telephony;
using CrmLive.Core.Telephony.Asterisk;
using CrmLive.Core.Telephony.Webhook;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Calls;

/// <summary>The settings of the feeds; that only the administrator reaches them is tried in <see cref="Access.DoorsTests"/>.</summary>
[Trait("Feature", "C1")]
public sealed class TelephonyCommandsTests
{
    private static readonly AsteriskOptions File = new() { Enabled = true, Host = "pbx.example", User = "crm", Secret = "from the file", ExtensionPattern = "^[0-9]{3}$" };

    private static Actor Administrator => People.Of(BuiltInRoles.Administrator);

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Until_something_is_saved_the_file_is_in_force_and_no_secret_leaves_the_house(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var commands = Commands(office);
        var shown = await commands.InForceAsync(Administrator, default);
        Assert.Equal(("pbx.example", "crm", "^[0-9]{3}$"), (shown.AsteriskHost, shown.AsteriskUser, shown.ExtensionPattern));
        Assert.True(shown is { AsteriskSecret.IsEmpty: true, WebhookSecret.IsEmpty: true });

        // An empty secret leaves the one that was there, first the file's and then the saved one.
        shown.AsteriskHost = "other.example";
        Assert.True((await commands.SaveAsync(Administrator, shown, "", default)).Ok);
        Assert.Equal(("other.example", "from the file"), await StoredAsync(office));
        Assert.True((await commands.SaveAsync(Administrator, new TelephonySettings(), "typed anew", default)).Ok);
        Assert.True((await commands.SaveAsync(Administrator, new TelephonySettings(), "", default)).Ok);
        Assert.Equal(("127.0.0.1", "typed anew"), await StoredAsync(office));
        Assert.True((await commands.InForceAsync(Administrator, default)).AsteriskSecret.IsEmpty);
        await using var db = office.Crm.Open(Actor.System);
        Assert.DoesNotContain(await db.Set<JournalEntry>().Select(e => e.Changes ?? "").ToListAsync(), changes => changes.Contains("typed anew", StringComparison.Ordinal) || changes.Contains("from the file", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_new_secret_of_the_webhook_is_long_enough_and_the_one_before_it_is_gone()
    {
        await using var office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);
        var commands = Commands(office);
        var first = await commands.NewWebhookSecretAsync(Administrator, default);
        var second = await commands.NewWebhookSecretAsync(Administrator, default);

        Assert.NotEqual(first, second);
        Assert.True(second.Length >= WebhookKey.ShortestSecret);
        await using var db = office.Crm.Open(Actor.System);
        Assert.Equal(second, TestOffice.Vault.Open((await db.Set<TelephonySettings>().SingleAsync()).WebhookSecret));
    }

    public static TheoryData<string, TelephonySettings> Bad => new()
    {
        { nameof(TelephonySettings.AsteriskHost), new TelephonySettings { AsteriskEnabled = true, AsteriskHost = " " } },
        { nameof(TelephonySettings.AsteriskPort), new TelephonySettings { AsteriskPort = 0 } },
        { nameof(TelephonySettings.AsteriskPort), new TelephonySettings { AsteriskPort = 65536 } },
        { nameof(TelephonySettings.ExtensionPattern), new TelephonySettings { ExtensionPattern = "[0-9" } },
        // A pattern that .NET reads but the feed, which never backtracks, cannot match by.
        { nameof(TelephonySettings.ExtensionPattern), new TelephonySettings { ExtensionPattern = "^(?=1)[0-9]+$" } },
    };

    [Theory, MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public async Task What_no_feed_could_run_with_is_named_and_not_saved(string field, TelephonySettings bad)
    {
        await using var office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);
        Assert.Equal(field, Assert.Single((await Commands(office).SaveAsync(Administrator, bad, "", default)).Problems).Field);
        await using var db = office.Crm.Open(Actor.System);
        Assert.False(await db.Set<TelephonySettings>().AnyAsync());
    }

    private static TelephonyCommands Commands(TestOffice office) => new(office.Crm, File, new WebhookOptions(), TestOffice.Vault);

    private static async Task<(string Host, string Secret)> StoredAsync(TestOffice office)
    {
        await using var db = office.Crm.Open(Actor.System);
        var stored = await db.Set<TelephonySettings>().AsNoTracking().SingleAsync();
        return (stored.AsteriskHost, TestOffice.Vault.Open(stored.AsteriskSecret)!);
    }
}
