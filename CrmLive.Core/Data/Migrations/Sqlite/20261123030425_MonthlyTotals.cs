using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrmLive.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MonthlyTotals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "MonthlyTotals",
                columns: table => new
                {
                    Month = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    UserId = table.Column<int>(type: "INTEGER", nullable: false),
                    InvestmentId = table.Column<int>(type: "INTEGER", nullable: false),
                    Measure = table.Column<int>(type: "INTEGER", nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    Seconds = table.Column<long>(type: "INTEGER", nullable: false),
                    AmountMinor = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MonthlyTotals", x => new { x.Month, x.UserId, x.InvestmentId, x.Measure });
                });

            migrationBuilder.CreateIndex(
                name: "IX_AdvisorSpells_Again",
                table: "AdvisorSpells",
                columns: new[] { "UserId", "ClientId", "ContactAt", "Since", "Until", "IsKey" },
                filter: "\"Again\"");

            migrationBuilder.CreateIndex(
                name: "IX_AdvisorSpells_Key",
                table: "AdvisorSpells",
                columns: new[] { "UserId", "ClientId", "ContactAt", "Since", "Until" },
                filter: "\"IsKey\"");

            migrationBuilder.CreateIndex(
                name: "IX_MonthlyTotals_Contacts",
                table: "MonthlyTotals",
                columns: new[] { "UserId", "Measure", "Month", "Count" },
                filter: "\"Measure\" >= 90");

            migrationBuilder.CreateIndex(
                name: "IX_MonthlyTotals_Measure_Month_UserId",
                table: "MonthlyTotals",
                columns: new[] { "Measure", "Month", "UserId" });

            // The months of what is counted already.
            migrationBuilder.Sql("""
                INSERT INTO "MonthlyTotals" ("Month", "UserId", "InvestmentId", "Measure", "Count", "Seconds", "AmountMinor")
                SELECT substr("Day", 1, 7) || '-01', "UserId", "InvestmentId", "Measure", sum("Count"), sum("Seconds"), sum("AmountMinor")
                FROM "DailyTotals" GROUP BY 1, 2, 3, 4;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "MonthlyTotals");

            migrationBuilder.DropIndex(
                name: "IX_AdvisorSpells_Again",
                table: "AdvisorSpells");

            migrationBuilder.DropIndex(
                name: "IX_AdvisorSpells_Key",
                table: "AdvisorSpells");
        }
    }
}
