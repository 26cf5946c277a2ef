using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace CrmLive.Core.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Similarity : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "EmailFolded",
                table: "Leads",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ClientNumbers",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ClientId = table.Column<int>(type: "integer", nullable: false),
                    Field = table.Column<int>(type: "integer", nullable: false),
                    Number = table.Column<string>(type: "text", nullable: false),
                    Hash = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClientNumbers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ClientNumbers_Clients_ClientId",
                        column: x => x.ClientId,
                        principalTable: "Clients",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            // As FindText.Address folds; SQLite's lower() knows ASCII only, which addresses are but for very few.
            migrationBuilder.Sql("""UPDATE "Leads" SET "EmailFolded" = lower(trim("Email")) WHERE "Email" IS NOT NULL""");

            migrationBuilder.CreateIndex(
                name: "IX_Leads_EmailFolded",
                table: "Leads",
                column: "EmailFolded");

            migrationBuilder.CreateIndex(
                name: "IX_ClientNumbers_ClientId",
                table: "ClientNumbers",
                column: "ClientId");

            migrationBuilder.CreateIndex(
                name: "IX_ClientNumbers_Hash",
                table: "ClientNumbers",
                column: "Hash");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ClientNumbers");

            migrationBuilder.DropIndex(
                name: "IX_Leads_EmailFolded",
                table: "Leads");

            migrationBuilder.DropColumn(
                name: "EmailFolded",
                table: "Leads");
        }
    }
}
