using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Leads;
using CrmLive.Tests.Clients;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Data;

[Trait("Feature", "P12")]
public sealed class KeyFillTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task An_office_from_before_has_the_same_keys_after_its_first_start_and_one_that_has_keys_is_left_alone(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var world = await FindWorld.StartAsync(office);
        foreach (var seed in Enumerable.Range(1, 30))
        {
            await world.EditAsync(new Random(seed));
        }

        await using var db = office.Crm.Open(Actor.System);
        db.AddRange(new Lead { At = TestOffice.Monday, Name = "Zenon Krawczyk", Phone = "600 100 200", Email = "zenon@luk.org" }, new Lead { At = TestOffice.Monday, Name = "Nobody", Status = LeadStatus.Deleted });
        await db.SaveChangesAsync();
        var before = await KeysAsync(db);
        Assert.Contains(before, key => key.Subject == FindSubject.Lead);
        Assert.Contains(before, key => key is { Subject: FindSubject.Client, By: FoundBy.Phone });

        await db.Set<FindKey>().ExecuteDeleteAsync();
        await StartAsync(office);
        Assert.Equal(before, await KeysAsync(db));

        await db.Set<FindKey>().Where(k => k.Subject == FindSubject.Lead).ExecuteDeleteAsync();
        await StartAsync(office);
        Assert.DoesNotContain(await KeysAsync(db), key => key.Subject == FindSubject.Lead);
    }

    private static async Task StartAsync(TestOffice office)
    {
        using var start = new DatabaseStart(office.Crm);
        await start.PrepareAsync(default);
    }

    private static Task<List<FindKey>> KeysAsync(CrmDbContext db) =>
        db.Set<FindKey>().AsNoTracking().OrderBy(k => k.Subject).ThenBy(k => k.SubjectId).ThenBy(k => k.By).ThenBy(k => k.PartId).ThenBy(k => k.Text).ToListAsync();
}
