using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Commissioner.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class WhistlesAreRuledOn : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_legs_one_open_per_department",
                table: "legs");

            migrationBuilder.AddColumn<string>(
                name: "catalogue_item_code",
                table: "whistles",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "open_conference_id",
                table: "whistles",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "problem_at",
                table: "whistles",
                type: "datetimeoffset(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "was_conferred",
                table: "whistles",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "arrival_arrived_at",
                table: "legs",
                type: "datetimeoffset(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "arrival_confirmed_by_id",
                table: "legs",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "arrival_place",
                table: "legs",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "conference_id",
                table: "legs",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "decided_due_at",
                table: "legs",
                type: "datetimeoffset(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "decision",
                table: "legs",
                type: "nvarchar(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "head_consent_at",
                table: "legs",
                type: "datetimeoffset(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "head_consent_by_id",
                table: "legs",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "head_consent_stated",
                table: "legs",
                type: "bit",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "instead_of_id",
                table: "legs",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "interim_at",
                table: "legs",
                type: "datetimeoffset(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "interim_next_at",
                table: "legs",
                type: "datetimeoffset(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "interim_standing",
                table: "legs",
                type: "nvarchar(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "interim_why",
                table: "legs",
                type: "nvarchar(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "objection_at",
                table: "legs",
                type: "datetimeoffset(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "objection_by_id",
                table: "legs",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "objection_competent_department_id",
                table: "legs",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "objection_duty_basis",
                table: "legs",
                type: "nvarchar(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "objection_reason",
                table: "legs",
                type: "nvarchar(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "of_leg_at",
                table: "legs",
                type: "datetimeoffset(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "of_leg_by_id",
                table: "legs",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "of_leg_mark",
                table: "legs",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "of_leg_remark",
                table: "legs",
                type: "nvarchar(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "of_whistle_at",
                table: "legs",
                type: "datetimeoffset(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "of_whistle_by_id",
                table: "legs",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "of_whistle_mark",
                table: "legs",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "of_whistle_remark",
                table: "legs",
                type: "nvarchar(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ruling_at",
                table: "legs",
                type: "datetimeoffset(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ruling_by_id",
                table: "legs",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ruling_decision",
                table: "legs",
                type: "nvarchar(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ruling_reason",
                table: "legs",
                type: "nvarchar(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "waits_for_head",
                table: "legs",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "dated",
                table: "clocks",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "conferences",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    whistle_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    agenda = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    place = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    meet_at = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    people = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    convened_by_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    convened_at = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    minutes = table.Column<string>(type: "nvarchar(max)", maxLength: 5000, nullable: true),
                    minuted_at = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_conferences", x => x.id)
                        .Annotation("SqlServer:Clustered", false);
                    table.ForeignKey(
                        name: "FK_conferences_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_conferences_whistles_whistle_id",
                        column: x => x.whistle_id,
                        principalTable: "whistles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_legs_conference_id",
                table: "legs",
                column: "conference_id");

            migrationBuilder.CreateIndex(
                name: "ux_legs_one_open_per_department",
                table: "legs",
                columns: new[] { "case_id", "department_id" },
                unique: true,
                filter: "status NOT IN ('Done', 'Cancelled', 'Reassigned')");

            migrationBuilder.CreateIndex(
                name: "IX_conferences_case_id",
                table: "conferences",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "IX_conferences_whistle_id",
                table: "conferences",
                column: "whistle_id");

            migrationBuilder.AddForeignKey(
                name: "FK_legs_conferences_conference_id",
                table: "legs",
                column: "conference_id",
                principalTable: "conferences",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_legs_conferences_conference_id",
                table: "legs");

            migrationBuilder.DropTable(
                name: "conferences");

            migrationBuilder.DropIndex(
                name: "IX_legs_conference_id",
                table: "legs");

            migrationBuilder.DropIndex(
                name: "ux_legs_one_open_per_department",
                table: "legs");

            migrationBuilder.DropColumn(
                name: "catalogue_item_code",
                table: "whistles");

            migrationBuilder.DropColumn(
                name: "open_conference_id",
                table: "whistles");

            migrationBuilder.DropColumn(
                name: "problem_at",
                table: "whistles");

            migrationBuilder.DropColumn(
                name: "was_conferred",
                table: "whistles");

            migrationBuilder.DropColumn(
                name: "arrival_arrived_at",
                table: "legs");

            migrationBuilder.DropColumn(
                name: "arrival_confirmed_by_id",
                table: "legs");

            migrationBuilder.DropColumn(
                name: "arrival_place",
                table: "legs");

            migrationBuilder.DropColumn(
                name: "conference_id",
                table: "legs");

            migrationBuilder.DropColumn(
                name: "decided_due_at",
                table: "legs");

            migrationBuilder.DropColumn(
                name: "decision",
                table: "legs");

            migrationBuilder.DropColumn(
                name: "head_consent_at",
                table: "legs");

            migrationBuilder.DropColumn(
                name: "head_consent_by_id",
                table: "legs");

            migrationBuilder.DropColumn(
                name: "head_consent_stated",
                table: "legs");

            migrationBuilder.DropColumn(
                name: "instead_of_id",
                table: "legs");

            migrationBuilder.DropColumn(
                name: "interim_at",
                table: "legs");

            migrationBuilder.DropColumn(
                name: "interim_next_at",
                table: "legs");

            migrationBuilder.DropColumn(
                name: "interim_standing",
                table: "legs");

            migrationBuilder.DropColumn(
                name: "interim_why",
                table: "legs");

            migrationBuilder.DropColumn(
                name: "objection_at",
                table: "legs");

            migrationBuilder.DropColumn(
                name: "objection_by_id",
                table: "legs");

            migrationBuilder.DropColumn(
                name: "objection_competent_department_id",
                table: "legs");

            migrationBuilder.DropColumn(
                name: "objection_duty_basis",
                table: "legs");

            migrationBuilder.DropColumn(
                name: "objection_reason",
                table: "legs");

            migrationBuilder.DropColumn(
                name: "of_leg_at",
                table: "legs");

            migrationBuilder.DropColumn(
                name: "of_leg_by_id",
                table: "legs");

            migrationBuilder.DropColumn(
                name: "of_leg_mark",
                table: "legs");

            migrationBuilder.DropColumn(
                name: "of_leg_remark",
                table: "legs");

            migrationBuilder.DropColumn(
                name: "of_whistle_at",
                table: "legs");

            migrationBuilder.DropColumn(
                name: "of_whistle_by_id",
                table: "legs");

            migrationBuilder.DropColumn(
                name: "of_whistle_mark",
                table: "legs");

            migrationBuilder.DropColumn(
                name: "of_whistle_remark",
                table: "legs");

            migrationBuilder.DropColumn(
                name: "ruling_at",
                table: "legs");

            migrationBuilder.DropColumn(
                name: "ruling_by_id",
                table: "legs");

            migrationBuilder.DropColumn(
                name: "ruling_decision",
                table: "legs");

            migrationBuilder.DropColumn(
                name: "ruling_reason",
                table: "legs");

            migrationBuilder.DropColumn(
                name: "waits_for_head",
                table: "legs");

            migrationBuilder.DropColumn(
                name: "dated",
                table: "clocks");

            migrationBuilder.CreateIndex(
                name: "ux_legs_one_open_per_department",
                table: "legs",
                columns: new[] { "case_id", "department_id" },
                unique: true,
                filter: "status NOT IN ('Done', 'Cancelled')");
        }
    }
}
