using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrmLive.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ContactsIncoming : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Activities_ClientContacts",
                table: "Activities");

            migrationBuilder.DropIndex(
                name: "IX_Activities_Contacts",
                table: "Activities");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_ClientContacts",
                table: "Activities",
                columns: new[] { "ClientId", "AssignedToId", "DoneAt", "Status", "Type", "CallId", "Incoming" },
                filter: "\"DoneAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_Contacts",
                table: "Activities",
                columns: new[] { "AssignedToId", "DoneAt", "Status", "Type", "ClientId", "CallId", "Incoming" },
                filter: "\"DoneAt\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Activities_ClientContacts",
                table: "Activities");

            migrationBuilder.DropIndex(
                name: "IX_Activities_Contacts",
                table: "Activities");

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
        }
    }
}
