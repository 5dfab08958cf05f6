using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Commissioner.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Appraisals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "appraisal_facts",
                columns: table => new
                {
                    owner_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    kind = table.Column<short>(type: "smallint", maxLength: 32, nullable: false),
                    subject_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    cycle = table.Column<int>(type: "int", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    person_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    department_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    park_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    sub_park_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    enterprise_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    category = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    why = table.Column<short>(type: "smallint", maxLength: 32, nullable: false),
                    value = table.Column<long>(type: "bigint", nullable: false),
                    settled_at = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    policy_version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_appraisal_facts", x => new { x.owner_id, x.kind, x.subject_id, x.cycle });
                });

            migrationBuilder.CreateTable(
                name: "appraisal_progress",
                columns: table => new
                {
                    id = table.Column<int>(type: "int", nullable: false),
                    last_entry_id = table.Column<long>(type: "bigint", nullable: false),
                    read_at = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    step = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_appraisal_progress", x => x.id)
                        .Annotation("SqlServer:Clustered", false);
                });

            migrationBuilder.CreateTable(
                name: "appraisal_sums",
                columns: table => new
                {
                    kind = table.Column<short>(type: "smallint", maxLength: 32, nullable: false),
                    unit_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    part = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    measure = table.Column<short>(type: "smallint", maxLength: 32, nullable: false),
                    why = table.Column<short>(type: "smallint", maxLength: 32, nullable: false),
                    halves = table.Column<long>(type: "bigint", nullable: false),
                    n = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_appraisal_sums", x => new { x.kind, x.unit_id, x.day, x.measure, x.why, x.part });
                });

            migrationBuilder.CreateTable(
                name: "exclusions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    kind = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    unit = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    unit_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ground = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    status = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    proposed_by_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    proposed_at = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    checked_by_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    decided_by_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    contest_until = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    contest = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    contested_by_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_exclusions", x => x.id)
                        .Annotation("SqlServer:Clustered", false);
                    table.CheckConstraint("ck_exclusions_three_people", "proposed_by_id <> checked_by_id AND (status <> 'Approved' OR (decided_by_id <> checked_by_id AND decided_by_id <> proposed_by_id))");
                    table.ForeignKey(
                        name: "FK_exclusions_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_appraisal_facts_day_owner_id",
                table: "appraisal_facts",
                columns: new[] { "day", "owner_id" });

            migrationBuilder.CreateIndex(
                name: "ix_appraisal_facts_department",
                table: "appraisal_facts",
                columns: new[] { "department_id", "day" },
                filter: "department_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_appraisal_facts_person",
                table: "appraisal_facts",
                columns: new[] { "person_id", "day" },
                filter: "person_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_exclusions_proposed_at",
                table: "exclusions",
                column: "proposed_at");

            migrationBuilder.CreateIndex(
                name: "ux_exclusions_once",
                table: "exclusions",
                columns: new[] { "case_id", "kind", "unit_id" },
                unique: true,
                filter: "status <> 'Refused'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "appraisal_facts");

            migrationBuilder.DropTable(
                name: "appraisal_progress");

            migrationBuilder.DropTable(
                name: "appraisal_sums");

            migrationBuilder.DropTable(
                name: "exclusions");
        }
    }
}
