using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Commissioner.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ClockEngine : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_legs_one_open_per_department",
                table: "legs");

            migrationBuilder.DropPrimaryKey(
                name: "PK_firings",
                table: "firings");

            migrationBuilder.DropCheckConstraint(
                name: "ck_clocks_stopped_fires_nothing",
                table: "clocks");

            migrationBuilder.AddColumn<string>(
                name: "calendar_code",
                table: "parks",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "show_at",
                table: "notices",
                type: "timestamp(6) with time zone",
                precision: 6,
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<int>(
                name: "revision",
                table: "firings",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "calendar_code",
                table: "departments",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "calendar_code",
                table: "clocks",
                type: "character varying(32)",
                maxLength: 32,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "extension",
                table: "clocks",
                type: "character varying(16)",
                maxLength: 16,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "last_seq",
                table: "clocks",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "paused_at",
                table: "clocks",
                type: "timestamp(6) with time zone",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "pauses",
                table: "clocks",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "revision",
                table: "clocks",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "rule_code",
                table: "clocks",
                type: "character varying(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "state",
                table: "clocks",
                type: "character varying(32)",
                maxLength: 32,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "asked_before",
                table: "cases",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "calendar_code",
                table: "cases",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "extension_asked_asked_by_id",
                table: "cases",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "extension_asked_reason",
                table: "cases",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "extension_asked_time",
                table: "cases",
                type: "character varying(16)",
                maxLength: 16,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "go_to",
                table: "cases",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "merged_into_id",
                table: "cases",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "question",
                table: "cases",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "questions",
                table: "cases",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddPrimaryKey(
                name: "PK_firings",
                table: "firings",
                columns: new[] { "clock_id", "revision", "level" });

            migrationBuilder.CreateTable(
                name: "calendars",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    content = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    proposed_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    proposed_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    confirmed_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    in_force_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_calendars", x => new { x.code, x.version });
                    table.CheckConstraint("ck_calendars_two_persons", "in_force_at IS NULL OR (confirmed_by_id IS NOT NULL AND confirmed_by_id <> proposed_by_id)");
                });

            migrationBuilder.CreateTable(
                name: "clock_events",
                columns: table => new
                {
                    clock_id = table.Column<Guid>(type: "uuid", nullable: false),
                    seq = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    @as = table.Column<string>(name: "as", type: "character varying(32)", maxLength: 32, nullable: false),
                    reason = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    time = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    rule_code = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    policy_version = table.Column<int>(type: "integer", nullable: false),
                    calendar_version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_clock_events", x => new { x.clock_id, x.seq });
                    table.ForeignKey(
                        name: "FK_clock_events_clocks_clock_id",
                        column: x => x.clock_id,
                        principalTable: "clocks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "outages",
                columns: table => new
                {
                    since = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    noticed_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    caught_up_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outages", x => x.since);
                });

            migrationBuilder.CreateTable(
                name: "policies",
                columns: table => new
                {
                    version = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    proposed_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    proposed_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    confirmed_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    in_force_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_policies", x => x.version);
                    table.CheckConstraint("ck_policies_two_persons", "in_force_at IS NULL OR (confirmed_by_id IS NOT NULL AND confirmed_by_id <> proposed_by_id)");
                });

            migrationBuilder.CreateIndex(
                name: "ux_legs_one_open_per_department",
                table: "legs",
                columns: new[] { "case_id", "department_id" },
                unique: true,
                filter: "status NOT IN ('Done', 'Cancelled')");

            migrationBuilder.CreateIndex(
                name: "IX_firings_fired_at",
                table: "firings",
                column: "fired_at");

            migrationBuilder.CreateIndex(
                name: "ix_clocks_open_by_calendar",
                table: "clocks",
                columns: new[] { "calendar_code", "calendar_version", "id" },
                filter: "state <> 'Stopped'");

            migrationBuilder.CreateIndex(
                name: "ix_clocks_open_by_policy",
                table: "clocks",
                columns: new[] { "policy_version", "id" },
                filter: "state <> 'Stopped'");

            migrationBuilder.AddCheckConstraint(
                name: "ck_clocks_paused_since",
                table: "clocks",
                sql: "(state = 'Paused' AND paused_at IS NOT NULL) OR (state NOT IN ('Paused', 'Stopped') AND paused_at IS NULL) OR state = 'Stopped'");

            migrationBuilder.AddCheckConstraint(
                name: "ck_clocks_running_fires",
                table: "clocks",
                sql: "(state = 'Running' AND next_fire_at IS NOT NULL) OR (state <> 'Running' AND next_fire_at IS NULL)");

            migrationBuilder.AddCheckConstraint(
                name: "ck_clocks_stopped_with_result",
                table: "clocks",
                sql: "(state = 'Stopped' AND stopped_at IS NOT NULL AND result IS NOT NULL) OR (state <> 'Stopped' AND stopped_at IS NULL AND result IS NULL)");

            migrationBuilder.CreateIndex(
                name: "IX_cases_merged_into_id",
                table: "cases",
                column: "merged_into_id");

            migrationBuilder.CreateIndex(
                name: "ux_calendars_one_proposal",
                table: "calendars",
                column: "code",
                unique: true,
                filter: "in_force_at IS NULL");

            migrationBuilder.AddForeignKey(
                name: "FK_cases_cases_merged_into_id",
                table: "cases",
                column: "merged_into_id",
                principalTable: "cases",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_cases_cases_merged_into_id",
                table: "cases");

            migrationBuilder.DropTable(
                name: "calendars");

            migrationBuilder.DropTable(
                name: "clock_events");

            migrationBuilder.DropTable(
                name: "outages");

            migrationBuilder.DropTable(
                name: "policies");

            migrationBuilder.DropIndex(
                name: "ux_legs_one_open_per_department",
                table: "legs");

            migrationBuilder.DropPrimaryKey(
                name: "PK_firings",
                table: "firings");

            migrationBuilder.DropIndex(
                name: "IX_firings_fired_at",
                table: "firings");

            migrationBuilder.DropIndex(
                name: "ix_clocks_open_by_calendar",
                table: "clocks");

            migrationBuilder.DropIndex(
                name: "ix_clocks_open_by_policy",
                table: "clocks");

            migrationBuilder.DropCheckConstraint(
                name: "ck_clocks_paused_since",
                table: "clocks");

            migrationBuilder.DropCheckConstraint(
                name: "ck_clocks_running_fires",
                table: "clocks");

            migrationBuilder.DropCheckConstraint(
                name: "ck_clocks_stopped_with_result",
                table: "clocks");

            migrationBuilder.DropIndex(
                name: "IX_cases_merged_into_id",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "calendar_code",
                table: "parks");

            migrationBuilder.DropColumn(
                name: "show_at",
                table: "notices");

            migrationBuilder.DropColumn(
                name: "revision",
                table: "firings");

            migrationBuilder.DropColumn(
                name: "calendar_code",
                table: "departments");

            migrationBuilder.DropColumn(
                name: "calendar_code",
                table: "clocks");

            migrationBuilder.DropColumn(
                name: "extension",
                table: "clocks");

            migrationBuilder.DropColumn(
                name: "last_seq",
                table: "clocks");

            migrationBuilder.DropColumn(
                name: "paused_at",
                table: "clocks");

            migrationBuilder.DropColumn(
                name: "pauses",
                table: "clocks");

            migrationBuilder.DropColumn(
                name: "revision",
                table: "clocks");

            migrationBuilder.DropColumn(
                name: "rule_code",
                table: "clocks");

            migrationBuilder.DropColumn(
                name: "state",
                table: "clocks");

            migrationBuilder.DropColumn(
                name: "asked_before",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "calendar_code",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "extension_asked_asked_by_id",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "extension_asked_reason",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "extension_asked_time",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "go_to",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "merged_into_id",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "question",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "questions",
                table: "cases");

            migrationBuilder.AddPrimaryKey(
                name: "PK_firings",
                table: "firings",
                columns: new[] { "clock_id", "level" });

            migrationBuilder.CreateIndex(
                name: "ux_legs_one_open_per_department",
                table: "legs",
                columns: new[] { "case_id", "department_id" },
                unique: true,
                filter: "status <> 'Done'");

            migrationBuilder.AddCheckConstraint(
                name: "ck_clocks_stopped_fires_nothing",
                table: "clocks",
                sql: "stopped_at IS NULL OR next_fire_at IS NULL");
        }
    }
}
