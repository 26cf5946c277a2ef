using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrmLive.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class People : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "PersonId",
                table: "ClientPhones",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "PersonId",
                table: "ClientEmails",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ClientPeople",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ClientId = table.Column<int>(type: "INTEGER", nullable: false),
                    FirstName = table.Column<string>(type: "TEXT", nullable: true),
                    LastName = table.Column<string>(type: "TEXT", nullable: true),
                    Role = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClientPeople", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ClientPeople_Clients_ClientId",
                        column: x => x.ClientId,
                        principalTable: "Clients",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ClientPhones_PersonId",
                table: "ClientPhones",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_ClientEmails_PersonId",
                table: "ClientEmails",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Calls_ClientId_AnsweredAt",
                table: "Calls",
                columns: new[] { "ClientId", "AnsweredAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ClientPeople_ClientId",
                table: "ClientPeople",
                column: "ClientId");

            migrationBuilder.AddForeignKey(
                name: "FK_ClientEmails_ClientPeople_PersonId",
                table: "ClientEmails",
                column: "PersonId",
                principalTable: "ClientPeople",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_ClientPhones_ClientPeople_PersonId",
                table: "ClientPhones",
                column: "PersonId",
                principalTable: "ClientPeople",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_ClientEmails_ClientPeople_PersonId",
                table: "ClientEmails");

            migrationBuilder.DropForeignKey(
                name: "FK_ClientPhones_ClientPeople_PersonId",
                table: "ClientPhones");

            migrationBuilder.DropTable(
                name: "ClientPeople");

            migrationBuilder.DropIndex(
                name: "IX_ClientPhones_PersonId",
                table: "ClientPhones");

            migrationBuilder.DropIndex(
                name: "IX_ClientEmails_PersonId",
                table: "ClientEmails");

            migrationBuilder.DropIndex(
                name: "IX_Calls_ClientId_AnsweredAt",
                table: "Calls");

            migrationBuilder.DropColumn(
                name: "PersonId",
                table: "ClientPhones");

            migrationBuilder.DropColumn(
                name: "PersonId",
                table: "ClientEmails");
        }
    }
}
