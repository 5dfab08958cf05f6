using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Commissioner.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class PlansAndReplacementInFull : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "hand_over_note",
                table: "replacements",
                type: "nvarchar(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "outgoing_signed_at",
                table: "replacements",
                type: "datetimeoffset(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "successor_signed_at",
                table: "replacements",
                type: "datetimeoffset(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "poor_result",
                table: "parks",
                type: "nvarchar(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "offered_for_id",
                table: "enterprises",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "explanation_basis",
                table: "cases",
                type: "nvarchar(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "explanation_office_id",
                table: "cases",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "explanation_proposed_by_id",
                table: "cases",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "explanation_supervisor_id",
                table: "cases",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "explanation_why",
                table: "cases",
                type: "nvarchar(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "explanation_words",
                table: "cases",
                type: "nvarchar(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "plan_asked_asked_by_id",
                table: "cases",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "plan_asked_by_id",
                table: "cases",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "plan_asked_department_id",
                table: "cases",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "plan_asked_measures",
                table: "cases",
                type: "nvarchar(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "plan_asked_review_by",
                table: "cases",
                type: "datetimeoffset(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "plan_asked_review_on",
                table: "cases",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "plan_department_id",
                table: "cases",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "plan_measures",
                table: "cases",
                type: "nvarchar(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "plan_review_by",
                table: "cases",
                type: "datetimeoffset(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "plan_review_on",
                table: "cases",
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "declared_ties",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    person_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    enterprise_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    kind = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    declared_by_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    declared_at = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_declared_ties", x => x.id)
                        .Annotation("SqlServer:Clustered", false);
                    table.ForeignKey(
                        name: "FK_declared_ties_enterprises_enterprise_id",
                        column: x => x.enterprise_id,
                        principalTable: "enterprises",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_declared_ties_service_commissioners_person_id",
                        column: x => x.person_id,
                        principalTable: "service_commissioners",
                        principalColumn: "person_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_replacements_enterprise_id_began_at",
                table: "replacements",
                columns: new[] { "enterprise_id", "began_at" });

            migrationBuilder.CreateIndex(
                name: "IX_declared_ties_person_id",
                table: "declared_ties",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ux_declared_ties_one_standing",
                table: "declared_ties",
                columns: new[] { "enterprise_id", "person_id" },
                unique: true,
                filter: "ended_at IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "declared_ties");

            migrationBuilder.DropIndex(
                name: "IX_replacements_enterprise_id_began_at",
                table: "replacements");

            migrationBuilder.DropColumn(
                name: "hand_over_note",
                table: "replacements");

            migrationBuilder.DropColumn(
                name: "outgoing_signed_at",
                table: "replacements");

            migrationBuilder.DropColumn(
                name: "successor_signed_at",
                table: "replacements");

            migrationBuilder.DropColumn(
                name: "poor_result",
                table: "parks");

            migrationBuilder.DropColumn(
                name: "offered_for_id",
                table: "enterprises");

            migrationBuilder.DropColumn(
                name: "explanation_basis",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "explanation_office_id",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "explanation_proposed_by_id",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "explanation_supervisor_id",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "explanation_why",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "explanation_words",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "plan_asked_asked_by_id",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "plan_asked_by_id",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "plan_asked_department_id",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "plan_asked_measures",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "plan_asked_review_by",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "plan_asked_review_on",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "plan_department_id",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "plan_measures",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "plan_review_by",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "plan_review_on",
                table: "cases");
        }
    }
}
