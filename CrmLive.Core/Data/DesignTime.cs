using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CrmLive.Core.Data;

/// <summary>For <c>dotnet ef migrations add X --context SqliteCrmDbContext --output-dir Data/Migrations/Sqlite</c>, and likewise Postgres.</summary>
internal sealed class DesignTime : IDesignTimeDbContextFactory<SqliteCrmDbContext>, IDesignTimeDbContextFactory<PostgresCrmDbContext>
{
    SqliteCrmDbContext IDesignTimeDbContextFactory<SqliteCrmDbContext>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteCrmDbContext>().UseSqlite("Data Source=design.db").Options);

    PostgresCrmDbContext IDesignTimeDbContextFactory<PostgresCrmDbContext>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresCrmDbContext>().UseNpgsql("Host=localhost;Database=design").Options);
}
