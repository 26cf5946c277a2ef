using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Office;
using CrmLive.Web.Account;

namespace CrmLive.Web.Backup;

/// <summary>GET /office/backup: the administrator's own copy of the office, from the browser. The journal remembers who took it.</summary>
public static class BackupDownload
{
    public const string Address = "/office/backup";

    public static void MapBackup(this WebApplication app) =>
        app.MapGet(Address, SendAsync).RequireAuthorization(OfficePermissions.Backup);

    private static async Task<IResult> SendAsync(HttpContext http, OfficeBackup backup, CrmDb crm, bool recordings = false)
    {
        var actor = await http.ActorAsync();
        actor.Require(OfficePermissions.Backup);
        var folder = Directory.CreateTempSubdirectory("crmlive-download-");
        http.Response.OnCompleted(() =>
        {
            folder.Delete(recursive: true);
            return Task.CompletedTask;
        });
        var file = Path.Combine(folder.FullName, "office.zip");
        try
        {
            await backup.WriteAsync(file, recordings, http.RequestAborted);
        }
        catch (DataFault fault)
        {
            return Results.Problem(fault.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        await RecordAsync(crm, actor, recordings, http.RequestAborted);
        return Results.File(file, "application/zip", backup.SuggestedName);
    }

    private static async Task RecordAsync(CrmDb crm, Actor actor, bool recordings, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        db.Record(new JournalEntry { Event = recordings ? "office.backed-up-with-recordings" : "office.backed-up", Subject = "office-settings", SubjectId = OfficeSettings.TheOne });
        await db.SaveChangesAsync(ct);
    }
}
