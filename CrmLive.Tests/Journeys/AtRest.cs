using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Live;

namespace CrmLive.Tests.Journeys;

/// <summary>The database of a process, read from outside it: what is there, whoever wrote it and however they ended.</summary>
internal static class AtRest
{
    public static Task LookAsync(string data, Func<CrmDb, CrmDbContext, Task> look) => ReadAsync(data, async (crm, db) =>
    {
        await look(crm, db);
        return true;
    });

    public static async Task<T> ReadAsync<T>(string data, Func<CrmDb, CrmDbContext, Task<T>> read)
    {
        await using var bus = new InProcessLiveBus();
        var clock = new OfficeClock(new OfficeTime(TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw")));
        await using var crm = new CrmDb(new DataOptions { Folder = data }, bus, clock, TimeProvider.System);
        await using var db = crm.Open(Actor.System);
        return await read(crm, db);
    }
}
