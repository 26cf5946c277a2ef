using System.Diagnostics;
using CrmLive.Core.Data;
using CrmLive.Core.Sample;
using CrmLive.Core.Users;
using CrmLive.Tests.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Sample;

/// <summary>The sample office made once for all tests that only read it, in a SQLite file as a new user gets it.</summary>
public sealed class SampleLab : IAsyncLifetime
{
    public TestOffice Office { get; private set; } = null!;

    public TimeSpan Took { get; private set; }

    /// <summary>How much of it was inventing, before the first row was written.</summary>
    public TimeSpan Told { get; private set; }

    internal Scenery Scene { get; private set; } = null!;

    internal SampleWorld World => Scene.World;

    public async Task InitializeAsync()
    {
        Office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);
        await using (var db = Office.Crm.Open(Core.Access.Actor.System))
        {
            (await db.Set<Core.Office.OfficeSettings>().SingleAsync()).IsSample = true;
            await db.SaveChangesAsync();
        }

        var sample = Of(Office, 7);
        var clock = Stopwatch.StartNew();
        Scene = await sample.TellAsync(default);
        Told = clock.Elapsed;
        await sample.SaveAsync(Scene, default);
        Took = clock.Elapsed;
    }

    public async Task DisposeAsync() => await Office.DisposeAsync();

    internal static SampleOffice Of(TestOffice office, int seed) => new(
        office.Crm, new FirstOffice(office.Crm, TestOffice.Catalog), new SampleOptions { Seed = seed }, new PasswordHasher<User>(),
        NullLogger<SampleOffice>.Instance);
}

[CollectionDefinition(Name)]
public sealed class SampleOfficeMade : ICollectionFixture<SampleLab>
{
    public const string Name = "sample office";
}
