using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Account;

/// <summary>The keys that protect cookies and forms are the office's, not the process's.</summary>
[Trait("Feature", "P3"), Trait("Feature", "P19")]
public sealed class RestartTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Who_was_signed_in_still_is_after_a_restart(DatabaseKind kind)
    {
        await using var postgres = await NewPostgresAsync(kind);
        await using var office = await WebOffice.OpenAsync(null, Settings(postgres));
        await office.AddUserAsync("ada");
        using var ada = await office.SignedInAsync("ada");

        await office.RestartAsync();
        Assert.Equal("/", await ada.WhereAsync("/"));
    }

    [SkippableFact, Trait("Feature", "P20")]
    public async Task With_PostgreSQL_the_keys_are_in_its_table_so_another_node_knows_the_cookie()
    {
        await using var postgres = await NewPostgresAsync(DatabaseKind.Postgres);
        await using var one = await WebOffice.OpenAsync(null, Settings(postgres));
        await one.AddUserAsync("ada");
        using var ada = await one.SignedInAsync("ada");
        await using (var db = one.Crm.Open(Actor.System))
        {
            Assert.Contains("<key", await db.Set<WebKey>().Select(k => k.Xml).SingleAsync(), StringComparison.Ordinal);
        }

        // A node has a folder of its own, and no key in it. Cookies know no ports, so the browser brings its cookie there too.
        await using var two = await WebOffice.StartAsync(null, Settings(postgres));
        using var there = two.Visitor();
        there.Cookies.Add(ada.Cookies.GetAllCookies());
        Assert.Equal("/", await there.WhereAsync("/"));
        Assert.False(Directory.Exists(two.Crm.Options.KeysFolder) && Directory.EnumerateFiles(two.Crm.Options.KeysFolder).Any());
    }

    private static string[] Settings(PostgresDatabase? postgres) => postgres is null ? [] : ["--Data:Postgres", postgres.ConnectionString];

    private static async Task<PostgresDatabase?> NewPostgresAsync(DatabaseKind kind)
    {
        if (kind == DatabaseKind.Sqlite)
        {
            return null;
        }

        Needs.Postgres();
        return await PostgresLab.NewDatabaseAsync();
    }
}
