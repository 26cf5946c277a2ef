using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Agreements;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Users;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Users;

public sealed class NewPermissionsTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P4")]
    public async Task What_a_newer_version_allows_reaches_the_built_in_roles_of_an_old_office_once_and_is_journaled(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        await office.AddUserAsync("Adam", "Król", role: "administrator");
        await MakeOldAsync(office);
        var renamed = await RoleAsync(office, "advisor");
        await SaveAsync(office, renamed with { Name = "Salesman" });

        var given = await new NewPermissions(office.Crm, TestOffice.Catalog).GiveAsync(default);

        Assert.Equal(AgreementPermissions.Group.Permissions.Select(p => p.Key).Order(), given.Order());
        foreach (var (key, of) in new[] { ("administrator", BuiltInRoles.Administrator), ("manager", BuiltInRoles.Manager), ("advisor", BuiltInRoles.Advisor), ("receptionist", BuiltInRoles.Receptionist) })
        {
            Assert.Equal(TestOffice.Catalog.Of(of), (await RoleAsync(office, key)).Permissions);
        }

        await using var db = office.Crm.Open(Actor.System);
        var told = await db.Set<JournalEntry>().Where(e => e.Event == "role.changed").OrderBy(e => e.Seq).LastAsync();
        Assert.Contains(AgreementPermissions.Reserve, told.Changes, StringComparison.Ordinal);
        Assert.Empty(await new NewPermissions(office.Crm, TestOffice.Catalog).GiveAsync(default));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P4")]
    public async Task What_an_administrator_took_from_every_role_or_gave_by_hand_stays_as_they_decided(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        await office.AddUserAsync("Adam", "Król", role: "administrator");
        foreach (var key in (string[])["administrator", "manager", "advisor", "receptionist", "data-protection-officer"])
        {
            var role = await RoleAsync(office, key);
            await SaveAsync(office, role with { Permissions = [.. role.Permissions.Except([ClientPermissions.Import])] });
        }

        var receptionist = await RoleAsync(office, "receptionist");
        await SaveAsync(office, receptionist with { Permissions = [.. receptionist.Permissions.Except([ActivityPermissions.Edit])] });

        Assert.Empty(await new NewPermissions(office.Crm, TestOffice.Catalog).GiveAsync(default));
        Assert.DoesNotContain(ClientPermissions.Import, (await RoleAsync(office, "administrator")).Permissions);
        Assert.DoesNotContain(ActivityPermissions.Edit, (await RoleAsync(office, "receptionist")).Permissions);
    }

    /// <summary>As it was before there were agreements: neither its roles nor its journal know a word of them.</summary>
    private static async Task MakeOldAsync(TestOffice office)
    {
        await using var db = office.Crm.Open(Actor.System);
        foreach (var role in await db.Set<Role>().ToListAsync())
        {
            role.Permissions = [.. role.Permissions.Except(AgreementPermissions.Group.Permissions.Select(p => p.Key))];
        }

        await db.SaveChangesAsync();
        await db.Database.ExecuteSqlRawAsync("""DELETE FROM "Journal" """);
    }

    private static async Task<RoleEdit> RoleAsync(TestOffice office, string key) =>
        (await new RoleCommands(office.Crm, TestOffice.Catalog).AllAsync(People.Of(BuiltInRoles.Administrator), default)).Single(role => role.Key == key);

    private static async Task SaveAsync(TestOffice office, RoleEdit edit) =>
        Assert.True((await new RoleCommands(office.Crm, TestOffice.Catalog).SaveAsync(People.Of(BuiltInRoles.Administrator), edit, default)).Ok);
}
