using CrmLive.Web.Account;
using CrmLive.Web.Api;
using CrmLive.Web.Backup;
using CrmLive.Web.Clients;
using CrmLive.Web.Hubs;
using CrmLive.Web.Import;
using CrmLive.Web.Kpi;
using CrmLive.Web.Replay;
using CrmLive.Web.Submissions;
using CrmLive.Web.Wall;

namespace CrmLive.Web.Hosting;

public static class CrmLivePipeline
{
    /// <summary>The order matters: antiforgery comes after who it is and what they may.</summary>
    public static void UseCrmLive(this WebApplication app)
    {
        app.UseWebSecurity(app.Configuration.GetSection("Proxies").Get<string[]>() ?? []);
        app.UseShellLanguages();
        app.UseFailedPage();
        app.UseUnknownAddressPage();
        app.UseRouting();
        app.UseAccount();
        app.MapAccount();
        app.MapShell();
        app.MapCallEvents();
        app.MapBenchFloor();
        app.MapHealth();
        app.MapBackup();
        app.MapRecordings();
        app.MapRosterDownload();
        app.MapKpiDownload();
        app.MapImportReport();
        app.MapDocuments();
        app.MapCalendarFeeds();
        app.MapPublicForms();
        app.MapBrokerPages();
        app.MapSubmissionDocuments();
        app.MapHeldData();
        app.MapSubmissionApi();
        app.MapApiDocument();
        app.MapInboxDownload();
        app.MapHubs();
        app.MapWall();
        app.MapReplay();
    }
}
