using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrmLive.Core.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class WholeKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Each key of a name says all its other words now, and leads, submissions and units are found so too: the start writes them anew.
            // More buckets than the usual hundred, or a thousand people called alike are taken for one.
            migrationBuilder.Sql("""
                TRUNCATE "FindKeys";
                ALTER TABLE "FindKeys" ALTER COLUMN "Text" SET STATISTICS 1000;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
        }
    }
}
