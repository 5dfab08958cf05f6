using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Commissioner.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Foundation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "quartz");

            migrationBuilder.CreateTable(
                name: "account_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_type = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    claim_value = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_claims", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "account_logins",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    provider_key = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    provider_display_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_logins", x => new { x.login_provider, x.provider_key });
                });

            migrationBuilder.CreateTable(
                name: "account_tokens",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    login_provider = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    value = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_tokens", x => new { x.user_id, x.login_provider, x.name });
                });

            migrationBuilder.CreateTable(
                name: "accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    security_stamp = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    concurrency_stamp = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    phone_number = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_accounts", x => x.id);
                });

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
                name: "carried_out",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    answer = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_carried_out", x => new { x.person_id, x.key });
                });

            migrationBuilder.CreateTable(
                name: "case_counters",
                columns: table => new
                {
                    park_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    last = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_counters", x => new { x.park_id, x.day });
                });

            migrationBuilder.CreateTable(
                name: "drafts",
                columns: table => new
                {
                    key = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    content = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_drafts", x => x.key);
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
                name: "heartbeats",
                columns: table => new
                {
                    job = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    done = table.Column<int>(type: "integer", nullable: false),
                    took_milliseconds = table.Column<long>(type: "bigint", nullable: false),
                    lateness_milliseconds = table.Column<long>(type: "bigint", nullable: false),
                    by_watchdog = table.Column<bool>(type: "boolean", nullable: false),
                    failed_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    error = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    failures = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_heartbeats", x => x.job);
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
                name: "notices",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    facts = table.Column<string>(type: "text", nullable: false),
                    show_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    link = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    entry_id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    read_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notices", x => x.id);
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
                name: "parks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    part_of_id = table.Column<Guid>(type: "uuid", nullable: true),
                    calendar_code = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_parks", x => x.id);
                    table.ForeignKey(
                        name: "FK_parks_parks_part_of_id",
                        column: x => x.part_of_id,
                        principalTable: "parks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
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
                name: "timeline",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    seq = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    name = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    @as = table.Column<string>(name: "as", type: "character varying(32)", maxLength: 32, nullable: false),
                    seen_by = table.Column<int>(type: "integer", maxLength: 32, nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    holder = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    holder_department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    facts = table.Column<string>(type: "text", nullable: false),
                    reacted_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_timeline", x => x.id);
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
                name: "departments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    park_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    calendar_code = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_departments", x => x.id);
                    table.ForeignKey(
                        name: "FK_departments_parks_park_id",
                        column: x => x.park_id,
                        principalTable: "parks",
                        principalColumn: "id",
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

            migrationBuilder.CreateTable(
                name: "assignments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    enterprise_id = table.Column<Guid>(type: "uuid", nullable: false),
                    duty = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    from_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    to_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    follows_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    reason = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_assignments", x => x.id);
                    table.UniqueConstraint("AK_assignments_enterprise_id_duty_to_at", x => new { x.enterprise_id, x.duty, x.to_at });
                    table.CheckConstraint("ck_assignments_follows", "follows_at IS NULL OR follows_at = from_at");
                    table.CheckConstraint("ck_assignments_has_length", "from_at < to_at");
                    table.ForeignKey(
                        name: "FK_assignments_assignments_enterprise_id_duty_follows_at",
                        columns: x => new { x.enterprise_id, x.duty, x.follows_at },
                        principalTable: "assignments",
                        principalColumns: new[] { "enterprise_id", "duty", "to_at" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "attachments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    leg_id = table.Column<Guid>(type: "uuid", nullable: true),
                    uploaded_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    media_type = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    length = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    uploaded_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attachments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "cases",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true),
                    park_id = table.Column<Guid>(type: "uuid", nullable: false),
                    enterprise_id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    description = table.Column<string>(type: "character varying(5000)", maxLength: 5000, nullable: false),
                    category = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    about_officials = table.Column<bool>(type: "boolean", nullable: false),
                    urgency = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    place = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    cycle = table.Column<int>(type: "integer", nullable: false),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    calendar_code = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    submitted_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    contact_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    contact_phone = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    closure_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    served_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    closure_taken_up_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    closure_spoken_with = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    closure_spoken_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    closure_done = table.Column<string>(type: "character varying(5000)", maxLength: 5000, nullable: true),
                    closure_solved_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    next_due_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    next_amber_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    holder = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    holder_department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    merged_into_id = table.Column<Guid>(type: "uuid", nullable: true),
                    go_to = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    questions = table.Column<int>(type: "integer", nullable: false),
                    asked_before = table.Column<bool>(type: "boolean", nullable: false),
                    question = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    extension_asked_time = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    extension_asked_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    extension_asked_asked_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cases", x => x.id);
                    table.ForeignKey(
                        name: "FK_cases_cases_merged_into_id",
                        column: x => x.merged_into_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_cases_parks_park_id",
                        column: x => x.park_id,
                        principalTable: "parks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "whistles",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    asked = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    tried = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    disclosure = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    meet_place = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    meet_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    blown_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    blown_by_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_whistles", x => x.id);
                    table.ForeignKey(
                        name: "FK_whistles_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "legs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    whistle_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    is_lead = table.Column<bool>(type: "boolean", nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    called_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    checked_in_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    handler_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    handler_phone = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    first_step = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    first_step_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    result_taken_up_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    result_spoken_with = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    result_spoken_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    result_done = table.Column<string>(type: "character varying(5000)", maxLength: 5000, nullable: true),
                    result_solved_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    reported_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    returns = table.Column<int>(type: "integer", nullable: false),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_legs", x => x.id);
                    table.ForeignKey(
                        name: "FK_legs_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_legs_whistles_whistle_id",
                        column: x => x.whistle_id,
                        principalTable: "whistles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
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
                });

            migrationBuilder.CreateTable(
                name: "clocks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    replacement_id = table.Column<Guid>(type: "uuid", nullable: true),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    cycle = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    amber_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    assured = table.Column<bool>(type: "boolean", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    level = table.Column<int>(type: "integer", maxLength: 32, nullable: false),
                    next_fire_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    paused_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    pauses = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    extension = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    stopped_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    result = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    policy_version = table.Column<int>(type: "integer", nullable: false),
                    rule_code = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    calendar_code = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    calendar_version = table.Column<int>(type: "integer", nullable: false),
                    last_seq = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_clocks", x => x.id);
                    table.CheckConstraint("ck_clocks_paused_since", "(state = 'Paused' AND paused_at IS NOT NULL) OR (state NOT IN ('Paused', 'Stopped') AND paused_at IS NULL) OR state = 'Stopped'");
                    table.CheckConstraint("ck_clocks_running_fires", "(state = 'Running' AND next_fire_at IS NOT NULL) OR (state <> 'Running' AND next_fire_at IS NULL)");
                    table.CheckConstraint("ck_clocks_stopped_with_result", "(state = 'Stopped' AND stopped_at IS NOT NULL AND result IS NOT NULL) OR (state <> 'Stopped' AND stopped_at IS NULL AND result IS NULL)");
                    table.ForeignKey(
                        name: "FK_clocks_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
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
                name: "firings",
                columns: table => new
                {
                    clock_id = table.Column<Guid>(type: "uuid", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    level = table.Column<int>(type: "integer", maxLength: 32, nullable: false),
                    wanted_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    fired_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_firings", x => new { x.clock_id, x.revision, x.level });
                    table.ForeignKey(
                        name: "FK_firings_clocks_clock_id",
                        column: x => x.clock_id,
                        principalTable: "clocks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
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
                name: "department_ratings",
                columns: table => new
                {
                    rating_id = table.Column<Guid>(type: "uuid", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    level = table.Column<int>(type: "integer", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_department_ratings", x => new { x.rating_id, x.department_id });
                });

            migrationBuilder.CreateTable(
                name: "enterprises",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    park_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    credit_code = table.Column<string>(type: "character(18)", fixedLength: true, maxLength: 18, nullable: false),
                    industry = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    contact_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    contact_phone = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    active_id = table.Column<Guid>(type: "uuid", nullable: true),
                    active_since_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    active_follows_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    active_reason = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    backup_id = table.Column<Guid>(type: "uuid", nullable: true),
                    backup_since_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    backup_follows_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    backup_reason = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enterprises", x => x.id);
                    table.CheckConstraint("ck_enterprises_follows", "(active_follows_at IS NULL OR active_follows_at = active_since_at) AND (backup_follows_at IS NULL OR backup_follows_at = backup_since_at)");
                    table.CheckConstraint("ck_enterprises_two_people", "active_id IS NULL OR backup_id IS NULL OR active_id <> backup_id");
                    table.ForeignKey(
                        name: "FK_enterprises_parks_park_id",
                        column: x => x.park_id,
                        principalTable: "parks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    roles = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    enterprise_id = table.Column<Guid>(type: "uuid", nullable: true),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people", x => x.id);
                    table.ForeignKey(
                        name: "FK_people_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_people_enterprises_enterprise_id",
                        column: x => x.enterprise_id,
                        principalTable: "enterprises",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ratings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cycle = table.Column<int>(type: "integer", nullable: false),
                    enterprise_id = table.Column<Guid>(type: "uuid", nullable: false),
                    served_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    overall = table.Column<int>(type: "integer", maxLength: 32, nullable: false),
                    of_commissioner = table.Column<int>(type: "integer", maxLength: 32, nullable: true),
                    of_result = table.Column<int>(type: "integer", maxLength: 32, nullable: true),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    rated_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    rated_by_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ratings", x => x.id);
                    table.ForeignKey(
                        name: "FK_ratings_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ratings_enterprises_enterprise_id",
                        column: x => x.enterprise_id,
                        principalTable: "enterprises",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "rebases",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    calendar_code = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    from_version = table.Column<int>(type: "integer", nullable: false),
                    to_version = table.Column<int>(type: "integer", nullable: false),
                    in_favour = table.Column<bool>(type: "boolean", nullable: false),
                    reverses_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    started_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    total = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    done = table.Column<int>(type: "integer", nullable: false),
                    left = table.Column<int>(type: "integer", nullable: false),
                    last_key = table.Column<Guid>(type: "uuid", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rebases", x => x.id);
                    table.ForeignKey(
                        name: "FK_rebases_people_started_by_id",
                        column: x => x.started_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_rebases_rebases_reverses_id",
                        column: x => x.reverses_id,
                        principalTable: "rebases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "replacements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    enterprise_id = table.Column<Guid>(type: "uuid", nullable: false),
                    trigger = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    rating_id = table.Column<Guid>(type: "uuid", nullable: true),
                    outgoing_id = table.Column<Guid>(type: "uuid", nullable: true),
                    acting_id = table.Column<Guid>(type: "uuid", nullable: true),
                    proposed_id = table.Column<Guid>(type: "uuid", nullable: true),
                    successor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    began_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    keep_until = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_replacements", x => x.id);
                    table.ForeignKey(
                        name: "FK_replacements_enterprises_enterprise_id",
                        column: x => x.enterprise_id,
                        principalTable: "enterprises",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_replacements_people_acting_id",
                        column: x => x.acting_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_replacements_people_outgoing_id",
                        column: x => x.outgoing_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_replacements_people_proposed_id",
                        column: x => x.proposed_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_replacements_people_successor_id",
                        column: x => x.successor_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "service_commissioners",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    park_id = table.Column<Guid>(type: "uuid", nullable: false),
                    industry = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    load_limit = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_service_commissioners", x => x.person_id);
                    table.ForeignKey(
                        name: "FK_service_commissioners_parks_park_id",
                        column: x => x.park_id,
                        principalTable: "parks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_service_commissioners_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_assignments_person_id",
                table: "assignments",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ux_assignments_one_first",
                table: "assignments",
                columns: new[] { "enterprise_id", "duty" },
                unique: true,
                filter: "follows_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ux_assignments_one_follows",
                table: "assignments",
                columns: new[] { "enterprise_id", "duty", "follows_at" },
                unique: true,
                filter: "follows_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_attachments_case_id",
                table: "attachments",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "IX_attachments_uploaded_by_id",
                table: "attachments",
                column: "uploaded_by_id");

            migrationBuilder.CreateIndex(
                name: "ux_calendars_one_proposal",
                table: "calendars",
                column: "code",
                unique: true,
                filter: "in_force_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_carried_out_at",
                table: "carried_out",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_cases_enterprise_id_submitted_at_id",
                table: "cases",
                columns: new[] { "enterprise_id", "submitted_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_enterprise_queue",
                table: "cases",
                columns: new[] { "enterprise_id", "next_due_at", "id" },
                filter: "closed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_cases_merged_into_id",
                table: "cases",
                column: "merged_into_id");

            migrationBuilder.CreateIndex(
                name: "IX_cases_number",
                table: "cases",
                column: "number",
                unique: true,
                filter: "number IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_cases_park_id",
                table: "cases",
                column: "park_id");

            migrationBuilder.CreateIndex(
                name: "ix_cases_queue",
                table: "cases",
                columns: new[] { "next_due_at", "id" },
                filter: "closed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_cases_submitted_at_id",
                table: "cases",
                columns: new[] { "submitted_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_clocks_case_id",
                table: "clocks",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_clocks_due",
                table: "clocks",
                column: "next_fire_at",
                filter: "next_fire_at IS NOT NULL");

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

            migrationBuilder.CreateIndex(
                name: "IX_clocks_replacement_id",
                table: "clocks",
                column: "replacement_id");

            migrationBuilder.CreateIndex(
                name: "IX_clocks_subject_id_kind_cycle",
                table: "clocks",
                columns: new[] { "subject_id", "kind", "cycle" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_departments_code",
                table: "departments",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_departments_park_id",
                table: "departments",
                column: "park_id");

            migrationBuilder.CreateIndex(
                name: "IX_drafts_at",
                table: "drafts",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ux_engine_alarms_one_open",
                table: "engine_alarms",
                columns: new[] { "trouble", "subject" },
                unique: true,
                filter: "over_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_enterprises_active_id",
                table: "enterprises",
                column: "active_id");

            migrationBuilder.CreateIndex(
                name: "IX_enterprises_backup_id",
                table: "enterprises",
                column: "backup_id");

            migrationBuilder.CreateIndex(
                name: "IX_enterprises_credit_code",
                table: "enterprises",
                column: "credit_code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_enterprises_park_id",
                table: "enterprises",
                column: "park_id");

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
                name: "IX_firings_fired_at",
                table: "firings",
                column: "fired_at");

            migrationBuilder.CreateIndex(
                name: "IX_job_details_sched_name_job_group_job_name",
                schema: "quartz",
                table: "job_details",
                columns: new[] { "sched_name", "job_group", "job_name" });

            migrationBuilder.CreateIndex(
                name: "IX_legs_department_id_status_case_id",
                table: "legs",
                columns: new[] { "department_id", "status", "case_id" });

            migrationBuilder.CreateIndex(
                name: "IX_legs_whistle_id",
                table: "legs",
                column: "whistle_id");

            migrationBuilder.CreateIndex(
                name: "ux_legs_one_open_per_department",
                table: "legs",
                columns: new[] { "case_id", "department_id" },
                unique: true,
                filter: "status NOT IN ('Done', 'Cancelled')");

            migrationBuilder.CreateIndex(
                name: "IX_notices_entry_id_person_id_text",
                table: "notices",
                columns: new[] { "entry_id", "person_id", "text" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_notices_person_id_at",
                table: "notices",
                columns: new[] { "person_id", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_parks_code",
                table: "parks",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_parks_part_of_id",
                table: "parks",
                column: "part_of_id");

            migrationBuilder.CreateIndex(
                name: "IX_people_department_id",
                table: "people",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "IX_people_enterprise_id",
                table: "people",
                column: "enterprise_id");

            migrationBuilder.CreateIndex(
                name: "IX_ratings_case_id_cycle",
                table: "ratings",
                columns: new[] { "case_id", "cycle" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ratings_enterprise_id",
                table: "ratings",
                column: "enterprise_id");

            migrationBuilder.CreateIndex(
                name: "IX_ratings_rated_at",
                table: "ratings",
                column: "rated_at");

            migrationBuilder.CreateIndex(
                name: "IX_rebases_started_by_id",
                table: "rebases",
                column: "started_by_id");

            migrationBuilder.CreateIndex(
                name: "ux_rebases_one_running",
                table: "rebases",
                column: "state",
                unique: true,
                filter: "state = 'Running'");

            migrationBuilder.CreateIndex(
                name: "ux_rebases_taken_back_once",
                table: "rebases",
                column: "reverses_id",
                unique: true,
                filter: "reverses_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_replacements_acting_id",
                table: "replacements",
                column: "acting_id");

            migrationBuilder.CreateIndex(
                name: "IX_replacements_began_at",
                table: "replacements",
                column: "began_at");

            migrationBuilder.CreateIndex(
                name: "IX_replacements_outgoing_id",
                table: "replacements",
                column: "outgoing_id");

            migrationBuilder.CreateIndex(
                name: "IX_replacements_proposed_id",
                table: "replacements",
                column: "proposed_id");

            migrationBuilder.CreateIndex(
                name: "IX_replacements_successor_id",
                table: "replacements",
                column: "successor_id");

            migrationBuilder.CreateIndex(
                name: "ux_replacements_one_open",
                table: "replacements",
                column: "enterprise_id",
                unique: true,
                filter: "status = 'Acting'");

            migrationBuilder.CreateIndex(
                name: "IX_service_commissioners_park_id",
                table: "service_commissioners",
                column: "park_id");

            migrationBuilder.CreateIndex(
                name: "IX_timeline_subject_id_seq",
                table: "timeline",
                columns: new[] { "subject_id", "seq" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_timeline_unreacted",
                table: "timeline",
                column: "id",
                filter: "reacted_at IS NULL");

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

            migrationBuilder.CreateIndex(
                name: "IX_whistles_case_id",
                table: "whistles",
                column: "case_id");

            migrationBuilder.AddForeignKey(
                name: "FK_assignments_enterprises_enterprise_id",
                table: "assignments",
                column: "enterprise_id",
                principalTable: "enterprises",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_assignments_people_person_id",
                table: "assignments",
                column: "person_id",
                principalTable: "people",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_attachments_cases_case_id",
                table: "attachments",
                column: "case_id",
                principalTable: "cases",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_attachments_people_uploaded_by_id",
                table: "attachments",
                column: "uploaded_by_id",
                principalTable: "people",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_cases_enterprises_enterprise_id",
                table: "cases",
                column: "enterprise_id",
                principalTable: "enterprises",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_clock_events_clocks_clock_id",
                table: "clock_events",
                column: "clock_id",
                principalTable: "clocks",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_clocks_replacements_replacement_id",
                table: "clocks",
                column: "replacement_id",
                principalTable: "replacements",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_department_ratings_ratings_rating_id",
                table: "department_ratings",
                column: "rating_id",
                principalTable: "ratings",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_enterprises_people_active_id",
                table: "enterprises",
                column: "active_id",
                principalTable: "people",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_enterprises_people_backup_id",
                table: "enterprises",
                column: "backup_id",
                principalTable: "people",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_people_enterprises_enterprise_id",
                table: "people");

            migrationBuilder.DropTable(
                name: "account_claims");

            migrationBuilder.DropTable(
                name: "account_logins");

            migrationBuilder.DropTable(
                name: "account_tokens");

            migrationBuilder.DropTable(
                name: "accounts");

            migrationBuilder.DropTable(
                name: "assignments");

            migrationBuilder.DropTable(
                name: "attachments");

            migrationBuilder.DropTable(
                name: "blob_triggers",
                schema: "quartz");

            migrationBuilder.DropTable(
                name: "calendars");

            migrationBuilder.DropTable(
                name: "calendars",
                schema: "quartz");

            migrationBuilder.DropTable(
                name: "carried_out");

            migrationBuilder.DropTable(
                name: "case_counters");

            migrationBuilder.DropTable(
                name: "clock_events");

            migrationBuilder.DropTable(
                name: "cron_triggers",
                schema: "quartz");

            migrationBuilder.DropTable(
                name: "department_ratings");

            migrationBuilder.DropTable(
                name: "drafts");

            migrationBuilder.DropTable(
                name: "drifts");

            migrationBuilder.DropTable(
                name: "engine_alarms");

            migrationBuilder.DropTable(
                name: "fired_triggers",
                schema: "quartz");

            migrationBuilder.DropTable(
                name: "firings");

            migrationBuilder.DropTable(
                name: "heartbeats");

            migrationBuilder.DropTable(
                name: "legs");

            migrationBuilder.DropTable(
                name: "locks",
                schema: "quartz");

            migrationBuilder.DropTable(
                name: "notices");

            migrationBuilder.DropTable(
                name: "outages");

            migrationBuilder.DropTable(
                name: "paused_job_grps",
                schema: "quartz");

            migrationBuilder.DropTable(
                name: "paused_trigger_grps",
                schema: "quartz");

            migrationBuilder.DropTable(
                name: "policies");

            migrationBuilder.DropTable(
                name: "rebases");

            migrationBuilder.DropTable(
                name: "scheduler_state",
                schema: "quartz");

            migrationBuilder.DropTable(
                name: "service_commissioners");

            migrationBuilder.DropTable(
                name: "set_aside");

            migrationBuilder.DropTable(
                name: "simple_triggers",
                schema: "quartz");

            migrationBuilder.DropTable(
                name: "simprop_triggers",
                schema: "quartz");

            migrationBuilder.DropTable(
                name: "timeline");

            migrationBuilder.DropTable(
                name: "ratings");

            migrationBuilder.DropTable(
                name: "whistles");

            migrationBuilder.DropTable(
                name: "clocks");

            migrationBuilder.DropTable(
                name: "triggers",
                schema: "quartz");

            migrationBuilder.DropTable(
                name: "cases");

            migrationBuilder.DropTable(
                name: "replacements");

            migrationBuilder.DropTable(
                name: "job_details",
                schema: "quartz");

            migrationBuilder.DropTable(
                name: "enterprises");

            migrationBuilder.DropTable(
                name: "people");

            migrationBuilder.DropTable(
                name: "departments");

            migrationBuilder.DropTable(
                name: "parks");
        }
    }
}
