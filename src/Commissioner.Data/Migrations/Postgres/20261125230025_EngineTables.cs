using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Commissioner.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class EngineTables : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "quartz");

            migrationBuilder.AlterColumn<DateTimeOffset>(
                name: "at",
                table: "heartbeats",
                type: "timestamp(6) with time zone",
                precision: 6,
                nullable: true,
                oldClrType: typeof(DateTimeOffset),
                oldType: "timestamp(6) with time zone",
                oldPrecision: 6);

            migrationBuilder.AddColumn<bool>(
                name: "by_watchdog",
                table: "heartbeats",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "error",
                table: "heartbeats",
                type: "character varying(256)",
                maxLength: 256,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "failed_at",
                table: "heartbeats",
                type: "timestamp(6) with time zone",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "failures",
                table: "heartbeats",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "started_at",
                table: "heartbeats",
                type: "timestamp(6) with time zone",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "took_milliseconds",
                table: "heartbeats",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "calendars",
                schema: "quartz",
                columns: table => new
                {
                    sched_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    calendar_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    calendar = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_calendars1", x => new { x.sched_name, x.calendar_name });
                });

            migrationBuilder.CreateTable(
                name: "drifts",
                columns: table => new
                {
                    clock_id = table.Column<Guid>(type: "uuid", nullable: false),
                    field = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    stored = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    rebuilt = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    found_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_drifts", x => new { x.clock_id, x.field });
                    table.ForeignKey(
                        name: "FK_drifts_clocks_clock_id",
                        column: x => x.clock_id,
                        principalTable: "clocks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "engine_alarms",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    trouble = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    subject = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    raised_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    over_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_engine_alarms", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "fired_triggers",
                schema: "quartz",
                columns: table => new
                {
                    sched_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    entry_id = table.Column<string>(type: "character varying(140)", maxLength: 140, nullable: false),
                    execution_group = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    fired_time = table.Column<long>(type: "bigint", nullable: false),
                    instance_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    interrupt_requested_time = table.Column<long>(type: "bigint", nullable: true),
                    is_nonconcurrent = table.Column<bool>(type: "boolean", nullable: false),
                    job_group = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: true),
                    job_name = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: true),
                    priority = table.Column<int>(type: "integer", nullable: false),
                    progress = table.Column<int>(type: "integer", nullable: true),
                    progress_message = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: true),
                    requests_recovery = table.Column<bool>(type: "boolean", nullable: true),
                    sched_time = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    trigger_group = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    trigger_name = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_fired_triggers", x => new { x.sched_name, x.entry_id });
                });

            migrationBuilder.CreateTable(
                name: "job_details",
                schema: "quartz",
                columns: table => new
                {
                    sched_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    job_name = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    job_group = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    description = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: true),
                    is_durable = table.Column<bool>(type: "boolean", nullable: false),
                    is_nonconcurrent = table.Column<bool>(type: "boolean", nullable: false),
                    is_update_data = table.Column<bool>(type: "boolean", nullable: false),
                    job_class_name = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false),
                    job_data = table.Column<byte[]>(type: "bytea", nullable: true),
                    requests_recovery = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_details", x => new { x.sched_name, x.job_name, x.job_group });
                });

            migrationBuilder.CreateTable(
                name: "locks",
                schema: "quartz",
                columns: table => new
                {
                    sched_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    lock_name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_locks", x => new { x.sched_name, x.lock_name });
                });

            migrationBuilder.CreateTable(
                name: "paused_job_grps",
                schema: "quartz",
                columns: table => new
                {
                    sched_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    job_group = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    pause_reason = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: true),
                    paused_at = table.Column<long>(type: "bigint", nullable: true),
                    paused_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_paused_job_grps", x => new { x.sched_name, x.job_group });
                });

            migrationBuilder.CreateTable(
                name: "paused_trigger_grps",
                schema: "quartz",
                columns: table => new
                {
                    sched_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    trigger_group = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    pause_reason = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: true),
                    paused_at = table.Column<long>(type: "bigint", nullable: true),
                    paused_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_paused_trigger_grps", x => new { x.sched_name, x.trigger_group });
                });

            migrationBuilder.CreateTable(
                name: "scheduler_state",
                schema: "quartz",
                columns: table => new
                {
                    sched_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    instance_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    checkin_interval = table.Column<long>(type: "bigint", nullable: false),
                    last_checkin_time = table.Column<long>(type: "bigint", nullable: false),
                    quartz_version = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_scheduler_state", x => new { x.sched_name, x.instance_name });
                });

            migrationBuilder.CreateTable(
                name: "set_aside",
                columns: table => new
                {
                    clock_id = table.Column<Guid>(type: "uuid", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    last_try_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    next_try_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    error = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_set_aside", x => x.clock_id);
                    table.ForeignKey(
                        name: "FK_set_aside_clocks_clock_id",
                        column: x => x.clock_id,
                        principalTable: "clocks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "triggers",
                schema: "quartz",
                columns: table => new
                {
                    sched_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    trigger_name = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    trigger_group = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    calendar_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    continuation_condition = table.Column<int>(type: "integer", nullable: true),
                    continues_trigger_group = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: true),
                    continues_trigger_name = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: true),
                    description = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: true),
                    end_time = table.Column<long>(type: "bigint", nullable: true),
                    execution_group = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    fixed_delay = table.Column<bool>(type: "boolean", nullable: true),
                    job_data = table.Column<byte[]>(type: "bytea", nullable: true),
                    job_group = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    job_name = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    misfire_instr = table.Column<int>(type: "integer", nullable: true),
                    misfire_orig_fire_time = table.Column<long>(type: "bigint", nullable: true),
                    misfire_threshold = table.Column<long>(type: "bigint", nullable: true),
                    next_fire_time = table.Column<long>(type: "bigint", nullable: true),
                    overlap_policy = table.Column<int>(type: "integer", nullable: true),
                    pause_reason = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: true),
                    paused_at = table.Column<long>(type: "bigint", nullable: true),
                    paused_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    preferred_node = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    preferred_node_auto = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false),
                    prev_fire_time = table.Column<long>(type: "bigint", nullable: true),
                    priority = table.Column<int>(type: "integer", nullable: true),
                    retry_attempt = table.Column<int>(type: "integer", nullable: true),
                    retry_policy = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: true),
                    start_time = table.Column<long>(type: "bigint", nullable: false),
                    trigger_state = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    trigger_type = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_triggers", x => new { x.sched_name, x.trigger_name, x.trigger_group });
                    table.ForeignKey(
                        name: "FK_triggers_job_details_sched_name_job_name_job_group",
                        columns: x => new { x.sched_name, x.job_name, x.job_group },
                        principalSchema: "quartz",
                        principalTable: "job_details",
                        principalColumns: new[] { "sched_name", "job_name", "job_group" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "blob_triggers",
                schema: "quartz",
                columns: table => new
                {
                    sched_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    trigger_name = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    trigger_group = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    blob_data = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_blob_triggers", x => new { x.sched_name, x.trigger_name, x.trigger_group });
                    table.ForeignKey(
                        name: "FK_blob_triggers_triggers_sched_name_trigger_name_trigger_group",
                        columns: x => new { x.sched_name, x.trigger_name, x.trigger_group },
                        principalSchema: "quartz",
                        principalTable: "triggers",
                        principalColumns: new[] { "sched_name", "trigger_name", "trigger_group" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "cron_triggers",
                schema: "quartz",
                columns: table => new
                {
                    sched_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    trigger_name = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    trigger_group = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    cron_expression = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    time_zone_id = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cron_triggers", x => new { x.sched_name, x.trigger_name, x.trigger_group });
                    table.ForeignKey(
                        name: "FK_cron_triggers_triggers_sched_name_trigger_name_trigger_group",
                        columns: x => new { x.sched_name, x.trigger_name, x.trigger_group },
                        principalSchema: "quartz",
                        principalTable: "triggers",
                        principalColumns: new[] { "sched_name", "trigger_name", "trigger_group" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "simple_triggers",
                schema: "quartz",
                columns: table => new
                {
                    sched_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    trigger_name = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    trigger_group = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    repeat_count = table.Column<int>(type: "integer", nullable: false),
                    repeat_interval = table.Column<long>(type: "bigint", nullable: false),
                    times_triggered = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_simple_triggers", x => new { x.sched_name, x.trigger_name, x.trigger_group });
                    table.ForeignKey(
                        name: "FK_simple_triggers_triggers_sched_name_trigger_name_trigger_gr~",
                        columns: x => new { x.sched_name, x.trigger_name, x.trigger_group },
                        principalSchema: "quartz",
                        principalTable: "triggers",
                        principalColumns: new[] { "sched_name", "trigger_name", "trigger_group" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "simprop_triggers",
                schema: "quartz",
                columns: table => new
                {
                    sched_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    trigger_name = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    trigger_group = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    bool_prop_1 = table.Column<bool>(type: "boolean", nullable: true),
                    bool_prop_2 = table.Column<bool>(type: "boolean", nullable: true),
                    dec_prop_1 = table.Column<decimal>(type: "numeric(13,4)", precision: 13, scale: 4, nullable: true),
                    dec_prop_2 = table.Column<decimal>(type: "numeric(13,4)", precision: 13, scale: 4, nullable: true),
                    int_prop_1 = table.Column<int>(type: "integer", nullable: true),
                    int_prop_2 = table.Column<int>(type: "integer", nullable: true),
                    long_prop_1 = table.Column<long>(type: "bigint", nullable: true),
                    long_prop_2 = table.Column<long>(type: "bigint", nullable: true),
                    str_prop_1 = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: true),
                    str_prop_2 = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: true),
                    str_prop_3 = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: true),
                    time_zone_id = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_simprop_triggers", x => new { x.sched_name, x.trigger_name, x.trigger_group });
                    table.ForeignKey(
                        name: "FK_simprop_triggers_triggers_sched_name_trigger_name_trigger_g~",
                        columns: x => new { x.sched_name, x.trigger_name, x.trigger_group },
                        principalSchema: "quartz",
                        principalTable: "triggers",
                        principalColumns: new[] { "sched_name", "trigger_name", "trigger_group" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ux_engine_alarms_one_open",
                table: "engine_alarms",
                columns: new[] { "trouble", "subject" },
                unique: true,
                filter: "over_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_fired_triggers_instance",
                schema: "quartz",
                table: "fired_triggers",
                columns: new[] { "sched_name", "instance_name", "requests_recovery" });

            migrationBuilder.CreateIndex(
                name: "ix_fired_triggers_job",
                schema: "quartz",
                table: "fired_triggers",
                columns: new[] { "sched_name", "job_name", "job_group" });

            migrationBuilder.CreateIndex(
                name: "ix_fired_triggers_trigger",
                schema: "quartz",
                table: "fired_triggers",
                columns: new[] { "sched_name", "trigger_name", "trigger_group" });

            migrationBuilder.CreateIndex(
                name: "IX_job_details_sched_name_job_group_job_name",
                schema: "quartz",
                table: "job_details",
                columns: new[] { "sched_name", "job_group", "job_name" });

            migrationBuilder.CreateIndex(
                name: "ix_triggers_next",
                schema: "quartz",
                table: "triggers",
                columns: new[] { "sched_name", "trigger_state", "next_fire_time", "priority", "misfire_instr" },
                descending: new[] { false, false, false, true, false });

            migrationBuilder.CreateIndex(
                name: "IX_triggers_sched_name_calendar_name",
                schema: "quartz",
                table: "triggers",
                columns: new[] { "sched_name", "calendar_name" });

            migrationBuilder.CreateIndex(
                name: "IX_triggers_sched_name_job_name_job_group",
                schema: "quartz",
                table: "triggers",
                columns: new[] { "sched_name", "job_name", "job_group" });

            migrationBuilder.CreateIndex(
                name: "IX_triggers_sched_name_trigger_group_trigger_name",
                schema: "quartz",
                table: "triggers",
                columns: new[] { "sched_name", "trigger_group", "trigger_name" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "blob_triggers",
                schema: "quartz");

            migrationBuilder.DropTable(
                name: "calendars",
                schema: "quartz");

            migrationBuilder.DropTable(
                name: "cron_triggers",
                schema: "quartz");

            migrationBuilder.DropTable(
                name: "drifts");

            migrationBuilder.DropTable(
                name: "engine_alarms");

            migrationBuilder.DropTable(
                name: "fired_triggers",
                schema: "quartz");

            migrationBuilder.DropTable(
                name: "locks",
                schema: "quartz");

            migrationBuilder.DropTable(
                name: "paused_job_grps",
                schema: "quartz");

            migrationBuilder.DropTable(
                name: "paused_trigger_grps",
                schema: "quartz");

            migrationBuilder.DropTable(
                name: "scheduler_state",
                schema: "quartz");

            migrationBuilder.DropTable(
                name: "set_aside");

            migrationBuilder.DropTable(
                name: "simple_triggers",
                schema: "quartz");

            migrationBuilder.DropTable(
                name: "simprop_triggers",
                schema: "quartz");

            migrationBuilder.DropTable(
                name: "triggers",
                schema: "quartz");

            migrationBuilder.DropTable(
                name: "job_details",
                schema: "quartz");

            migrationBuilder.DropColumn(
                name: "by_watchdog",
                table: "heartbeats");

            migrationBuilder.DropColumn(
                name: "error",
                table: "heartbeats");

            migrationBuilder.DropColumn(
                name: "failed_at",
                table: "heartbeats");

            migrationBuilder.DropColumn(
                name: "failures",
                table: "heartbeats");

            migrationBuilder.DropColumn(
                name: "started_at",
                table: "heartbeats");

            migrationBuilder.DropColumn(
                name: "took_milliseconds",
                table: "heartbeats");

            migrationBuilder.AlterColumn<DateTimeOffset>(
                name: "at",
                table: "heartbeats",
                type: "timestamp(6) with time zone",
                precision: 6,
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)),
                oldClrType: typeof(DateTimeOffset),
                oldType: "timestamp(6) with time zone",
                oldPrecision: 6,
                oldNullable: true);
        }
    }
}
