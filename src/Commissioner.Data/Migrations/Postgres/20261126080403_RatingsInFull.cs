using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Commissioner.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class RatingsInFull : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "changed_at",
                table: "ratings",
                type: "timestamp(6) with time zone",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "changed_by_id",
                table: "ratings",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "changed_of_commissioner",
                table: "ratings",
                type: "integer",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "changed_of_result",
                table: "ratings",
                type: "integer",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "changed_overall",
                table: "ratings",
                type: "integer",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "changed_reason",
                table: "ratings",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "counted",
                table: "ratings",
                type: "integer",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "counted_of_commissioner",
                table: "ratings",
                type: "integer",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "counted_of_result",
                table: "ratings",
                type: "integer",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "frozen_at",
                table: "ratings",
                type: "timestamp(6) with time zone",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "raise_free_at",
                table: "ratings",
                type: "timestamp(6) with time zone",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "raised",
                table: "ratings",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "rated_as",
                table: "ratings",
                type: "character varying(32)",
                maxLength: 32,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "revision",
                table: "ratings",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "signs",
                table: "ratings",
                type: "character varying(32)",
                maxLength: 32,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AlterColumn<int>(
                name: "level",
                table: "department_ratings",
                type: "integer",
                maxLength: 32,
                nullable: true,
                oldClrType: typeof(int),
                oldType: "integer",
                oldMaxLength: 32);

            migrationBuilder.AddColumn<int>(
                name: "changed",
                table: "department_ratings",
                type: "integer",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "counted",
                table: "department_ratings",
                type: "integer",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "callback_id",
                table: "clocks",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "poor_rating_id",
                table: "clocks",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "callbacks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    enterprise_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    cycle = table.Column<int>(type: "integer", nullable: true),
                    replacement_id = table.Column<Guid>(type: "uuid", nullable: true),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    not_before = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    called_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    answers_solved = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    answers_contacted_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    answers_praise_asked = table.Column<bool>(type: "boolean", nullable: true),
                    answers_withdrawal_pressed = table.Column<bool>(type: "boolean", nullable: true),
                    answers_another_commissioner = table.Column<bool>(type: "boolean", nullable: true),
                    answers_raise_was_free = table.Column<bool>(type: "boolean", nullable: true),
                    answers_words = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    answers_recording = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    clears_withdrawal = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_callbacks", x => x.id);
                    table.ForeignKey(
                        name: "FK_callbacks_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_callbacks_enterprises_enterprise_id",
                        column: x => x.enterprise_id,
                        principalTable: "enterprises",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_callbacks_people_called_by_id",
                        column: x => x.called_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_callbacks_replacements_replacement_id",
                        column: x => x.replacement_id,
                        principalTable: "replacements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "incidents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cycle = table.Column<int>(type: "integer", nullable: false),
                    enterprise_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    words = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    raised_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    raised_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    finding = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    lifted_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_incidents", x => x.id);
                    table.ForeignKey(
                        name: "FK_incidents_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_incidents_enterprises_enterprise_id",
                        column: x => x.enterprise_id,
                        principalTable: "enterprises",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_incidents_people_raised_by_id",
                        column: x => x.raised_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "poor_ratings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    rating_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    enterprise_id = table.Column<Guid>(type: "uuid", nullable: false),
                    served_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    closed_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    rated_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    handler_id = table.Column<Guid>(type: "uuid", nullable: true),
                    contact_by = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    contacted_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    contact_outcome = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    verification = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    verification_text = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    correct_by = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    corrected_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    correction = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    reply = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_poor_ratings", x => x.id);
                    table.ForeignKey(
                        name: "FK_poor_ratings_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_poor_ratings_enterprises_enterprise_id",
                        column: x => x.enterprise_id,
                        principalTable: "enterprises",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_poor_ratings_people_closed_by_id",
                        column: x => x.closed_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_poor_ratings_people_handler_id",
                        column: x => x.handler_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_poor_ratings_people_served_by_id",
                        column: x => x.served_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_poor_ratings_ratings_rating_id",
                        column: x => x.rating_id,
                        principalTable: "ratings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "rating_invitations",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cycle = table.Column<int>(type: "integer", nullable: false),
                    enterprise_id = table.Column<Guid>(type: "uuid", nullable: false),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: true),
                    not_before = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    remind_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    valid_until = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rating_invitations", x => new { x.case_id, x.cycle });
                    table.ForeignKey(
                        name: "FK_rating_invitations_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_rating_invitations_enterprises_enterprise_id",
                        column: x => x.enterprise_id,
                        principalTable: "enterprises",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "reported_visits",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    enterprise_id = table.Column<Guid>(type: "uuid", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    reported_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reported_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reported_visits", x => x.id);
                    table.ForeignKey(
                        name: "FK_reported_visits_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_reported_visits_enterprises_enterprise_id",
                        column: x => x.enterprise_id,
                        principalTable: "enterprises",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_reported_visits_people_reported_by_id",
                        column: x => x.reported_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "seals",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_seals", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "staff_traces",
                columns: table => new
                {
                    mark = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_staff_traces", x => x.mark);
                });

            migrationBuilder.CreateTable(
                name: "callback_attempts",
                columns: table => new
                {
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    half_day = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    note = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_callback_attempts", x => new { x.task_id, x.number });
                    table.ForeignKey(
                        name: "FK_callback_attempts_callbacks_task_id",
                        column: x => x.task_id,
                        principalTable: "callbacks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_clocks_callback_id",
                table: "clocks",
                column: "callback_id");

            migrationBuilder.CreateIndex(
                name: "IX_clocks_poor_rating_id",
                table: "clocks",
                column: "poor_rating_id");

            migrationBuilder.CreateIndex(
                name: "IX_callback_attempts_task_id_half_day",
                table: "callback_attempts",
                columns: new[] { "task_id", "half_day" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_callbacks_called_by_id",
                table: "callbacks",
                column: "called_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_callbacks_due",
                table: "callbacks",
                columns: new[] { "due_at", "id" },
                filter: "status = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_callbacks_enterprise_id",
                table: "callbacks",
                column: "enterprise_id");

            migrationBuilder.CreateIndex(
                name: "ix_callbacks_of_case",
                table: "callbacks",
                columns: new[] { "case_id", "cycle" });

            migrationBuilder.CreateIndex(
                name: "IX_callbacks_replacement_id",
                table: "callbacks",
                column: "replacement_id");

            migrationBuilder.CreateIndex(
                name: "ux_callbacks_one_open_per_case",
                table: "callbacks",
                column: "case_id",
                unique: true,
                filter: "status = 'Open' AND case_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_incidents_enterprise_id",
                table: "incidents",
                column: "enterprise_id");

            migrationBuilder.CreateIndex(
                name: "IX_incidents_raised_at_id",
                table: "incidents",
                columns: new[] { "raised_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_incidents_raised_by_id",
                table: "incidents",
                column: "raised_by_id");

            migrationBuilder.CreateIndex(
                name: "ux_incidents_one_open",
                table: "incidents",
                columns: new[] { "case_id", "cycle", "kind" },
                unique: true,
                filter: "decided_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_poor_ratings_case_id",
                table: "poor_ratings",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "IX_poor_ratings_closed_by_id",
                table: "poor_ratings",
                column: "closed_by_id");

            migrationBuilder.CreateIndex(
                name: "IX_poor_ratings_enterprise_id_rated_at",
                table: "poor_ratings",
                columns: new[] { "enterprise_id", "rated_at" });

            migrationBuilder.CreateIndex(
                name: "IX_poor_ratings_handler_id",
                table: "poor_ratings",
                column: "handler_id");

            migrationBuilder.CreateIndex(
                name: "IX_poor_ratings_rated_at_id",
                table: "poor_ratings",
                columns: new[] { "rated_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_poor_ratings_rating_id",
                table: "poor_ratings",
                column: "rating_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_poor_ratings_served_by_id",
                table: "poor_ratings",
                column: "served_by_id");

            migrationBuilder.CreateIndex(
                name: "IX_rating_invitations_enterprise_id_not_before",
                table: "rating_invitations",
                columns: new[] { "enterprise_id", "not_before" });

            migrationBuilder.CreateIndex(
                name: "IX_rating_invitations_valid_until",
                table: "rating_invitations",
                column: "valid_until");

            migrationBuilder.CreateIndex(
                name: "IX_reported_visits_at_id",
                table: "reported_visits",
                columns: new[] { "at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_reported_visits_department_id",
                table: "reported_visits",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "IX_reported_visits_enterprise_id_at",
                table: "reported_visits",
                columns: new[] { "enterprise_id", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_reported_visits_reported_by_id",
                table: "reported_visits",
                column: "reported_by_id");

            migrationBuilder.CreateIndex(
                name: "IX_staff_traces_at",
                table: "staff_traces",
                column: "at");

            migrationBuilder.AddForeignKey(
                name: "FK_clocks_callbacks_callback_id",
                table: "clocks",
                column: "callback_id",
                principalTable: "callbacks",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_clocks_poor_ratings_poor_rating_id",
                table: "clocks",
                column: "poor_rating_id",
                principalTable: "poor_ratings",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            // What was rated before counts as it was given.
            migrationBuilder.Sql("UPDATE ratings SET counted = overall, counted_of_commissioner = of_commissioner, counted_of_result = of_result, rated_as = 'EnterpriseOwner', signs = 'None', revision = 1");
            migrationBuilder.Sql("UPDATE department_ratings SET counted = level");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_clocks_callbacks_callback_id",
                table: "clocks");

            migrationBuilder.DropForeignKey(
                name: "FK_clocks_poor_ratings_poor_rating_id",
                table: "clocks");

            migrationBuilder.DropTable(
                name: "callback_attempts");

            migrationBuilder.DropTable(
                name: "incidents");

            migrationBuilder.DropTable(
                name: "poor_ratings");

            migrationBuilder.DropTable(
                name: "rating_invitations");

            migrationBuilder.DropTable(
                name: "reported_visits");

            migrationBuilder.DropTable(
                name: "seals");

            migrationBuilder.DropTable(
                name: "staff_traces");

            migrationBuilder.DropTable(
                name: "callbacks");

            migrationBuilder.DropIndex(
                name: "IX_clocks_callback_id",
                table: "clocks");

            migrationBuilder.DropIndex(
                name: "IX_clocks_poor_rating_id",
                table: "clocks");

            migrationBuilder.DropColumn(
                name: "changed_at",
                table: "ratings");

            migrationBuilder.DropColumn(
                name: "changed_by_id",
                table: "ratings");

            migrationBuilder.DropColumn(
                name: "changed_of_commissioner",
                table: "ratings");

            migrationBuilder.DropColumn(
                name: "changed_of_result",
                table: "ratings");

            migrationBuilder.DropColumn(
                name: "changed_overall",
                table: "ratings");

            migrationBuilder.DropColumn(
                name: "changed_reason",
                table: "ratings");

            migrationBuilder.DropColumn(
                name: "counted",
                table: "ratings");

            migrationBuilder.DropColumn(
                name: "counted_of_commissioner",
                table: "ratings");

            migrationBuilder.DropColumn(
                name: "counted_of_result",
                table: "ratings");

            migrationBuilder.DropColumn(
                name: "frozen_at",
                table: "ratings");

            migrationBuilder.DropColumn(
                name: "raise_free_at",
                table: "ratings");

            migrationBuilder.DropColumn(
                name: "raised",
                table: "ratings");

            migrationBuilder.DropColumn(
                name: "rated_as",
                table: "ratings");

            migrationBuilder.DropColumn(
                name: "revision",
                table: "ratings");

            migrationBuilder.DropColumn(
                name: "signs",
                table: "ratings");

            migrationBuilder.DropColumn(
                name: "changed",
                table: "department_ratings");

            migrationBuilder.DropColumn(
                name: "counted",
                table: "department_ratings");

            migrationBuilder.DropColumn(
                name: "callback_id",
                table: "clocks");

            migrationBuilder.DropColumn(
                name: "poor_rating_id",
                table: "clocks");

            migrationBuilder.AlterColumn<int>(
                name: "level",
                table: "department_ratings",
                type: "integer",
                maxLength: 32,
                nullable: false,
                defaultValue: 0,
                oldClrType: typeof(int),
                oldType: "integer",
                oldMaxLength: 32,
                oldNullable: true);
        }
    }
}
