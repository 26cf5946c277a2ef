using CrmLive.Core.Data;
using CrmLive.Tests.Lab;

namespace CrmLive.Tests.Data;

[Trait("Feature", "P19")]
[Trait("Feature", "P21")]
public sealed class DatabaseHealthTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_database_that_takes_writes_has_nothing_to_complain_of(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        Assert.Null(await new DatabaseHealth(office.Crm).ComplaintAsync(default));
    }

    [SkippableFact]
    public async Task A_PostgreSQL_that_only_reads_complains()
    {
        Needs.Postgres();
        await using var office = await TestOffice.OpenAsync(DatabaseKind.Postgres);
        var readOnly = office.Options with { Postgres = office.Options.Postgres + ";Options=-c default_transaction_read_only=on" };
        await using var crm = new CrmDb(readOnly, office.Bus, office.Office, office.Clock);
        Assert.NotNull(await new DatabaseHealth(crm).ComplaintAsync(default));
    }
}
