using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrmLive.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class WholeKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Each key of a name says all its other words now, and leads, submissions and units are found so too: the start writes them anew.
            // The key is the whole row: without a number of its own it lies in two trees instead of three. EF has no word for that.
            migrationBuilder.Sql("""
                DROP TABLE "FindKeys";
                CREATE TABLE "FindKeys" (
                    "Subject" INTEGER NOT NULL,
                    "SubjectId" INTEGER NOT NULL,
                    "By" INTEGER NOT NULL,
                    "PartId" INTEGER NOT NULL,
                    "Text" TEXT NOT NULL,
                    CONSTRAINT "PK_FindKeys" PRIMARY KEY ("Subject", "SubjectId", "Text", "By", "PartId")
                ) WITHOUT ROWID;
                CREATE INDEX "IX_FindKeys_Subject_By_Text_SubjectId" ON "FindKeys" ("Subject", "By", "Text", "SubjectId");
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
        }
    }
}
