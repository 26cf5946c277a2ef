using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrmLive.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Submissions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Submissions_Email",
                table: "Submissions");

            migrationBuilder.AlterColumn<string>(
                name: "Pesel",
                table: "Submissions",
                type: "TEXT",
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(byte[]),
                oldType: "BLOB",
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "IdCard",
                table: "Submissions",
                type: "TEXT",
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(byte[]),
                oldType: "BLOB",
                oldNullable: true);

            migrationBuilder.AddColumn<string>(
                name: "BrokerKeyword",
                table: "Submissions",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "EmailFolded",
                table: "Submissions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ErasedAt",
                table: "Submissions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Language",
                table: "Submissions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "NoticeAt",
                table: "Submissions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "OnceKey",
                table: "Submissions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "EraseNumbersAfterDays",
                table: "OfficeSettings",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "MatchKeys",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Secret = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MatchKeys", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Submissions_EmailFolded",
                table: "Submissions",
                column: "EmailFolded");

            migrationBuilder.CreateIndex(
                name: "IX_Submissions_OnceKey",
                table: "Submissions",
                column: "OnceKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Submissions_StatusChangedAt",
                table: "Submissions",
                column: "StatusChangedAt",
                filter: "\"Status\" = 2 AND (\"PeselHash\" IS NOT NULL OR \"IdCardHash\" IS NOT NULL)");

            migrationBuilder.CreateIndex(
                name: "IX_SubmissionMessages_OutboxMailId",
                table: "SubmissionMessages",
                column: "OutboxMailId");

            migrationBuilder.CreateIndex(
                name: "IX_SubmissionMessages_Unread",
                table: "SubmissionMessages",
                column: "SubmissionId",
                filter: "\"FromBroker\" AND \"ReadAt\" IS NULL");

            migrationBuilder.AddForeignKey(
                name: "FK_SubmissionMessages_OutboxMails_OutboxMailId",
                table: "SubmissionMessages",
                column: "OutboxMailId",
                principalTable: "OutboxMails",
                principalColumn: "Id",
                onDelete: ReferentialAction.SetNull);

            // Those that came before: in letters without accents this is what the program itself would write.
            migrationBuilder.Sql("""UPDATE "Submissions" SET "EmailFolded" = lower(trim("Email")), "BrokerKeyword" = lower("BrokerName")""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_SubmissionMessages_OutboxMails_OutboxMailId",
                table: "SubmissionMessages");

            migrationBuilder.DropTable(
                name: "MatchKeys");

            migrationBuilder.DropIndex(
                name: "IX_Submissions_EmailFolded",
                table: "Submissions");

            migrationBuilder.DropIndex(
                name: "IX_Submissions_OnceKey",
                table: "Submissions");

            migrationBuilder.DropIndex(
                name: "IX_Submissions_StatusChangedAt",
                table: "Submissions");

            migrationBuilder.DropIndex(
                name: "IX_SubmissionMessages_OutboxMailId",
                table: "SubmissionMessages");

            migrationBuilder.DropIndex(
                name: "IX_SubmissionMessages_Unread",
                table: "SubmissionMessages");

            migrationBuilder.DropColumn(
                name: "BrokerKeyword",
                table: "Submissions");

            migrationBuilder.DropColumn(
                name: "EmailFolded",
                table: "Submissions");

            migrationBuilder.DropColumn(
                name: "ErasedAt",
                table: "Submissions");

            migrationBuilder.DropColumn(
                name: "Language",
                table: "Submissions");

            migrationBuilder.DropColumn(
                name: "NoticeAt",
                table: "Submissions");

            migrationBuilder.DropColumn(
                name: "OnceKey",
                table: "Submissions");

            migrationBuilder.DropColumn(
                name: "EraseNumbersAfterDays",
                table: "OfficeSettings");

            migrationBuilder.AlterColumn<byte[]>(
                name: "Pesel",
                table: "Submissions",
                type: "BLOB",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "TEXT");

            migrationBuilder.AlterColumn<byte[]>(
                name: "IdCard",
                table: "Submissions",
                type: "BLOB",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "TEXT");

            migrationBuilder.CreateIndex(
                name: "IX_Submissions_Email",
                table: "Submissions",
                column: "Email");
        }
    }
}
