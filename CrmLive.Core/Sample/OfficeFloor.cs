using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Sample;

/// <summary>Who is in the office now and whom they might talk with; read from the database, so what an administrator changes holds.</summary>
internal sealed class OfficeFloor(CrmDb crm, Actors actors, SampleExchange exchange)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(2);
    private DateTime _readAt;
    private List<Worker> _workers = [];

    public List<Line> Lines { get; private set; } = [];

    public List<Acquaintance> Clients { get; private set; } = [];

    public IReadOnlyList<Worker> FreeReception => [.. Free("receptionist")];

    public IReadOnlyList<Worker> FreeAdvisors => [.. Free("advisor").Where(w => w.TakesLeads)];

    public Worker? Find(int? userId) => _workers.Find(w => w.UserId == userId);

    public Worker? AtExtension(string extension) => _workers.Find(w => w.Extension == extension);

    public bool IsFree(Worker worker) => !worker.Away && exchange.IsFree(worker.Extension);

    public Task<Actor?> ActorOfAsync(Worker worker, CancellationToken ct) => actors.OfUserAsync(worker.UserId, ActorChannel.Web, null, ct);

    public async Task LookAroundAsync(DateTime now, CancellationToken ct)
    {
        if (now - _readAt < Fresh)
        {
            return;
        }

        await using var db = crm.Open(Actor.System);
        _workers = await db.Set<User>().AsNoTracking()
            .Where(u => !u.Retired && u.Extension != null && u.Extension != "")
            .OrderBy(u => u.Id)
            .Select(u => new Worker(u.Id, u.Extension!, u.Role!.Key ?? "", u.BranchId, u.DepartmentId, u.Department!.TakesLeads as bool? ?? false, u.Away))
            .ToListAsync(ct);
        Lines = await db.Set<Line>().AsNoTracking().Where(l => !l.Retired && l.E164 != null).OrderBy(l => l.Id).ToListAsync(ct);
        // Those somebody serves at present, and some from earlier years who remember the office.
        Clients = await db.Set<ClientPhone>().AsNoTracking()
            .Where(p => p.E164 != null && (p.Client!.FinishedAt == null || p.ClientId % 40 == 0))
            .OrderBy(p => p.Id)
            .Select(p => new Acquaintance(p.ClientId, p.E164!, p.Client!.AdvisorId))
            .ToListAsync(ct);
        _readAt = now;
    }

    private IEnumerable<Worker> Free(string role) => _workers.Where(w => w.Role == role && IsFree(w));
}

internal sealed record Worker(int UserId, string Extension, string Role, int? BranchId, int? DepartmentId, bool TakesLeads, bool Away);

internal sealed record Acquaintance(int ClientId, string E164, int? AdvisorId);
