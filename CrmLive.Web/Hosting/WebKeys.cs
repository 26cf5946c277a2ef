using System.Xml.Linq;
using CrmLive.Core.Access;
using CrmLive.Core.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Web.Hosting;

/// <summary>The keys of cookies and forms outlive a restart and are the same on every node: files beside the SQLite database, or a table of PostgreSQL.</summary>
public static class WebKeys
{
    public static IServiceCollection AddWebKeys(this IServiceCollection services)
    {
        // A fixed name: by default it is the path of the program, and a new version in a new folder would sign everybody out.
        services.AddDataProtection().SetApplicationName("CrmLive");
        services.AddOptions<KeyManagementOptions>().Configure<CrmDb, ILoggerFactory>((keys, crm, log) =>
            keys.XmlRepository = crm.Kind == DatabaseKind.Postgres
                ? new WebKeyTable(crm)
                : new FileSystemXmlRepository(OwnFolder(crm.Options.KeysFolder), log));
        services.AddSingleton(provider =>
        {
            var protector = provider.GetRequiredService<IDataProtectionProvider>().CreateProtector("CrmLive.Vault");
            return new Vault(protector.Protect, protector.Unprotect);
        });
        return services;
    }

    // Whoever reads a key can sign in as anybody.
    private static DirectoryInfo OwnFolder(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}

/// <summary>Read and written rarely, and only in the synchronous manner the key ring asks for; keys are no news and go into no journal.</summary>
internal sealed class WebKeyTable(CrmDb crm) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = crm.Open(Actor.System);
        return [.. db.Set<WebKey>().AsNoTracking().Select(k => k.Xml).ToList().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = crm.Open(Actor.System);
        var xml = element.ToString(SaveOptions.DisableFormatting);
        db.Database.ExecuteSql($"""INSERT INTO "WebKeys" ("Name", "Xml") VALUES ({friendlyName}, {xml})""");
    }
}
