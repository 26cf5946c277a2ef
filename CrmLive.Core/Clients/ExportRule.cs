using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Office;

namespace CrmLive.Core.Clients;

/// <summary>Who may carry personal data out of the office in a file, of whichever list.</summary>
public static class ExportRule
{
    /// <summary>Throws where the right is missing, or the office lets only administrators export (C20).</summary>
    public static async Task RequireExportAsync(this CrmDb crm, Actor actor, CancellationToken ct)
    {
        actor.Require(ClientPermissions.Export);
        if (await crm.OfficeAsync(ct) is { ExportByAdministratorsOnly: true })
        {
            actor.Require(OfficePermissions.Settings);
        }
    }
}
