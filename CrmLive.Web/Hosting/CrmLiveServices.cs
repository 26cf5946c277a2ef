using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Agreements;
using CrmLive.Core.Calls;
using CrmLive.Core.Calls.Feeds;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Documents;
using CrmLive.Core.Doorbells;
using CrmLive.Core.Kpi;
using CrmLive.Core.Leads;
using CrmLive.Core.Live;
using CrmLive.Core.Mail;
using CrmLive.Core.Office;
using CrmLive.Core.Post;
using CrmLive.Core.Roster;
using CrmLive.Core.Sample;
using CrmLive.Core.Submissions;
using CrmLive.Core.Telephony.Asterisk;
using CrmLive.Core.Telephony.Webhook;
using CrmLive.Core.Users;
using CrmLive.Core.Replay;
using CrmLive.Core.Wall;
using CrmLive.Web.Account;
using CrmLive.Web.Api;
using CrmLive.Web.Hubs;
using CrmLive.Web.Search;
using CrmLive.Web.Wall;

namespace CrmLive.Web.Hosting;

public static class CrmLiveServices
{
    public static void AddCrmLive(this WebApplicationBuilder builder)
    {
        builder.AddLogs();
        var data = builder.Configuration.GetSection("Data").Get<DataOptions>() ?? new DataOptions();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services
            .AddSingleton(TimeProvider.System)
            .AddSingleton(data with { Folder = Path.GetFullPath(data.Folder, builder.Environment.ContentRootPath) })
            .AddHouse()
            .AddOffice()
            .AddUsers()
            .AddDocuments(builder.Configuration.GetSection("Documents").Get<ScanOptions>() ?? new ScanOptions())
            .AddClients()
            .AddLeads()
            .AddMail(builder.Configuration.GetSection("Mail").Get<MailOptions>() ?? new MailOptions())
            .AddActivities()
            .AddAgreements()
            .AddSubmissions()
            .AddPost()
            .AddRoster()
            .AddCalls()
            .AddKpi()
            .AddWall()
            .AddReplay()
            .AddCallFeeds(
                builder.Configuration.GetSection("Telephony:Asterisk").Get<AsteriskOptions>() ?? new AsteriskOptions(),
                builder.Configuration.GetSection("Telephony:Webhook").Get<WebhookOptions>() ?? new WebhookOptions())
            .AddSample(builder.Configuration.GetSection("Sample").Get<SampleOptions>() ?? new SampleOptions())
            .AddScoped<Everywhere>()
            .AddWebKeys()
            .AddAccount(builder.Configuration)
            .AddDoorbells()
            .AddHubs()
            .AddApiDocument()
            .AddWallScreens()
            .AddOperating(builder.Configuration)
            .AddShell();
        RateLimits.AddRateLimits(builder.Services, builder.Configuration.GetSection("Limits").Get<RateLimits>() ?? new RateLimits());
    }

    private static IServiceCollection AddHouse(this IServiceCollection services) => services
        .AddSingleton(new OfficeClock(new OfficeTime(TimeZoneInfo.FindSystemTimeZoneById(new OfficeSettings().TimeZone))))
        .AddSingleton(LiveBus)
        .AddHostedService(services => ActivatorUtilities.CreateInstance<LookRelay>(services, services.GetRequiredService<DataOptions>().Postgres ?? ""))
        .AddSingleton<CrmDb>()
        .AddHostedService<WalKeeper>()
        .AddSingleton<DatabaseStart>()
        .AddSingleton<TotalsAudit>()
        .AddSingleton<PermissionCatalog>()
        .AddSingleton<NewPermissions>()
        .AddSingleton<FirstOffice>();

    private static ILiveBus LiveBus(IServiceProvider services) =>
        services.GetRequiredService<DataOptions>() is { Kind: DatabaseKind.Postgres, Postgres: var postgres }
            ? new PostgresLiveBus(postgres!, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<PostgresLiveBus>>())
            : new InProcessLiveBus();
}
