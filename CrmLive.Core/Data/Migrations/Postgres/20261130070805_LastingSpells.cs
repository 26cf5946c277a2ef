using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrmLive.Core.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class LastingSpells : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_AdvisorSpells_Key",
                table: "AdvisorSpells");

            migrationBuilder.CreateIndex(
                name: "IX_AdvisorSpells_Ended",
                table: "AdvisorSpells",
                columns: new[] { "Until", "UserId", "Since", "ContactAt", "ClientId" },
                filter: "NOT \"Again\"");

            migrationBuilder.CreateIndex(
                name: "IX_AdvisorSpells_Key",
                table: "AdvisorSpells",
                columns: new[] { "UserId", "ClientId", "ContactAt", "Since", "Until", "Again" },
                filter: "\"IsKey\"");

            migrationBuilder.CreateIndex(
                name: "IX_AdvisorSpells_Lasting",
                table: "AdvisorSpells",
                columns: new[] { "UserId", "ContactAt", "Since", "ClientId" },
                filter: "\"Until\" IS NULL AND NOT \"Again\"");

            migrationBuilder.CreateIndex(
                name: "IX_AdvisorSpells_LastingSince",
                table: "AdvisorSpells",
                columns: new[] { "UserId", "Since", "ContactAt" },
                filter: "\"Until\" IS NULL AND NOT \"Again\"");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_AdvisorSpells_Ended",
                table: "AdvisorSpells");

            migrationBuilder.DropIndex(
                name: "IX_AdvisorSpells_Key",
                table: "AdvisorSpells");

            migrationBuilder.DropIndex(
                name: "IX_AdvisorSpells_Lasting",
                table: "AdvisorSpells");

            migrationBuilder.DropIndex(
                name: "IX_AdvisorSpells_LastingSince",
                table: "AdvisorSpells");

            migrationBuilder.CreateIndex(
                name: "IX_AdvisorSpells_Key",
                table: "AdvisorSpells",
                columns: new[] { "UserId", "ClientId", "ContactAt", "Since", "Until" },
                filter: "\"IsKey\"");
        }
    }
}
