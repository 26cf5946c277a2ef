using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrmLive.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Kpi : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Calls_ClientId",
                table: "Calls");

            migrationBuilder.DropColumn(
                name: "KpiMinCallSeconds",
                table: "OfficeSettings");

            migrationBuilder.AddColumn<DateOnly>(
                name: "EmployedFrom",
                table: "Users",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "EmployedUntil",
                table: "Users",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "Plans",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "LongEnough",
                table: "Calls",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "CallId",
                table: "Activities",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AdvisorSpells",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ClientId = table.Column<int>(type: "INTEGER", nullable: false),
                    UserId = table.Column<int>(type: "INTEGER", nullable: false),
                    Since = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Until = table.Column<DateTime>(type: "TEXT", nullable: true),
                    IsKey = table.Column<bool>(type: "INTEGER", nullable: false),
                    ContactAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Again = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AdvisorSpells", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AdvisorSpells_Clients_ClientId",
                        column: x => x.ClientId,
                        principalTable: "Clients",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_AdvisorSpells_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "RolePlans",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RoleId = table.Column<int>(type: "INTEGER", nullable: false),
                    FromWeek = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Meetings = table.Column<int>(type: "INTEGER", nullable: false),
                    Calls = table.Column<int>(type: "INTEGER", nullable: false),
                    Emails = table.Column<int>(type: "INTEGER", nullable: false),
                    Total = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RolePlans", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RolePlans_Roles_RoleId",
                        column: x => x.RoleId,
                        principalTable: "Roles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "TalkRules",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Seconds = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TalkRules", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Plans_Week",
                table: "Plans",
                column: "Week");

            migrationBuilder.CreateIndex(
                name: "IX_DailyTotals_Contacts",
                table: "DailyTotals",
                columns: new[] { "UserId", "Measure", "Day", "Count" },
                filter: "\"Measure\" >= 90");

            migrationBuilder.CreateIndex(
                name: "IX_Calls_ClientContacts",
                table: "Calls",
                columns: new[] { "ClientId", "UserId", "StartedAt" },
                filter: "\"LongEnough\"");

            migrationBuilder.CreateIndex(
                name: "IX_Calls_Contacts",
                table: "Calls",
                columns: new[] { "UserId", "StartedAt", "ClientId" },
                filter: "\"LongEnough\"");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_CallId",
                table: "Activities",
                column: "CallId",
                filter: "\"CallId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_ClientContacts",
                table: "Activities",
                columns: new[] { "ClientId", "AssignedToId", "DoneAt", "Status", "Type", "CallId" },
                filter: "\"DoneAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_Contacts",
                table: "Activities",
                columns: new[] { "AssignedToId", "DoneAt", "Status", "Type", "ClientId", "CallId" },
                filter: "\"DoneAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AdvisorSpells_ClientId",
                table: "AdvisorSpells",
                column: "ClientId");

            migrationBuilder.CreateIndex(
                name: "IX_AdvisorSpells_Rings",
                table: "AdvisorSpells",
                columns: new[] { "UserId", "Until", "ContactAt", "IsKey", "Since", "Again", "ClientId" });

            migrationBuilder.CreateIndex(
                name: "IX_RolePlans_RoleId_FromWeek",
                table: "RolePlans",
                columns: new[] { "RoleId", "FromWeek" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TalkRules_ValidFrom",
                table: "TalkRules",
                column: "ValidFrom",
                unique: true);

            migrationBuilder.Sql(KpiBackfill.Sql);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AdvisorSpells");

            migrationBuilder.DropTable(
                name: "RolePlans");

            migrationBuilder.DropTable(
                name: "TalkRules");

            migrationBuilder.DropIndex(
                name: "IX_Plans_Week",
                table: "Plans");

            migrationBuilder.DropIndex(
                name: "IX_DailyTotals_Contacts",
                table: "DailyTotals");

            migrationBuilder.DropIndex(
                name: "IX_Calls_ClientContacts",
                table: "Calls");

            migrationBuilder.DropIndex(
                name: "IX_Calls_Contacts",
                table: "Calls");

            migrationBuilder.DropIndex(
                name: "IX_Activities_CallId",
                table: "Activities");

            migrationBuilder.DropIndex(
                name: "IX_Activities_ClientContacts",
                table: "Activities");

            migrationBuilder.DropIndex(
                name: "IX_Activities_Contacts",
                table: "Activities");

            migrationBuilder.DropColumn(
                name: "EmployedFrom",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "EmployedUntil",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "Plans");

            migrationBuilder.DropColumn(
                name: "LongEnough",
                table: "Calls");

            migrationBuilder.DropColumn(
                name: "CallId",
                table: "Activities");

            migrationBuilder.AddColumn<int>(
                name: "KpiMinCallSeconds",
                table: "OfficeSettings",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "IX_Calls_ClientId",
                table: "Calls",
                column: "ClientId");
        }
    }
}
