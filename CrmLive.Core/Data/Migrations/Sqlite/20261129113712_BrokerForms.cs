using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrmLive.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class BrokerForms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "ForgottenAt",
                table: "Submissions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "NoticeById",
                table: "Submissions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "BranchId",
                table: "BrokerForms",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Languages",
                table: "BrokerForms",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<int>(
                name: "Needs",
                table: "BrokerForms",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "BrokerForms",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "BrokerFormTokens",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    BrokerFormId = table.Column<int>(type: "INTEGER", nullable: false),
                    ApiTokenId = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BrokerFormTokens", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BrokerFormTokens_ApiTokens_ApiTokenId",
                        column: x => x.ApiTokenId,
                        principalTable: "ApiTokens",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_BrokerFormTokens_BrokerForms_BrokerFormId",
                        column: x => x.BrokerFormId,
                        principalTable: "BrokerForms",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "BrokerFormWords",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    BrokerFormId = table.Column<int>(type: "INTEGER", nullable: false),
                    Language = table.Column<string>(type: "TEXT", nullable: false),
                    Intro = table.Column<string>(type: "TEXT", nullable: true),
                    Privacy = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BrokerFormWords", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BrokerFormWords_BrokerForms_BrokerFormId",
                        column: x => x.BrokerFormId,
                        principalTable: "BrokerForms",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Submissions_NoticeById",
                table: "Submissions",
                column: "NoticeById");

            migrationBuilder.CreateIndex(
                name: "IX_BrokerForms_BranchId",
                table: "BrokerForms",
                column: "BranchId");

            migrationBuilder.CreateIndex(
                name: "IX_BrokerFormTokens_ApiTokenId",
                table: "BrokerFormTokens",
                column: "ApiTokenId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_BrokerFormTokens_BrokerFormId",
                table: "BrokerFormTokens",
                column: "BrokerFormId");

            migrationBuilder.CreateIndex(
                name: "IX_BrokerFormWords_BrokerFormId_Language",
                table: "BrokerFormWords",
                columns: new[] { "BrokerFormId", "Language" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_BrokerForms_Branches_BranchId",
                table: "BrokerForms",
                column: "BranchId",
                principalTable: "Branches",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Submissions_Users_NoticeById",
                table: "Submissions",
                column: "NoticeById",
                principalTable: "Users",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_BrokerForms_Branches_BranchId",
                table: "BrokerForms");

            migrationBuilder.DropForeignKey(
                name: "FK_Submissions_Users_NoticeById",
                table: "Submissions");

            migrationBuilder.DropTable(
                name: "BrokerFormTokens");

            migrationBuilder.DropTable(
                name: "BrokerFormWords");

            migrationBuilder.DropIndex(
                name: "IX_Submissions_NoticeById",
                table: "Submissions");

            migrationBuilder.DropIndex(
                name: "IX_BrokerForms_BranchId",
                table: "BrokerForms");

            migrationBuilder.DropColumn(
                name: "ForgottenAt",
                table: "Submissions");

            migrationBuilder.DropColumn(
                name: "NoticeById",
                table: "Submissions");

            migrationBuilder.DropColumn(
                name: "BranchId",
                table: "BrokerForms");

            migrationBuilder.DropColumn(
                name: "Languages",
                table: "BrokerForms");

            migrationBuilder.DropColumn(
                name: "Needs",
                table: "BrokerForms");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "BrokerForms");
        }
    }
}
