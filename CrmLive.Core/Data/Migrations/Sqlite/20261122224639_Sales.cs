using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrmLive.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Sales : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Agreements_ExpiresAt",
                table: "Agreements");

            migrationBuilder.AddColumn<decimal>(
                name: "LowestPrice",
                table: "Units",
                type: "TEXT",
                precision: 18,
                scale: 2,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "Units",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Address",
                table: "Offers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MailKey",
                table: "Offers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Note",
                table: "Offers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Way",
                table: "Offers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "EndNote",
                table: "Agreements",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "EndReasonId",
                table: "Agreements",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "EndedAt",
                table: "Agreements",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "HeldSince",
                table: "Agreements",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Note",
                table: "Agreements",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Number",
                table: "Agreements",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Agreements_EndReasonId",
                table: "Agreements",
                column: "EndReasonId");

            migrationBuilder.CreateIndex(
                name: "IX_Agreements_ExpiresAt",
                table: "Agreements",
                column: "ExpiresAt",
                filter: " \"Kind\" = 0 AND \"Status\" = 0");

            migrationBuilder.AddForeignKey(
                name: "FK_Agreements_Dictionary_EndReasonId",
                table: "Agreements",
                column: "EndReasonId",
                principalTable: "Dictionary",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Agreements_Dictionary_EndReasonId",
                table: "Agreements");

            migrationBuilder.DropIndex(
                name: "IX_Agreements_EndReasonId",
                table: "Agreements");

            migrationBuilder.DropIndex(
                name: "IX_Agreements_ExpiresAt",
                table: "Agreements");

            migrationBuilder.DropColumn(
                name: "LowestPrice",
                table: "Units");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "Units");

            migrationBuilder.DropColumn(
                name: "Address",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "MailKey",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "Note",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "Way",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "EndNote",
                table: "Agreements");

            migrationBuilder.DropColumn(
                name: "EndReasonId",
                table: "Agreements");

            migrationBuilder.DropColumn(
                name: "EndedAt",
                table: "Agreements");

            migrationBuilder.DropColumn(
                name: "HeldSince",
                table: "Agreements");

            migrationBuilder.DropColumn(
                name: "Note",
                table: "Agreements");

            migrationBuilder.DropColumn(
                name: "Number",
                table: "Agreements");

            migrationBuilder.CreateIndex(
                name: "IX_Agreements_ExpiresAt",
                table: "Agreements",
                column: "ExpiresAt");
        }
    }
}
