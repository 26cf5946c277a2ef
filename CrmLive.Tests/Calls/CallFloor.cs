using System.Collections.Frozen;
using CrmLive.Core.Access;
using CrmLive.Core.Calls;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Telephony;
using CrmLive.Core.Users;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Calls;

/// <summary>A small office with its call intake running.</summary>
internal sealed class CallFloor : IAsyncDisposable
{
    private CallFloor(TestOffice office)
    {
        Office = office;
        Intake = new CallIntake(office.Crm, NullLogger<CallIntake>.Instance);
    }

    public TestOffice Office { get; }
    public CallIntake Intake { get; private set; }

    public CallCommands Commands => new(Office.Crm, Intake);
    public CallQueries Queries => new(Office.Crm);

    public static async Task<CallFloor> OpenAsync(DatabaseKind kind) => new(await TestOffice.OpenAsync(kind));

    public Task<IntakeAnswer> TellAsync(params IEnumerable<CallEvent> events) => Intake.AcceptAsync([.. events], default);

    public async Task<Call> CallAsync(string key = "call-1")
    {
        await using var db = Office.Crm.Open(Actor.System);
        return await db.Set<Call>().AsNoTracking().Include(call => call.Legs.OrderBy(leg => leg.Id)).SingleAsync(call => call.CallKey == key);
    }

    /// <summary>Somebody who may do everything with calls of the whole office.</summary>
    public static Actor As(User user, Scope scope = Scope.All) => new()
    {
        UserId = user.Id,
        Name = user.FullName,
        Scope = scope,
        BranchId = user.BranchId,
        Permissions = FrozenSet.ToFrozenSet([CallPermissions.Watch, CallPermissions.Handle, CallPermissions.Listen, ClientPermissions.View]),
    };

    public async Task<T> ReadAsync<T>(Func<CrmDbContext, Task<T>> read)
    {
        await using var db = Office.Crm.Open(Actor.System);
        return await read(db);
    }

    /// <summary>As after kill -9: nothing is stopped, a new process opens the same database.</summary>
    public async Task CrashAsync()
    {
        await Office.ReopenAsync();
        Intake = new CallIntake(Office.Crm, NullLogger<CallIntake>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await Intake.DisposeAsync();
        await Office.DisposeAsync();
    }
}
