using System;
using Commissioner.Data.Providers;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Commissioner.Data.Migrations.Postgres
{
    /// <inheritdoc />
    [DbContext(typeof(PostgresDb))]
    [Migration("20261129000000_Foundation")]
    public partial class Foundation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterDatabase()
                .Annotation("Npgsql:PostgresExtension:pg_trgm", ",,");

            migrationBuilder.CreateTable(
                name: "access_tokens",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    @sealed = table.Column<string>(name: "sealed", type: "character varying(16000)", maxLength: 16000, nullable: false),
                    good_until = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    fetched_by = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_tokens", x => x.name);
                });

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
                    table.PrimaryKey("pk_account_claims", x => x.id);
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
                    table.PrimaryKey("pk_account_logins", x => new { x.login_provider, x.provider_key });
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
                    table.PrimaryKey("pk_account_tokens", x => new { x.user_id, x.login_provider, x.name });
                });

            migrationBuilder.CreateTable(
                name: "accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    must_change_password = table.Column<bool>(type: "boolean", nullable: false),
                    totp_key = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    totp_next_key = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    must_set_up_second_factor = table.Column<bool>(type: "boolean", nullable: false),
                    totp_step = table.Column<long>(type: "bigint", nullable: false),
                    passkey_handle = table.Column<byte[]>(type: "bytea", maxLength: 64, nullable: true),
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: true),
                    email = table.Column<string>(type: "character varying(1084)", maxLength: 1084, nullable: true),
                    normalized_email = table.Column<string>(type: "character varying(1084)", maxLength: 1084, nullable: true),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    security_stamp = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    concurrency_stamp = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    phone_number = table.Column<string>(type: "character varying(444)", maxLength: 444, nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "appraisal_facts",
                columns: table => new
                {
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<short>(type: "smallint", maxLength: 32, nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cycle = table.Column<int>(type: "integer", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    park_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sub_park_id = table.Column<Guid>(type: "uuid", nullable: false),
                    enterprise_id = table.Column<Guid>(type: "uuid", nullable: false),
                    category = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    why = table.Column<short>(type: "smallint", maxLength: 32, nullable: false),
                    value = table.Column<long>(type: "bigint", nullable: false),
                    settled_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    policy_version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appraisal_facts", x => new { x.owner_id, x.kind, x.subject_id, x.cycle });
                });

            migrationBuilder.CreateTable(
                name: "appraisal_progress",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    last_entry_id = table.Column<long>(type: "bigint", nullable: false),
                    read_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    step = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appraisal_progress", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "appraisal_sums",
                columns: table => new
                {
                    kind = table.Column<short>(type: "smallint", maxLength: 32, nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    part = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    measure = table.Column<short>(type: "smallint", maxLength: 32, nullable: false),
                    why = table.Column<short>(type: "smallint", maxLength: 32, nullable: false),
                    halves = table.Column<long>(type: "bigint", nullable: false),
                    n = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appraisal_sums", x => new { x.kind, x.unit_id, x.day, x.measure, x.why, x.part });
                });

            migrationBuilder.CreateTable(
                name: "audit_log",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false, defaultValueSql: "clock_timestamp()"),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    key_id = table.Column<Guid>(type: "uuid", nullable: true),
                    access_id = table.Column<Guid>(type: "uuid", nullable: true),
                    roles = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    address = table.Column<string>(type: "character varying(180)", maxLength: 180, nullable: true),
                    agent = table.Column<string>(type: "character varying(480)", maxLength: 480, nullable: true),
                    what = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: false),
                    subject_kind = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: true),
                    outcome = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    up_to = table.Column<long>(type: "bigint", nullable: true),
                    up_to_hash = table.Column<string>(type: "character(64)", unicode: false, fixedLength: true, maxLength: 64, nullable: true),
                    number = table.Column<long>(type: "bigint", nullable: true),
                    previous = table.Column<string>(type: "character(64)", unicode: false, fixedLength: true, maxLength: 64, nullable: true),
                    hash = table.Column<string>(type: "character(64)", unicode: false, fixedLength: true, maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_log", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "banks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    name = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    ended_because = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_banks", x => x.id);
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
                    table.PrimaryKey("pk_calendars", x => new { x.code, x.version });
                    table.CheckConstraint("ck_calendars_two_persons", "in_force_at IS NULL OR (confirmed_by_id IS NOT NULL AND confirmed_by_id <> proposed_by_id)");
                });

            migrationBuilder.CreateTable(
                name: "carried_out",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    hash = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    answer = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_carried_out", x => new { x.person_id, x.key });
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
                    table.PrimaryKey("pk_case_counters", x => new { x.park_id, x.day });
                });

            migrationBuilder.CreateTable(
                name: "channel_states",
                columns: table => new
                {
                    channel = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    worked_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    failed_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    error = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    rests_until = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_channel_states", x => x.channel);
                });

            migrationBuilder.CreateTable(
                name: "clocks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
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
                    counted_from_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    own_limit = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    dated = table.Column<bool>(type: "boolean", nullable: false),
                    stopped_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    result = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    policy_version = table.Column<int>(type: "integer", nullable: false),
                    rule_code = table.Column<string>(type: "text", maxLength: 16777216, nullable: false),
                    calendar_code = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: false),
                    calendar_version = table.Column<int>(type: "integer", nullable: false),
                    last_seq = table.Column<int>(type: "integer", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_clocks", x => x.id);
                    table.CheckConstraint("ck_clocks_owned", "(owner_kind = 'Nothing' AND owner_id IS NULL) OR (owner_kind IN ('Case', 'Replacement', 'Callback', 'PoorRating', 'Undertaking', 'Remedy', 'Introduction', 'Financing') AND owner_id IS NOT NULL)");
                    table.CheckConstraint("ck_clocks_paused_since", "(state = 'Paused' AND paused_at IS NOT NULL) OR (state NOT IN ('Paused', 'Stopped') AND paused_at IS NULL) OR state = 'Stopped'");
                    table.CheckConstraint("ck_clocks_running_fires", "(state = 'Running' AND next_fire_at IS NOT NULL) OR (state <> 'Running' AND next_fire_at IS NULL)");
                    table.CheckConstraint("ck_clocks_stopped_with_result", "(state = 'Stopped' AND stopped_at IS NOT NULL AND result IS NOT NULL) OR (state <> 'Stopped' AND stopped_at IS NULL AND result IS NULL)");
                });

            migrationBuilder.CreateTable(
                name: "consents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    to = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    given = table.Column<bool>(type: "boolean", nullable: false),
                    words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_consents", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "data_protection_keys",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    friendly_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    xml = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_protection_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "drafts",
                columns: table => new
                {
                    key = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    content = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_drafts", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "engine_alarms",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    trouble = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    subject = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    raised_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    over_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_engine_alarms", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "erasures",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    rule = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    policy_version = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: true),
                    since = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    files = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_erasures", x => x.id);
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
                    table.PrimaryKey("pk_heartbeats", x => x.job);
                });

            migrationBuilder.CreateTable(
                name: "limit_counts",
                columns: table => new
                {
                    mark = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    begins_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    taken = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_limit_counts", x => x.mark);
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
                    read_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    planned_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notices", x => x.id);
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
                    table.PrimaryKey("pk_outages", x => x.since);
                });

            migrationBuilder.CreateTable(
                name: "parks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    part_of_id = table.Column<Guid>(type: "uuid", nullable: true),
                    calendar_code = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: true),
                    hotline_phone = table.Column<string>(type: "character varying(800)", maxLength: 800, nullable: true),
                    poor_result = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_parks", x => x.id);
                    table.ForeignKey(
                        name: "fk_parks_parks_part_of_id",
                        column: x => x.part_of_id,
                        principalTable: "parks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "passkey_challenges",
                columns: table => new
                {
                    hash = table.Column<string>(type: "character(64)", unicode: false, fixedLength: true, maxLength: 64, nullable: false),
                    good_until = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_passkey_challenges", x => x.hash);
                });

            migrationBuilder.CreateTable(
                name: "policies",
                columns: table => new
                {
                    version = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    proposed_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    proposed_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    confirmed_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    in_force_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policies", x => x.version);
                    table.CheckConstraint("ck_policies_two_persons", "in_force_at IS NULL OR (confirmed_by_id IS NOT NULL AND confirmed_by_id <> proposed_by_id)");
                });

            migrationBuilder.CreateTable(
                name: "publications",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    policy_version = table.Column<int>(type: "integer", nullable: false),
                    read_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    published_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    content = table.Column<string>(type: "text", maxLength: -1, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_publications", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "receipts",
                columns: table => new
                {
                    gateway = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    @event = table.Column<string>(name: "event", type: "character varying(128)", maxLength: 128, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_receipts", x => new { x.gateway, x.@event });
                });

            migrationBuilder.CreateTable(
                name: "score_policies",
                columns: table => new
                {
                    version = table.Column<int>(type: "integer", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    reason = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    proposed_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    proposed_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    decided_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    fair = table.Column<decimal>(type: "numeric(3,2)", precision: 3, scale: 2, nullable: false),
                    good = table.Column<decimal>(type: "numeric(3,2)", precision: 3, scale: 2, nullable: false),
                    least = table.Column<int>(type: "integer", nullable: false),
                    least_enterprises = table.Column<int>(type: "integer", nullable: false),
                    least_rated = table.Column<decimal>(type: "numeric(3,2)", precision: 3, scale: 2, nullable: false),
                    resolution = table.Column<decimal>(type: "numeric(3,2)", precision: 3, scale: 2, nullable: false),
                    response = table.Column<decimal>(type: "numeric(3,2)", precision: 3, scale: 2, nullable: false),
                    satisfaction = table.Column<decimal>(type: "numeric(3,2)", precision: 3, scale: 2, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_score_policies", x => x.version);
                    table.CheckConstraint("ck_score_policies_two_people", "confirmed_at IS NULL OR decided_by_id <> proposed_by_id");
                });

            migrationBuilder.CreateTable(
                name: "seals",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    key = table.Column<string>(type: "character varying(1084)", maxLength: 1084, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_seals", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "set_aside",
                columns: table => new
                {
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    key = table.Column<Guid>(type: "uuid", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    last_try_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    next_try_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    error = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_set_aside", x => new { x.kind, x.key });
                });

            migrationBuilder.CreateTable(
                name: "sign_in_codes",
                columns: table => new
                {
                    mark = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    hash = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    good_until = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sign_in_codes", x => x.mark);
                });

            migrationBuilder.CreateTable(
                name: "sign_in_tallies",
                columns: table => new
                {
                    mark = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    instants = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    stale_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sign_in_tallies", x => x.mark);
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
                    table.PrimaryKey("pk_staff_traces", x => x.mark);
                });

            migrationBuilder.CreateTable(
                name: "support_policies",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(96)", maxLength: 96, nullable: false),
                    edition = table.Column<int>(type: "integer", nullable: false),
                    matched_edition = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    summary = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    contact = table.Column<string>(type: "character varying(800)", maxLength: 800, nullable: false),
                    from_on = table.Column<DateOnly>(type: "date", nullable: false),
                    until_on = table.Column<DateOnly>(type: "date", nullable: false),
                    budget = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    committed = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    papers = table.Column<string>(type: "text", nullable: false),
                    conditions = table.Column<string>(type: "text", nullable: false),
                    without_asking = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_support_policies", x => x.id);
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
                    name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_name = table.Column<string>(type: "character varying(1084)", maxLength: 1084, nullable: false),
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
                    table.PrimaryKey("pk_timeline", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "undertaking_templates",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    name = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: false),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: false),
                    nodes = table.Column<string>(type: "text", nullable: false),
                    terms = table.Column<string>(type: "text", nullable: false),
                    added_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_undertaking_templates", x => new { x.code, x.version });
                });

            migrationBuilder.CreateTable(
                name: "earlier_passwords",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_earlier_passwords", x => x.id);
                    table.ForeignKey(
                        name: "fk_earlier_passwords_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "passkeys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    credential_id = table.Column<byte[]>(type: "bytea", maxLength: 1023, nullable: false),
                    public_key = table.Column<byte[]>(type: "bytea", maxLength: 4000, nullable: false),
                    sign_count = table.Column<long>(type: "bigint", nullable: false),
                    aaguid = table.Column<Guid>(type: "uuid", nullable: false),
                    transports = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: false),
                    is_backed_up = table.Column<bool>(type: "boolean", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    seen_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_passkeys", x => x.id);
                    table.ForeignKey(
                        name: "fk_passkeys_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "recovery_codes",
                columns: table => new
                {
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    good_until = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recovery_codes", x => new { x.account_id, x.hash });
                    table.ForeignKey(
                        name: "fk_recovery_codes_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
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
                    reason = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    time = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    rule_code = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    policy_version = table.Column<int>(type: "integer", nullable: false),
                    calendar_version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_clock_events", x => new { x.clock_id, x.seq });
                    table.ForeignKey(
                        name: "fk_clock_events_clocks_clock_id",
                        column: x => x.clock_id,
                        principalTable: "clocks",
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
                    table.PrimaryKey("pk_drifts", x => new { x.clock_id, x.field });
                    table.ForeignKey(
                        name: "fk_drifts_clocks_clock_id",
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
                    table.PrimaryKey("pk_firings", x => new { x.clock_id, x.revision, x.level });
                    table.ForeignKey(
                        name: "fk_firings_clocks_clock_id",
                        column: x => x.clock_id,
                        principalTable: "clocks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "departments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    park_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    successor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    closed_because = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    calendar_code = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_departments", x => x.id);
                    table.ForeignKey(
                        name: "fk_departments_departments_successor_id",
                        column: x => x.successor_id,
                        principalTable: "departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_departments_parks_park_id",
                        column: x => x.park_id,
                        principalTable: "parks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "department_names",
                columns: table => new
                {
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    until_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    name = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_department_names", x => new { x.department_id, x.until_at });
                    table.ForeignKey(
                        name: "fk_department_names_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "api_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    scope = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    hash = table.Column<string>(type: "character(64)", unicode: false, fixedLength: true, maxLength: 64, nullable: false),
                    start = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    made_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    seen_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_api_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "archive_packages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(96)", maxLength: 96, nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    path = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    hash = table.Column<string>(type: "character(64)", unicode: false, fixedLength: true, maxLength: 64, nullable: false),
                    length = table.Column<long>(type: "bigint", nullable: false),
                    files = table.Column<int>(type: "integer", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    erasure_id = table.Column<long>(type: "bigint", nullable: false),
                    anonymised_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    removed_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_archive_packages", x => x.id);
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
                    table.PrimaryKey("pk_assignments", x => x.id);
                    table.UniqueConstraint("ak_assignments_enterprise_id_duty_to_at", x => new { x.enterprise_id, x.duty, x.to_at });
                    table.CheckConstraint("ck_assignments_follows", "follows_at IS NULL OR follows_at = from_at");
                    table.CheckConstraint("ck_assignments_has_length", "from_at < to_at");
                    table.ForeignKey(
                        name: "fk_assignments_assignments_enterprise_id_duty_follows_at",
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
                    undertaking_id = table.Column<Guid>(type: "uuid", nullable: true),
                    brought_with = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    leg_id = table.Column<Guid>(type: "uuid", nullable: true),
                    uploaded_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    media_type = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    length = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    uploaded_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    erased_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    bytes_gone_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attachments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "bank_answers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    push_id = table.Column<Guid>(type: "uuid", nullable: false),
                    word = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    amount = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    rate = table.Column<decimal>(type: "numeric(9,4)", precision: 9, scale: 4, nullable: true),
                    term_months = table.Column<int>(type: "integer", nullable: true),
                    contact_name = table.Column<string>(type: "character varying(1020)", maxLength: 1020, nullable: true),
                    contact_phone = table.Column<string>(type: "character varying(3260)", maxLength: 3260, nullable: true),
                    reason = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    reply_words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    replied_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    replied_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bank_answers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "bankers",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    bank_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bankers", x => x.person_id);
                    table.ForeignKey(
                        name: "fk_bankers_banks_bank_id",
                        column: x => x.bank_id,
                        principalTable: "banks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "benefit_claims",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    policy_id = table.Column<Guid>(type: "uuid", nullable: false),
                    edition = table.Column<int>(type: "integer", nullable: false),
                    enterprise_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    began_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    moved_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    checked_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    approved_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    paid_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    amount = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    declined_because = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_benefit_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_benefit_claims_support_policies_policy_id",
                        column: x => x.policy_id,
                        principalTable: "support_policies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "benefit_matches",
                columns: table => new
                {
                    policy_id = table.Column<Guid>(type: "uuid", nullable: false),
                    enterprise_id = table.Column<Guid>(type: "uuid", nullable: false),
                    met = table.Column<bool>(type: "boolean", nullable: false),
                    told_edition = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_benefit_matches", x => new { x.policy_id, x.enterprise_id });
                    table.ForeignKey(
                        name: "fk_benefit_matches_support_policies_policy_id",
                        column: x => x.policy_id,
                        principalTable: "support_policies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "call_recordings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    call_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reference = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    hash = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    length = table.Column<long>(type: "bigint", nullable: true),
                    fetched_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    removed_there_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    kept_until = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    next_try_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    error = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_call_recordings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "callback_attempts",
                columns: table => new
                {
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    half_day = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    note = table.Column<string>(type: "character varying(800)", maxLength: 800, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_callback_attempts", x => new { x.task_id, x.number });
                });

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
                    answers_words = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    answers_recording = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    clears_withdrawal = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_callbacks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "calls",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    exchange_id = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    from_number = table.Column<string>(type: "character varying(572)", maxLength: 572, nullable: false),
                    to_number = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    began_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    missed_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    seat_id = table.Column<Guid>(type: "uuid", nullable: true),
                    recording = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    enterprise_id = table.Column<Guid>(type: "uuid", nullable: true),
                    return_by = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    taken_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    taken_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    returned = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    returned_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    return_note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calls", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "case_followers",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_followers", x => new { x.case_id, x.person_id });
                });

            migrationBuilder.CreateTable(
                name: "case_notes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    mentioned = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    written_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    written_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_notes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "case_openings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    opened_by = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    until = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_openings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "cases",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(96)", maxLength: 96, nullable: true),
                    park_id = table.Column<Guid>(type: "uuid", nullable: false),
                    enterprise_id = table.Column<Guid>(type: "uuid", nullable: false),
                    filed_for_id = table.Column<Guid>(type: "uuid", nullable: true),
                    sub_park_id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    description = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: false),
                    category = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    about_officials = table.Column<bool>(type: "boolean", nullable: false),
                    confidential = table.Column<bool>(type: "boolean", nullable: false),
                    urgency = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    place = table.Column<string>(type: "character varying(800)", maxLength: 800, nullable: true),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    cycle = table.Column<int>(type: "integer", nullable: false),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    calendar_code = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: true),
                    submitted_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    contact_name = table.Column<string>(type: "character varying(1084)", maxLength: 1084, nullable: true),
                    contact_phone = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    closure_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    served_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    closure_taken_up_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    closure_spoken_with = table.Column<string>(type: "character varying(800)", maxLength: 800, nullable: true),
                    closure_spoken_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    closure_done = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: true),
                    closure_solved_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    next_due_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    next_amber_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    holder = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    holder_department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    merged_into_id = table.Column<Guid>(type: "uuid", nullable: true),
                    go_to = table.Column<string>(type: "character varying(800)", maxLength: 800, nullable: true),
                    explanation_why = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    explanation_basis = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    explanation_words = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: true),
                    explanation_proposed_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    explanation_office_id = table.Column<Guid>(type: "uuid", nullable: true),
                    explanation_supervisor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    plan_asked_measures = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    plan_asked_department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    plan_asked_review_on = table.Column<DateOnly>(type: "date", nullable: true),
                    plan_asked_review_by = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    plan_asked_asked_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    plan_measures = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    plan_department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    plan_review_on = table.Column<DateOnly>(type: "date", nullable: true),
                    plan_review_by = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    plan_asked_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    office_step = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    office_step_not_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    server_step = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    awaited_step = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    awaited_since = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    opinion_owed_why = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    opinion_owed_since = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    opinion_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    nudged_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    questions = table.Column<int>(type: "integer", nullable: false),
                    asked_before = table.Column<bool>(type: "boolean", nullable: false),
                    question = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    extension_asked_time = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    extension_asked_reason = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    extension_asked_asked_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases", x => x.id);
                    table.ForeignKey(
                        name: "fk_cases_cases_merged_into_id",
                        column: x => x.merged_into_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_cases_parks_park_id",
                        column: x => x.park_id,
                        principalTable: "parks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_cases_parks_sub_park_id",
                        column: x => x.sub_park_id,
                        principalTable: "parks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "exclusions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    unit = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ground = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    reason = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    proposed_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    proposed_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    checked_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    contest_until = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    contest = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    contested_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_exclusions", x => x.id);
                    table.CheckConstraint("ck_exclusions_three_people", "proposed_by_id <> checked_by_id AND (status <> 'Approved' OR (decided_by_id <> checked_by_id AND decided_by_id <> proposed_by_id))");
                    table.ForeignKey(
                        name: "fk_exclusions_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "supervision_orders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    why = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    promise = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    demand = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    to = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    issued_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    answer_by = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    answer = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: true),
                    done_by = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    answered_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    returned_why = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_supervision_orders", x => x.id);
                    table.ForeignKey(
                        name: "fk_supervision_orders_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_supervision_orders_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "departments",
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
                    asked = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    tried = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    disclosure = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    meet_place = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    meet_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    catalogue_item_code = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: true),
                    open_conference_id = table.Column<Guid>(type: "uuid", nullable: true),
                    was_conferred = table.Column<bool>(type: "boolean", nullable: false),
                    problem_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    blown_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    blown_by_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_whistles", x => x.id);
                    table.ForeignKey(
                        name: "fk_whistles_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "conferences",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    whistle_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agenda = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    place = table.Column<string>(type: "character varying(800)", maxLength: 800, nullable: true),
                    meet_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    people = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    convened_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    convened_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    minutes = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: true),
                    minuted_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conferences", x => x.id);
                    table.ForeignKey(
                        name: "fk_conferences_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_conferences_whistle_whistle_id",
                        column: x => x.whistle_id,
                        principalTable: "whistles",
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
                    next_due_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    called_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    checked_in_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    handler_name = table.Column<string>(type: "character varying(1084)", maxLength: 1084, nullable: true),
                    handler_phone = table.Column<string>(type: "character varying(1084)", maxLength: 1084, nullable: true),
                    first_step = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    first_step_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    result_taken_up_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    result_spoken_with = table.Column<string>(type: "character varying(800)", maxLength: 800, nullable: true),
                    result_spoken_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    result_done = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: true),
                    result_solved_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    reported_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    returns = table.Column<int>(type: "integer", nullable: false),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    objection_reason = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    objection_duty_basis = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    objection_competent_department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    objection_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    objection_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    ruling_decision = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    ruling_reason = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    ruling_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    ruling_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    instead_of_id = table.Column<Guid>(type: "uuid", nullable: true),
                    conference_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decision = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    decided_due_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    interim_why = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    interim_standing = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    interim_next_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    interim_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    head_consent_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    head_consent_stated = table.Column<bool>(type: "boolean", nullable: true),
                    head_consent_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    arrival_place = table.Column<string>(type: "character varying(800)", maxLength: 800, nullable: true),
                    arrival_arrived_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    arrival_confirmed_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    of_leg_mark = table.Column<int>(type: "integer", nullable: true),
                    of_leg_remark = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    of_leg_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    of_leg_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    of_whistle_mark = table.Column<int>(type: "integer", nullable: true),
                    of_whistle_remark = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    of_whistle_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    of_whistle_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    waits_for_head = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_legs", x => x.id);
                    table.ForeignKey(
                        name: "fk_legs_conferences_conference_id",
                        column: x => x.conference_id,
                        principalTable: "conferences",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_legs_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_legs_whistle_whistle_id",
                        column: x => x.whistle_id,
                        principalTable: "whistles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "catalogue_items",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    matter = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: false),
                    category = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    words = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    lead_id = table.Column<Guid>(type: "uuid", nullable: false),
                    assisting_ids = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    legal_basis = table.Column<string>(type: "character varying(1200)", maxLength: 1200, nullable: false),
                    disclosure = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    retired = table.Column<bool>(type: "boolean", nullable: false),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: false),
                    added_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    proposal_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalogue_items", x => new { x.code, x.version });
                    table.ForeignKey(
                        name: "fk_catalogue_items_departments_lead_id",
                        column: x => x.lead_id,
                        principalTable: "departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "catalogue_proposals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    leg_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    objecting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    competent_id = table.Column<Guid>(type: "uuid", nullable: false),
                    basis = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    proposed_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    decided_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    became = table.Column<int>(type: "integer", nullable: true),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalogue_proposals", x => x.id);
                    table.ForeignKey(
                        name: "fk_catalogue_proposals_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_catalogue_proposals_catalogue_items_code_version",
                        columns: x => new { x.code, x.version },
                        principalTable: "catalogue_items",
                        principalColumns: new[] { "code", "version" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_catalogue_proposals_departments_competent_id",
                        column: x => x.competent_id,
                        principalTable: "departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_catalogue_proposals_departments_objecting_id",
                        column: x => x.objecting_id,
                        principalTable: "departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_catalogue_proposals_legs_leg_id",
                        column: x => x.leg_id,
                        principalTable: "legs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "declared_ties",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    enterprise_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    declared_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    declared_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_declared_ties", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "deliveries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    to = table.Column<string>(type: "character varying(4156)", maxLength: 4156, nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    line = table.Column<Guid>(type: "uuid", nullable: false),
                    entry_id = table.Column<long>(type: "bigint", nullable: false),
                    text = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    facts = table.Column<string>(type: "text", nullable: false),
                    link = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: true),
                    urgent = table.Column<bool>(type: "boolean", nullable: false),
                    then = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    planned_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    worth_until = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    fate = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    next_try_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    first_tried_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    last_tried_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    provider_id = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: true),
                    error = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    maybe_twice = table.Column<bool>(type: "boolean", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    delivered_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    read_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    digest_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deliveries", x => x.id);
                    table.ForeignKey(
                        name: "fk_deliveries_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "department_ratings",
                columns: table => new
                {
                    rating_id = table.Column<Guid>(type: "uuid", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    level = table.Column<int>(type: "integer", maxLength: 32, nullable: true),
                    changed = table.Column<int>(type: "integer", maxLength: 32, nullable: true),
                    counted = table.Column<int>(type: "integer", maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_department_ratings", x => new { x.rating_id, x.department_id });
                });

            migrationBuilder.CreateTable(
                name: "duty_notes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    written_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    written_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    read_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    read_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_duty_notes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "duty_shifts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    post = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    until_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_duty_shifts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "emergency_accesses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    minutes = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    asked_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_as = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    decided_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    ended_by_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_emergency_accesses", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "enterprise_labels",
                columns: table => new
                {
                    profile_id = table.Column<Guid>(type: "uuid", nullable: false),
                    label = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    value = table.Column<string>(type: "character varying(800)", maxLength: 800, nullable: true),
                    source = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: false),
                    as_of = table.Column<DateOnly>(type: "date", nullable: false),
                    wanted = table.Column<string>(type: "character varying(800)", maxLength: 800, nullable: true),
                    wanted_because = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    wanted_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    refused_because = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_enterprise_labels", x => new { x.profile_id, x.label });
                });

            migrationBuilder.CreateTable(
                name: "enterprise_profiles",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    enterprise_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unmatched = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_enterprise_profiles", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "enterprises",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    park_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(480)", maxLength: 480, nullable: false),
                    credit_code = table.Column<string>(type: "character(18)", fixedLength: true, maxLength: 18, nullable: false),
                    industry = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    contact_name = table.Column<string>(type: "character varying(1084)", maxLength: 1084, nullable: false),
                    contact_phone = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    active_id = table.Column<Guid>(type: "uuid", nullable: true),
                    active_since_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    active_follows_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    active_reason = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    backup_id = table.Column<Guid>(type: "uuid", nullable: true),
                    backup_since_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    backup_follows_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    backup_reason = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    offered_for_id = table.Column<Guid>(type: "uuid", nullable: true),
                    away_id = table.Column<Guid>(type: "uuid", nullable: true),
                    away_reason = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    successor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    ended_because = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_enterprises", x => x.id);
                    table.CheckConstraint("ck_enterprises_away", "(away_id IS NOT NULL OR away_reason IS NULL) AND (away_id IS NULL OR (away_reason IS NOT NULL AND (active_id IS NULL OR away_id <> active_id) AND (backup_id IS NULL OR away_id <> backup_id)))");
                    table.CheckConstraint("ck_enterprises_ended", "(ended_at IS NULL OR (active_id IS NULL AND backup_id IS NULL AND away_id IS NULL AND ended_because IS NOT NULL)) AND (successor_id IS NULL OR (ended_at IS NOT NULL AND successor_id <> id))");
                    table.CheckConstraint("ck_enterprises_follows", "(active_follows_at IS NULL OR active_follows_at = active_since_at) AND (backup_follows_at IS NULL OR backup_follows_at = backup_since_at)");
                    table.CheckConstraint("ck_enterprises_two_people", "active_id IS NULL OR backup_id IS NULL OR active_id <> backup_id");
                    table.ForeignKey(
                        name: "fk_enterprises_enterprises_successor_id",
                        column: x => x.successor_id,
                        principalTable: "enterprises",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_enterprises_parks_park_id",
                        column: x => x.park_id,
                        principalTable: "parks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "former_names",
                columns: table => new
                {
                    enterprise_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    noted_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_former_names", x => new { x.enterprise_id, x.name });
                    table.ForeignKey(
                        name: "fk_former_names_enterprises_enterprise_id",
                        column: x => x.enterprise_id,
                        principalTable: "enterprises",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "offerings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    enterprise_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    category = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    what = table.Column<string>(type: "character varying(800)", maxLength: 800, nullable: false),
                    amount = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    unit = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    place_id = table.Column<Guid>(type: "uuid", nullable: true),
                    city = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: true),
                    until_on = table.Column<DateOnly>(type: "date", nullable: false),
                    audience = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    filed_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_offerings", x => x.id);
                    table.ForeignKey(
                        name: "fk_offerings_enterprises_enterprise_id",
                        column: x => x.enterprise_id,
                        principalTable: "enterprises",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_offerings_parks_place_id",
                        column: x => x.place_id,
                        principalTable: "parks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(1084)", maxLength: 1084, nullable: false),
                    roles = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    enterprise_id = table.Column<Guid>(type: "uuid", nullable: true),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    left_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    phone = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people", x => x.id);
                    table.ForeignKey(
                        name: "fk_people_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_people_enterprises_enterprise_id",
                        column: x => x.enterprise_id,
                        principalTable: "enterprises",
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
                    table.PrimaryKey("pk_rating_invitations", x => new { x.case_id, x.cycle });
                    table.ForeignKey(
                        name: "fk_rating_invitations_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_rating_invitations_enterprises_enterprise_id",
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
                    reason = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    rated_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    rated_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rated_as = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    changed_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    changed_overall = table.Column<int>(type: "integer", maxLength: 32, nullable: true),
                    changed_of_commissioner = table.Column<int>(type: "integer", maxLength: 32, nullable: true),
                    changed_of_result = table.Column<int>(type: "integer", maxLength: 32, nullable: true),
                    changed_reason = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    raised = table.Column<bool>(type: "boolean", nullable: false),
                    raise_free_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    frozen_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    signs = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    counted = table.Column<int>(type: "integer", maxLength: 32, nullable: true),
                    counted_of_commissioner = table.Column<int>(type: "integer", maxLength: 32, nullable: true),
                    counted_of_result = table.Column<int>(type: "integer", maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ratings", x => x.id);
                    table.ForeignKey(
                        name: "fk_ratings_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_ratings_enterprises_enterprise_id",
                        column: x => x.enterprise_id,
                        principalTable: "enterprises",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "external_logins",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    way = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    mark = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    bound_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    grants_roles = table.Column<bool>(type: "boolean", nullable: false),
                    given = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_external_logins", x => x.id);
                    table.ForeignKey(
                        name: "fk_external_logins_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "factor_resets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    asked_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    decided_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    half = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_factor_resets", x => x.id);
                    table.ForeignKey(
                        name: "fk_factor_resets_people_asked_by_id",
                        column: x => x.asked_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_factor_resets_people_decided_by_id",
                        column: x => x.decided_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_factor_resets_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "fault_reviews",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ground = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    occasion = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    opened_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    state_by = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    statement = table.Column<string>(type: "character varying(16000)", maxLength: 16000, nullable: true),
                    stated_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    finding_fault = table.Column<bool>(type: "boolean", nullable: true),
                    finding_consequence = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    finding_reason = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: true),
                    finding_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    finding_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    appeal_by = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    appeal = table.Column<string>(type: "character varying(16000)", maxLength: 16000, nullable: true),
                    appealed_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    appeal_ruling_outcome = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    appeal_ruling_consequence = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    appeal_ruling_reason = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: true),
                    appeal_ruling_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    appeal_ruling_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    withdrawn_because = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fault_reviews", x => x.id);
                    table.CheckConstraint("ck_fault_reviews_three_people", "opened_by_id <> person_id AND (finding_by_id IS NULL OR (finding_by_id <> opened_by_id AND finding_by_id <> person_id)) AND (appeal_ruling_by_id IS NULL OR (appeal_ruling_by_id <> finding_by_id AND appeal_ruling_by_id <> opened_by_id AND appeal_ruling_by_id <> person_id))");
                    table.ForeignKey(
                        name: "fk_fault_reviews_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "financing_needs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    enterprise_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    stated_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    stated_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    amount_from = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    amount_to = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    purpose = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    term_months = table.Column<int>(type: "integer", nullable: false),
                    wanted_on = table.Column<DateOnly>(type: "date", nullable: false),
                    collateral = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    contact_name = table.Column<string>(type: "character varying(1020)", maxLength: 1020, nullable: false),
                    contact_phone = table.Column<string>(type: "character varying(3260)", maxLength: 3260, nullable: false),
                    fields = table.Column<string>(type: "text", nullable: false),
                    labels = table.Column<string>(type: "text", nullable: false),
                    papers = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    to_all = table.Column<bool>(type: "boolean", nullable: false),
                    banks = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    barred = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    released_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    proposed_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    proposed_because = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    checked_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    checked_because = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    listed_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    granted_amount = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    granted_on = table.Column<DateOnly>(type: "date", nullable: true),
                    granted_by_bank_id = table.Column<Guid>(type: "uuid", nullable: true),
                    outcome_words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_financing_needs", x => x.id);
                    table.ForeignKey(
                        name: "fk_financing_needs_banks_granted_by_bank_id",
                        column: x => x.granted_by_bank_id,
                        principalTable: "banks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_financing_needs_enterprises_enterprise_id",
                        column: x => x.enterprise_id,
                        principalTable: "enterprises",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_financing_needs_people_checked_by_id",
                        column: x => x.checked_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_financing_needs_people_proposed_by_id",
                        column: x => x.proposed_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_financing_needs_people_stated_by_id",
                        column: x => x.stated_by_id,
                        principalTable: "people",
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
                    words = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    raised_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    raised_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    finding = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    reason = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    lifted_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_incidents", x => x.id);
                    table.ForeignKey(
                        name: "fk_incidents_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_incidents_enterprises_enterprise_id",
                        column: x => x.enterprise_id,
                        principalTable: "enterprises",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_incidents_people_raised_by_id",
                        column: x => x.raised_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "introductions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    offer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    seek_id = table.Column<Guid>(type: "uuid", nullable: false),
                    offerer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    seeker_id = table.Column<Guid>(type: "uuid", nullable: false),
                    served_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    proposed_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    offerer_agreed_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    seeker_agreed_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    introduced_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    outcome = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    amount = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_introductions", x => x.id);
                    table.ForeignKey(
                        name: "fk_introductions_enterprises_offerer_id",
                        column: x => x.offerer_id,
                        principalTable: "enterprises",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_introductions_enterprises_seeker_id",
                        column: x => x.seeker_id,
                        principalTable: "enterprises",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_introductions_enterprises_served_id",
                        column: x => x.served_id,
                        principalTable: "enterprises",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_introductions_offerings_offer_id",
                        column: x => x.offer_id,
                        principalTable: "offerings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_introductions_offerings_seek_id",
                        column: x => x.seek_id,
                        principalTable: "offerings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_introductions_people_by_id",
                        column: x => x.by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "invitations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    enterprise_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(1020)", maxLength: 1020, nullable: false),
                    phone = table.Column<string>(type: "character varying(444)", maxLength: 444, nullable: false),
                    token_hash = table.Column<string>(type: "character(64)", unicode: false, fixedLength: true, maxLength: 64, nullable: false),
                    invited_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    invited_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    good_until = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    accepted_by_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_invitations", x => x.id);
                    table.ForeignKey(
                        name: "fk_invitations_enterprises_enterprise_id",
                        column: x => x.enterprise_id,
                        principalTable: "enterprises",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_invitations_people_accepted_by_id",
                        column: x => x.accepted_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_invitations_people_invited_by_id",
                        column: x => x.invited_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "legal_holds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    enterprise_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    set_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    set_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    lifted_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    lifted_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    lifted_because = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_legal_holds", x => x.id);
                    table.ForeignKey(
                        name: "fk_legal_holds_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_legal_holds_enterprises_enterprise_id",
                        column: x => x.enterprise_id,
                        principalTable: "enterprises",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_legal_holds_people_lifted_by_id",
                        column: x => x.lifted_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_legal_holds_people_set_by_id",
                        column: x => x.set_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "notice_acceptances",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    words_hash = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notice_acceptances", x => new { x.person_id, x.version });
                    table.ForeignKey(
                        name: "fk_notice_acceptances_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "personal_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    enterprise_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ask = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    answer_by = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    granted = table.Column<bool>(type: "boolean", nullable: true),
                    answer = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    answered_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_personal_requests", x => x.id);
                    table.ForeignKey(
                        name: "fk_personal_requests_enterprises_enterprise_id",
                        column: x => x.enterprise_id,
                        principalTable: "enterprises",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_personal_requests_people_answered_by_id",
                        column: x => x.answered_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_personal_requests_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "phrases",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    use = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    title = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: false),
                    text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    changed_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_phrases", x => x.id);
                    table.ForeignKey(
                        name: "fk_phrases_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_phrases_people_changed_by_id",
                        column: x => x.changed_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_phrases_people_owner_id",
                        column: x => x.owner_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "rebases",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    calendar_code = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: true),
                    from_version = table.Column<int>(type: "integer", nullable: false),
                    to_version = table.Column<int>(type: "integer", nullable: false),
                    in_favour = table.Column<bool>(type: "boolean", nullable: false),
                    reverses_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
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
                    table.PrimaryKey("pk_rebases", x => x.id);
                    table.ForeignKey(
                        name: "fk_rebases_people_started_by_id",
                        column: x => x.started_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_rebases_rebases_reverses_id",
                        column: x => x.reverses_id,
                        principalTable: "rebases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "remedies",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: false),
                    category = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    place = table.Column<string>(type: "character varying(800)", maxLength: 800, nullable: true),
                    concerns_id = table.Column<Guid>(type: "uuid", nullable: true),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    measures = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    cycle = table.Column<int>(type: "integer", nullable: false),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    done_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    done_words = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: true),
                    reopened_because = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    called_off_because = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_remedies", x => x.id);
                    table.ForeignKey(
                        name: "fk_remedies_departments_concerns_id",
                        column: x => x.concerns_id,
                        principalTable: "departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_remedies_departments_owner_id",
                        column: x => x.owner_id,
                        principalTable: "departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_remedies_people_by_id",
                        column: x => x.by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_remedies_people_done_by_id",
                        column: x => x.done_by_id,
                        principalTable: "people",
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
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    hand_over_note = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: true),
                    outgoing_signed_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    successor_signed_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_replacements", x => x.id);
                    table.ForeignKey(
                        name: "fk_replacements_enterprises_enterprise_id",
                        column: x => x.enterprise_id,
                        principalTable: "enterprises",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_replacements_people_acting_id",
                        column: x => x.acting_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_replacements_people_outgoing_id",
                        column: x => x.outgoing_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_replacements_people_proposed_id",
                        column: x => x.proposed_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_replacements_people_successor_id",
                        column: x => x.successor_id,
                        principalTable: "people",
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
                    note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    reported_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reported_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reported_visits", x => x.id);
                    table.ForeignKey(
                        name: "fk_reported_visits_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_reported_visits_enterprises_enterprise_id",
                        column: x => x.enterprise_id,
                        principalTable: "enterprises",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_reported_visits_people_reported_by_id",
                        column: x => x.reported_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "retention_policies",
                columns: table => new
                {
                    version = table.Column<int>(type: "integer", nullable: false),
                    terms_contact_days = table.Column<int>(type: "integer", nullable: false),
                    terms_text_days = table.Column<int>(type: "integer", nullable: false),
                    terms_message_days = table.Column<int>(type: "integer", nullable: false),
                    terms_archive_days = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    set_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    set_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    in_force_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_retention_policies", x => x.version);
                    table.ForeignKey(
                        name: "fk_retention_policies_people_set_by_id",
                        column: x => x.set_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "role_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    roles = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    proposed_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    proposed_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    decided_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_role_changes", x => x.id);
                    table.ForeignKey(
                        name: "fk_role_changes_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_role_changes_people_decided_by_id",
                        column: x => x.decided_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_role_changes_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_role_changes_people_proposed_by_id",
                        column: x => x.proposed_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "saved_views",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    shared_with = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    list = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    name = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    query = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    saved_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_views", x => x.id);
                    table.ForeignKey(
                        name: "fk_saved_views_people_owner_id",
                        column: x => x.owner_id,
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
                    table.PrimaryKey("pk_service_commissioners", x => x.person_id);
                    table.ForeignKey(
                        name: "fk_service_commissioners_parks_park_id",
                        column: x => x.park_id,
                        principalTable: "parks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_service_commissioners_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    began_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    idle_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    seen_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by_code = table.Column<bool>(type: "boolean", nullable: false),
                    second_elsewhere = table.Column<bool>(type: "boolean", nullable: false),
                    proven_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    renewals = table.Column<int>(type: "integer", nullable: false),
                    device = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    network = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sessions", x => x.id);
                    table.ForeignKey(
                        name: "fk_sessions_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_sessions_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "tips",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    receipt_hash = table.Column<string>(type: "character(64)", unicode: false, fixedLength: true, maxLength: 64, nullable: false),
                    sent_on = table.Column<DateOnly>(type: "date", nullable: false),
                    about = table.Column<string>(type: "character varying(3260)", maxLength: 3260, nullable: true),
                    occasion = table.Column<string>(type: "character varying(3260)", maxLength: 3260, nullable: true),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    outcome = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    closed_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tips", x => x.id);
                    table.ForeignKey(
                        name: "fk_tips_people_closed_by_id",
                        column: x => x.closed_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "told_choices",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    culture = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    without = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    paused_until = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    we_chat = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    bound_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_told_choices", x => x.person_id);
                    table.ForeignKey(
                        name: "fk_told_choices_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "told_rules",
                columns: table => new
                {
                    key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    phone = table.Column<bool>(type: "boolean", nullable: false),
                    email = table.Column<bool>(type: "boolean", nullable: false),
                    robot = table.Column<bool>(type: "boolean", nullable: false),
                    urgent = table.Column<bool>(type: "boolean", nullable: false),
                    compulsory = table.Column<bool>(type: "boolean", nullable: false),
                    worth_hours = table.Column<int>(type: "integer", nullable: false),
                    decided_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_told_rules", x => x.key);
                    table.ForeignKey(
                        name: "fk_told_rules_people_decided_by_id",
                        column: x => x.decided_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "told_words",
                columns: table => new
                {
                    key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    culture = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    body = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    written_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    written_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_told_words", x => new { x.key, x.culture, x.version });
                    table.ForeignKey(
                        name: "fk_told_words_people_written_by_id",
                        column: x => x.written_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "undertakings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    template_code = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    template_version = table.Column<int>(type: "integer", nullable: false),
                    enterprise_id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    entrusted = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    authority = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    entrusted_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    entrusted_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    agent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    colleague_id = table.Column<Guid>(type: "uuid", nullable: true),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    end_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    statutory_end_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    completed_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    green_decision = table.Column<string>(type: "character varying(800)", maxLength: 800, nullable: true),
                    tell_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    rated = table.Column<int>(type: "integer", maxLength: 32, nullable: true),
                    rated_reason = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    calendar_code = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: true),
                    decisive_code = table.Column<string>(type: "character varying(96)", maxLength: 96, nullable: true),
                    answers = table.Column<string>(type: "text", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    excluded_months = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_undertakings", x => x.id);
                    table.CheckConstraint("ck_undertakings_begun_with_agents", "(started_at IS NULL AND agent_id IS NULL AND colleague_id IS NULL) OR (kind = 'Package' AND started_at IS NOT NULL AND agent_id IS NULL AND colleague_id IS NULL) OR (started_at IS NOT NULL AND agent_id IS NOT NULL AND colleague_id IS NOT NULL AND agent_id <> colleague_id)");
                    table.CheckConstraint("ck_undertakings_revoked_at", "(status = 'Revoked' AND revoked_at IS NOT NULL) OR (status <> 'Revoked' AND revoked_at IS NULL)");
                    table.ForeignKey(
                        name: "fk_undertakings_enterprises_enterprise_id",
                        column: x => x.enterprise_id,
                        principalTable: "enterprises",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_undertakings_people_agent_id",
                        column: x => x.agent_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_undertakings_people_colleague_id",
                        column: x => x.colleague_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_undertakings_people_entrusted_by_id",
                        column: x => x.entrusted_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_undertakings_undertaking_templates_template_code_template_v",
                        columns: x => new { x.template_code, x.template_version },
                        principalTable: "undertaking_templates",
                        principalColumns: new[] { "code", "version" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "visits",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    enterprise_id = table.Column<Guid>(type: "uuid", nullable: false),
                    origin = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    purpose = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    budget_quarter = table.Column<int>(type: "integer", nullable: true),
                    budget_place = table.Column<int>(type: "integer", nullable: true),
                    beyond_because = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    decided_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_because = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    note = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: true),
                    held_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    held_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    rated = table.Column<int>(type: "integer", maxLength: 32, nullable: true),
                    rated_words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visits", x => x.id);
                    table.ForeignKey(
                        name: "fk_visits_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_visits_enterprises_enterprise_id",
                        column: x => x.enterprise_id,
                        principalTable: "enterprises",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_visits_people_by_id",
                        column: x => x.by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_visits_people_decided_by_id",
                        column: x => x.decided_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_visits_people_held_by_id",
                        column: x => x.held_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "webhooks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    url = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    events = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    secret = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    made_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    worked_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    failed_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    rests_until = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    off_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhooks", x => x.id);
                    table.ForeignKey(
                        name: "fk_webhooks_people_made_by_id",
                        column: x => x.made_by_id,
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
                    contact_outcome = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    verification = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    verification_text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    correct_by = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    corrected_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    correction = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    reply = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_poor_ratings", x => x.id);
                    table.ForeignKey(
                        name: "fk_poor_ratings_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_poor_ratings_enterprises_enterprise_id",
                        column: x => x.enterprise_id,
                        principalTable: "enterprises",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_poor_ratings_people_closed_by_id",
                        column: x => x.closed_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_poor_ratings_people_handler_id",
                        column: x => x.handler_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_poor_ratings_people_served_by_id",
                        column: x => x.served_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_poor_ratings_ratings_rating_id",
                        column: x => x.rating_id,
                        principalTable: "ratings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "financing_pushes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    need_id = table.Column<Guid>(type: "uuid", nullable: false),
                    enterprise_id = table.Column<Guid>(type: "uuid", nullable: false),
                    bank_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    fields = table.Column<string>(type: "text", nullable: false),
                    labels = table.Column<string>(type: "text", nullable: false),
                    papers = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    pushed_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    pushed_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    ended_because = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    cycle = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_financing_pushes", x => x.id);
                    table.ForeignKey(
                        name: "fk_financing_pushes_banks_bank_id",
                        column: x => x.bank_id,
                        principalTable: "banks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_financing_pushes_enterprises_enterprise_id",
                        column: x => x.enterprise_id,
                        principalTable: "enterprises",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_financing_pushes_financing_needs_need_id",
                        column: x => x.need_id,
                        principalTable: "financing_needs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_financing_pushes_people_pushed_by_id",
                        column: x => x.pushed_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "introduction_notes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    introduction_id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_introduction_notes", x => x.id);
                    table.ForeignKey(
                        name: "fk_introduction_notes_introductions_introduction_id",
                        column: x => x.introduction_id,
                        principalTable: "introductions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_introduction_notes_people_by_id",
                        column: x => x.by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "remedy_cases",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    remedy_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    came_back = table.Column<bool>(type: "boolean", nullable: false),
                    linked_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    left_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    helped = table.Column<bool>(type: "boolean", nullable: true),
                    words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    answered_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    answered_cycle = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_remedy_cases", x => x.id);
                    table.ForeignKey(
                        name: "fk_remedy_cases_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_remedy_cases_people_answered_by_id",
                        column: x => x.answered_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_remedy_cases_remedies_remedy_id",
                        column: x => x.remedy_id,
                        principalTable: "remedies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "leaves",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    until_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    noted_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    noted_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_leaves", x => x.id);
                    table.CheckConstraint("ck_leaves_has_length", "from_at < until_at");
                    table.ForeignKey(
                        name: "fk_leaves_people_noted_by_id",
                        column: x => x.noted_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_leaves_service_commissioners_person_id",
                        column: x => x.person_id,
                        principalTable: "service_commissioners",
                        principalColumn: "person_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "tip_readers",
                columns: table => new
                {
                    tip_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    read_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    declined_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tip_readers", x => new { x.tip_id, x.person_id });
                    table.ForeignKey(
                        name: "fk_tip_readers_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_tip_readers_tips_tip_id",
                        column: x => x.tip_id,
                        principalTable: "tips",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "tip_words",
                columns: table => new
                {
                    tip_id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    said_on = table.Column<DateOnly>(type: "date", nullable: false),
                    text = table.Column<string>(type: "character varying(80060)", maxLength: 80060, nullable: false),
                    is_told = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tip_words", x => new { x.tip_id, x.no });
                    table.ForeignKey(
                        name: "fk_tip_words_people_by_id",
                        column: x => x.by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_tip_words_tips_tip_id",
                        column: x => x.tip_id,
                        principalTable: "tips",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "paper_promises",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    undertaking_id = table.Column<Guid>(type: "uuid", nullable: false),
                    node_code = table.Column<string>(type: "character varying(96)", maxLength: 96, nullable: false),
                    name = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    within = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    excluded_months = table.Column<int>(type: "integer", nullable: false),
                    signed_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    signed_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    cycle = table.Column<int>(type: "integer", nullable: false),
                    supplies = table.Column<int>(type: "integer", nullable: false),
                    supplied_from = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    supplied_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    verified_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    words = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    judged_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    broken_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    excluded_until = table.Column<DateOnly>(type: "date", nullable: true),
                    majeure = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    majeure_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    majeure_decided_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    majeure_granted = table.Column<bool>(type: "boolean", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_paper_promises", x => x.id);
                    table.CheckConstraint("ck_paper_promises_broken_until", "(broken_at IS NULL AND excluded_until IS NULL) OR (broken_at IS NOT NULL AND excluded_until IS NOT NULL)");
                    table.ForeignKey(
                        name: "fk_paper_promises_people_judged_by_id",
                        column: x => x.judged_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_paper_promises_people_majeure_by_id",
                        column: x => x.majeure_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_paper_promises_people_signed_by_id",
                        column: x => x.signed_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_paper_promises_undertakings_undertaking_id",
                        column: x => x.undertaking_id,
                        principalTable: "undertakings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "undertaking_cases",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    undertaking_id = table.Column<Guid>(type: "uuid", nullable: false),
                    node_code = table.Column<string>(type: "character varying(96)", maxLength: 96, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_undertaking_cases", x => x.case_id);
                    table.ForeignKey(
                        name: "fk_undertaking_cases_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_undertaking_cases_undertakings_undertaking_id",
                        column: x => x.undertaking_id,
                        principalTable: "undertakings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "undertaking_files",
                columns: table => new
                {
                    node_code = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    paper = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    attachment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    undertaking_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_undertaking_files", x => new { x.attachment_id, x.node_code, x.paper });
                    table.ForeignKey(
                        name: "fk_undertaking_files_attachments_attachment_id",
                        column: x => x.attachment_id,
                        principalTable: "attachments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_undertaking_files_undertakings_undertaking_id",
                        column: x => x.undertaking_id,
                        principalTable: "undertakings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "undertaking_nodes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    undertaking_id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    code = table.Column<string>(type: "character varying(96)", maxLength: 96, nullable: false),
                    name = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: false),
                    needs = table.Column<string>(type: "text", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    statutory = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    promised = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    green = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    papers = table.Column<string>(type: "text", nullable: false),
                    may_lack = table.Column<string>(type: "text", nullable: false),
                    filed_by_enterprise = table.Column<bool>(type: "boolean", nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    suspended_from = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    suspension_cause = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    cycle = table.Column<int>(type: "integer", nullable: false),
                    filings = table.Column<int>(type: "integer", nullable: false),
                    suspensions = table.Column<int>(type: "integer", nullable: false),
                    ready_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    words = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_undertaking_nodes", x => x.id);
                    table.ForeignKey(
                        name: "fk_undertaking_nodes_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_undertaking_nodes_undertakings_undertaking_id",
                        column: x => x.undertaking_id,
                        principalTable: "undertakings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "visit_findings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    visit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visit_findings", x => x.id);
                    table.ForeignKey(
                        name: "fk_visit_findings_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_visit_findings_visits_visit_id",
                        column: x => x.visit_id,
                        principalTable: "visits",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "visit_parties",
                columns: table => new
                {
                    visit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visit_parties", x => new { x.visit_id, x.department_id });
                    table.ForeignKey(
                        name: "fk_visit_parties_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_visit_parties_visits_visit_id",
                        column: x => x.visit_id,
                        principalTable: "visits",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "webhook_attempts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    webhook_id = table.Column<Guid>(type: "uuid", nullable: false),
                    delivery_id = table.Column<Guid>(type: "uuid", nullable: false),
                    @event = table.Column<string>(name: "event", type: "character varying(256)", maxLength: 256, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    milliseconds = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    error = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    request = table.Column<string>(type: "character varying(16000)", maxLength: 16000, nullable: false),
                    answer = table.Column<string>(type: "character varying(16000)", maxLength: 16000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhook_attempts", x => x.id);
                    table.ForeignKey(
                        name: "fk_webhook_attempts_webhooks_webhook_id",
                        column: x => x.webhook_id,
                        principalTable: "webhooks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "leave_stand_ins",
                columns: table => new
                {
                    leave_id = table.Column<Guid>(type: "uuid", nullable: false),
                    enterprise_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_leave_stand_ins", x => new { x.leave_id, x.enterprise_id });
                    table.ForeignKey(
                        name: "fk_leave_stand_ins_enterprises_enterprise_id",
                        column: x => x.enterprise_id,
                        principalTable: "enterprises",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_leave_stand_ins_leaves_leave_id",
                        column: x => x.leave_id,
                        principalTable: "leaves",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_leave_stand_ins_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_accounts_normalized_user_name",
                table: "accounts",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_accounts_phone_number",
                table: "accounts",
                column: "phone_number");

            migrationBuilder.CreateIndex(
                name: "ix_api_keys_hash",
                table: "api_keys",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_api_keys_made_by_id",
                table: "api_keys",
                column: "made_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_api_keys_person_id",
                table: "api_keys",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_appraisal_facts_day_owner_id",
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
                name: "ix_archive_packages_case_id_closed_at",
                table: "archive_packages",
                columns: new[] { "case_id", "closed_at" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_archive_packages_made_at_id",
                table: "archive_packages",
                columns: new[] { "made_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_archive_packages_path",
                table: "archive_packages",
                column: "path",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_assignments_person_id",
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
                name: "ix_attachments_case_id",
                table: "attachments",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_attachments_hash",
                table: "attachments",
                column: "hash");

            migrationBuilder.CreateIndex(
                name: "ix_attachments_to_erase",
                table: "attachments",
                column: "erased_at",
                filter: "erased_at IS NOT NULL AND bytes_gone_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_attachments_undertaking_id",
                table: "attachments",
                column: "undertaking_id");

            migrationBuilder.CreateIndex(
                name: "ix_attachments_uploaded_by_id",
                table: "attachments",
                column: "uploaded_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_log_access",
                table: "audit_log",
                columns: new[] { "access_id", "id" },
                filter: "access_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_audit_log_at",
                table: "audit_log",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_audit_log_number",
                table: "audit_log",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_audit_log_person_id_id",
                table: "audit_log",
                columns: new[] { "person_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_log_unchained",
                table: "audit_log",
                column: "id",
                filter: "number IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_bank_answers_by_id",
                table: "bank_answers",
                column: "by_id");

            migrationBuilder.CreateIndex(
                name: "ix_bank_answers_push_id",
                table: "bank_answers",
                column: "push_id");

            migrationBuilder.CreateIndex(
                name: "ix_bank_answers_replied_by_id",
                table: "bank_answers",
                column: "replied_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_bankers_bank_id",
                table: "bankers",
                column: "bank_id");

            migrationBuilder.CreateIndex(
                name: "ix_banks_code",
                table: "banks",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_benefit_claims_approved_by_id",
                table: "benefit_claims",
                column: "approved_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_benefit_claims_checked_by_id",
                table: "benefit_claims",
                column: "checked_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_benefit_claims_enterprise_id",
                table: "benefit_claims",
                column: "enterprise_id");

            migrationBuilder.CreateIndex(
                name: "ix_benefit_claims_paid_by_id",
                table: "benefit_claims",
                column: "paid_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_benefit_claims_policy_id_edition_enterprise_id",
                table: "benefit_claims",
                columns: new[] { "policy_id", "edition", "enterprise_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_benefit_matches_enterprise_id",
                table: "benefit_matches",
                column: "enterprise_id");

            migrationBuilder.CreateIndex(
                name: "ux_calendars_one_proposal",
                table: "calendars",
                column: "code",
                unique: true,
                filter: "in_force_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_call_recordings_call_id",
                table: "call_recordings",
                column: "call_id");

            migrationBuilder.CreateIndex(
                name: "ix_call_recordings_due",
                table: "call_recordings",
                column: "next_try_at",
                filter: "next_try_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_call_recordings_hash",
                table: "call_recordings",
                column: "hash");

            migrationBuilder.CreateIndex(
                name: "ix_call_recordings_reference",
                table: "call_recordings",
                column: "reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_callback_attempts_task_id_half_day",
                table: "callback_attempts",
                columns: new[] { "task_id", "half_day" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_callbacks_called_by_id",
                table: "callbacks",
                column: "called_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_callbacks_due",
                table: "callbacks",
                columns: new[] { "due_at", "id" },
                filter: "status = 'Open'");

            migrationBuilder.CreateIndex(
                name: "ix_callbacks_enterprise_id",
                table: "callbacks",
                column: "enterprise_id");

            migrationBuilder.CreateIndex(
                name: "ix_callbacks_of_case",
                table: "callbacks",
                columns: new[] { "case_id", "cycle" });

            migrationBuilder.CreateIndex(
                name: "ix_callbacks_replacement_id",
                table: "callbacks",
                column: "replacement_id");

            migrationBuilder.CreateIndex(
                name: "ux_callbacks_one_open_per_case",
                table: "callbacks",
                column: "case_id",
                unique: true,
                filter: "status = 'Open' AND case_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_calls_enterprise_id",
                table: "calls",
                column: "enterprise_id");

            migrationBuilder.CreateIndex(
                name: "ix_calls_exchange_id",
                table: "calls",
                column: "exchange_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_calls_seat_id",
                table: "calls",
                column: "seat_id");

            migrationBuilder.CreateIndex(
                name: "ix_calls_state_began_at",
                table: "calls",
                columns: new[] { "state", "began_at" });

            migrationBuilder.CreateIndex(
                name: "ix_calls_taken_by_id",
                table: "calls",
                column: "taken_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_calls_to_return",
                table: "calls",
                column: "return_by",
                filter: "return_by IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_carried_out_at",
                table: "carried_out",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_case_followers_person_id",
                table: "case_followers",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_notes_case_id_written_at",
                table: "case_notes",
                columns: new[] { "case_id", "written_at" });

            migrationBuilder.CreateIndex(
                name: "ix_case_notes_written_by_id",
                table: "case_notes",
                column: "written_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_openings_case_id",
                table: "case_openings",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_openings_person_id_until_case_id",
                table: "case_openings",
                columns: new[] { "person_id", "until", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_closed",
                table: "cases",
                columns: new[] { "closed_at", "id" },
                filter: "closed_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_cases_enterprise_id_submitted_at_id",
                table: "cases",
                columns: new[] { "enterprise_id", "submitted_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_enterprise_queue",
                table: "cases",
                columns: new[] { "enterprise_id", "next_due_at", "id" },
                filter: "closed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_cases_explanation_proposed",
                table: "cases",
                column: "explanation_proposed_by_id",
                filter: "explanation_proposed_by_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_cases_extension_asked",
                table: "cases",
                column: "extension_asked_asked_by_id",
                filter: "extension_asked_asked_by_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_cases_filed_for_id",
                table: "cases",
                column: "filed_for_id");

            migrationBuilder.CreateIndex(
                name: "ix_cases_merged_into_id",
                table: "cases",
                column: "merged_into_id");

            migrationBuilder.CreateIndex(
                name: "ix_cases_number",
                table: "cases",
                column: "number",
                unique: true,
                filter: "number IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_cases_numbers",
                table: "cases",
                column: "number")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_office_step",
                table: "cases",
                column: "office_step",
                filter: "closed_at IS NULL AND office_step IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_cases_opinion_owed",
                table: "cases",
                column: "opinion_owed_since",
                filter: "opinion_owed_since IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_cases_park_id",
                table: "cases",
                column: "park_id");

            migrationBuilder.CreateIndex(
                name: "ix_cases_queue",
                table: "cases",
                columns: new[] { "next_due_at", "id" },
                filter: "closed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_cases_review",
                table: "cases",
                columns: new[] { "next_due_at", "id" },
                filter: "status = 'UnderReview'");

            migrationBuilder.CreateIndex(
                name: "ix_cases_status",
                table: "cases",
                columns: new[] { "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_sub_park_id",
                table: "cases",
                column: "sub_park_id");

            migrationBuilder.CreateIndex(
                name: "ix_cases_submitted_at_id",
                table: "cases",
                columns: new[] { "submitted_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_items_lead_id",
                table: "catalogue_items",
                column: "lead_id");

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_items_proposal_id",
                table: "catalogue_items",
                column: "proposal_id");

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_proposals_case_id",
                table: "catalogue_proposals",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_proposals_code_version",
                table: "catalogue_proposals",
                columns: new[] { "code", "version" });

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_proposals_competent_id",
                table: "catalogue_proposals",
                column: "competent_id");

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_proposals_leg_id",
                table: "catalogue_proposals",
                column: "leg_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_proposals_objecting_id",
                table: "catalogue_proposals",
                column: "objecting_id");

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_proposals_waiting",
                table: "catalogue_proposals",
                column: "proposed_at",
                filter: "decided_at IS NULL");

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
                name: "ix_clocks_owner_id",
                table: "clocks",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "ix_clocks_subject_id_kind_cycle",
                table: "clocks",
                columns: new[] { "subject_id", "kind", "cycle" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_conferences_case_id",
                table: "conferences",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_conferences_whistle_id",
                table: "conferences",
                column: "whistle_id");

            migrationBuilder.CreateIndex(
                name: "ix_consents_to_channel_at",
                table: "consents",
                columns: new[] { "to", "channel", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_declared_ties_person_id",
                table: "declared_ties",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ux_declared_ties_one_standing",
                table: "declared_ties",
                columns: new[] { "enterprise_id", "person_id" },
                unique: true,
                filter: "ended_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_case_id_planned_at",
                table: "deliveries",
                columns: new[] { "case_id", "planned_at" });

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_channel_provider_id",
                table: "deliveries",
                columns: new[] { "channel", "provider_id" });

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_entry_id_line_text",
                table: "deliveries",
                columns: new[] { "entry_id", "line", "text" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_line_open",
                table: "deliveries",
                columns: new[] { "line", "entry_id" },
                filter: "next_try_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_next_try_at",
                table: "deliveries",
                column: "next_try_at",
                filter: "next_try_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_person_id_planned_at",
                table: "deliveries",
                columns: new[] { "person_id", "planned_at" });

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_planned_at_id",
                table: "deliveries",
                columns: new[] { "planned_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_departments_code",
                table: "departments",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_departments_park_id",
                table: "departments",
                column: "park_id");

            migrationBuilder.CreateIndex(
                name: "ix_departments_successor_id",
                table: "departments",
                column: "successor_id");

            migrationBuilder.CreateIndex(
                name: "ix_drafts_at",
                table: "drafts",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_drafts_owner_id_at",
                table: "drafts",
                columns: new[] { "owner_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_duty_notes_read_by_id",
                table: "duty_notes",
                column: "read_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_duty_notes_written_at",
                table: "duty_notes",
                column: "written_at");

            migrationBuilder.CreateIndex(
                name: "ix_duty_notes_written_by_id",
                table: "duty_notes",
                column: "written_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_duty_shifts_person_id",
                table: "duty_shifts",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_duty_shifts_until_at_from_at",
                table: "duty_shifts",
                columns: new[] { "until_at", "from_at" });

            migrationBuilder.CreateIndex(
                name: "ix_earlier_passwords_account_id_at",
                table: "earlier_passwords",
                columns: new[] { "account_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_emergency_accesses_asked_at_id",
                table: "emergency_accesses",
                columns: new[] { "asked_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_emergency_accesses_asked_by_id",
                table: "emergency_accesses",
                column: "asked_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_emergency_accesses_decided_by_id",
                table: "emergency_accesses",
                column: "decided_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_emergency_accesses_ended_by_id",
                table: "emergency_accesses",
                column: "ended_by_id");

            migrationBuilder.CreateIndex(
                name: "ux_emergency_accesses_open",
                table: "emergency_accesses",
                column: "person_id",
                unique: true,
                filter: "state IN ('Asked', 'Granted')");

            migrationBuilder.CreateIndex(
                name: "ux_engine_alarms_one_open",
                table: "engine_alarms",
                columns: new[] { "trouble", "subject" },
                unique: true,
                filter: "over_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_enterprise_labels_wanted",
                table: "enterprise_labels",
                column: "wanted_at",
                filter: "wanted_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_enterprise_profiles_enterprise_id",
                table: "enterprise_profiles",
                column: "enterprise_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_enterprise_profiles_unmatched",
                table: "enterprise_profiles",
                column: "unmatched");

            migrationBuilder.CreateIndex(
                name: "ix_enterprises_active_id",
                table: "enterprises",
                column: "active_id");

            migrationBuilder.CreateIndex(
                name: "ix_enterprises_away_id",
                table: "enterprises",
                column: "away_id");

            migrationBuilder.CreateIndex(
                name: "ix_enterprises_backup_id",
                table: "enterprises",
                column: "backup_id");

            migrationBuilder.CreateIndex(
                name: "ix_enterprises_credit_code",
                table: "enterprises",
                column: "credit_code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_enterprises_park_id",
                table: "enterprises",
                column: "park_id");

            migrationBuilder.CreateIndex(
                name: "ix_enterprises_successor_id",
                table: "enterprises",
                column: "successor_id");

            migrationBuilder.CreateIndex(
                name: "ix_enterprises_words",
                table: "enterprises",
                column: "name")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "ux_erasures_once",
                table: "erasures",
                columns: new[] { "subject_id", "rule", "since" },
                unique: true,
                filter: "subject_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_exclusions_proposed_at",
                table: "exclusions",
                column: "proposed_at");

            migrationBuilder.CreateIndex(
                name: "ux_exclusions_once",
                table: "exclusions",
                columns: new[] { "case_id", "kind", "unit_id" },
                unique: true,
                filter: "status <> 'Refused'");

            migrationBuilder.CreateIndex(
                name: "ux_external_logins_mark",
                table: "external_logins",
                column: "mark",
                unique: true,
                filter: "ended_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ux_external_logins_way",
                table: "external_logins",
                columns: new[] { "person_id", "way" },
                unique: true,
                filter: "ended_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_factor_resets_asked_by_id",
                table: "factor_resets",
                column: "asked_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_factor_resets_decided_by_id",
                table: "factor_resets",
                column: "decided_by_id");

            migrationBuilder.CreateIndex(
                name: "ux_factor_resets_waiting",
                table: "factor_resets",
                column: "person_id",
                unique: true,
                filter: "state = 'Asked'");

            migrationBuilder.CreateIndex(
                name: "ix_fault_reviews_opened_at",
                table: "fault_reviews",
                column: "opened_at");

            migrationBuilder.CreateIndex(
                name: "ix_fault_reviews_person_id",
                table: "fault_reviews",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_financing_needs_checked_by_id",
                table: "financing_needs",
                column: "checked_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_financing_needs_enterprise_id_stated_at",
                table: "financing_needs",
                columns: new[] { "enterprise_id", "stated_at" });

            migrationBuilder.CreateIndex(
                name: "ix_financing_needs_granted_by_bank_id",
                table: "financing_needs",
                column: "granted_by_bank_id");

            migrationBuilder.CreateIndex(
                name: "ix_financing_needs_proposed_by_id",
                table: "financing_needs",
                column: "proposed_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_financing_needs_state_stated_at",
                table: "financing_needs",
                columns: new[] { "state", "stated_at" });

            migrationBuilder.CreateIndex(
                name: "ix_financing_needs_stated_at_id",
                table: "financing_needs",
                columns: new[] { "stated_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_financing_needs_stated_by_id",
                table: "financing_needs",
                column: "stated_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_financing_pushes_bank_id_pushed_at_id",
                table: "financing_pushes",
                columns: new[] { "bank_id", "pushed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_financing_pushes_enterprise_id",
                table: "financing_pushes",
                column: "enterprise_id");

            migrationBuilder.CreateIndex(
                name: "ix_financing_pushes_pushed_by_id",
                table: "financing_pushes",
                column: "pushed_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_financing_pushes_seen",
                table: "financing_pushes",
                columns: new[] { "need_id", "bank_id" },
                unique: true,
                filter: "ended_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_firings_fired_at",
                table: "firings",
                column: "fired_at");

            migrationBuilder.CreateIndex(
                name: "ix_incidents_enterprise_id",
                table: "incidents",
                column: "enterprise_id");

            migrationBuilder.CreateIndex(
                name: "ix_incidents_raised_at_id",
                table: "incidents",
                columns: new[] { "raised_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_incidents_raised_by_id",
                table: "incidents",
                column: "raised_by_id");

            migrationBuilder.CreateIndex(
                name: "ux_incidents_one_open",
                table: "incidents",
                columns: new[] { "case_id", "cycle", "kind" },
                unique: true,
                filter: "decided_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_introduction_notes_by_id",
                table: "introduction_notes",
                column: "by_id");

            migrationBuilder.CreateIndex(
                name: "ix_introduction_notes_introduction_id_no",
                table: "introduction_notes",
                columns: new[] { "introduction_id", "no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_introductions_by_id",
                table: "introductions",
                column: "by_id");

            migrationBuilder.CreateIndex(
                name: "ix_introductions_offerer_id_proposed_at",
                table: "introductions",
                columns: new[] { "offerer_id", "proposed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_introductions_proposed_at_id",
                table: "introductions",
                columns: new[] { "proposed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_introductions_seek_id",
                table: "introductions",
                column: "seek_id");

            migrationBuilder.CreateIndex(
                name: "ix_introductions_seeker_id_proposed_at",
                table: "introductions",
                columns: new[] { "seeker_id", "proposed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_introductions_served_id",
                table: "introductions",
                column: "served_id");

            migrationBuilder.CreateIndex(
                name: "ix_introductions_state_proposed_at",
                table: "introductions",
                columns: new[] { "state", "proposed_at" });

            migrationBuilder.CreateIndex(
                name: "ux_introductions_pair",
                table: "introductions",
                columns: new[] { "offer_id", "seek_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_invitations_accepted_by_id",
                table: "invitations",
                column: "accepted_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_invitations_enterprise_id_good_until",
                table: "invitations",
                columns: new[] { "enterprise_id", "good_until" });

            migrationBuilder.CreateIndex(
                name: "ix_invitations_invited_by_id",
                table: "invitations",
                column: "invited_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_invitations_token_hash",
                table: "invitations",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_leave_stand_ins_enterprise_id",
                table: "leave_stand_ins",
                column: "enterprise_id");

            migrationBuilder.CreateIndex(
                name: "ix_leave_stand_ins_person_id",
                table: "leave_stand_ins",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_leaves_noted_by_id",
                table: "leaves",
                column: "noted_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_leaves_person_id_from_at",
                table: "leaves",
                columns: new[] { "person_id", "from_at" });

            migrationBuilder.CreateIndex(
                name: "ix_leaves_state_from_at",
                table: "leaves",
                columns: new[] { "state", "from_at" });

            migrationBuilder.CreateIndex(
                name: "ix_legal_holds_lifted_by_id",
                table: "legal_holds",
                column: "lifted_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_legal_holds_set_at_id",
                table: "legal_holds",
                columns: new[] { "set_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_legal_holds_set_by_id",
                table: "legal_holds",
                column: "set_by_id");

            migrationBuilder.CreateIndex(
                name: "ux_legal_holds_case",
                table: "legal_holds",
                column: "case_id",
                unique: true,
                filter: "case_id IS NOT NULL AND lifted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ux_legal_holds_enterprise",
                table: "legal_holds",
                column: "enterprise_id",
                unique: true,
                filter: "enterprise_id IS NOT NULL AND lifted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_legs_conference_id",
                table: "legs",
                column: "conference_id");

            migrationBuilder.CreateIndex(
                name: "ix_legs_department_id_status_case_id",
                table: "legs",
                columns: new[] { "department_id", "status", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_legs_inbox",
                table: "legs",
                columns: new[] { "department_id", "status", "next_due_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_legs_whistle_id",
                table: "legs",
                column: "whistle_id");

            migrationBuilder.CreateIndex(
                name: "ux_legs_one_open_per_department",
                table: "legs",
                columns: new[] { "case_id", "department_id" },
                unique: true,
                filter: "status <> 'Done' AND status <> 'Cancelled' AND status <> 'Reassigned'");

            migrationBuilder.CreateIndex(
                name: "ix_notices_entry_id_person_id_text",
                table: "notices",
                columns: new[] { "entry_id", "person_id", "text" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_notices_person_id_at",
                table: "notices",
                columns: new[] { "person_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_notices_unplanned",
                table: "notices",
                column: "show_at",
                filter: "planned_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_offerings_category_kind_state_filed_at",
                table: "offerings",
                columns: new[] { "category", "kind", "state", "filed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_offerings_enterprise_id_filed_at",
                table: "offerings",
                columns: new[] { "enterprise_id", "filed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_offerings_filed_at_id",
                table: "offerings",
                columns: new[] { "filed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_offerings_place_id",
                table: "offerings",
                column: "place_id");

            migrationBuilder.CreateIndex(
                name: "ix_offerings_state_until_on",
                table: "offerings",
                columns: new[] { "state", "until_on" });

            migrationBuilder.CreateIndex(
                name: "ix_paper_promises_excluded",
                table: "paper_promises",
                column: "excluded_until",
                filter: "excluded_until IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_paper_promises_judged_by_id",
                table: "paper_promises",
                column: "judged_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_paper_promises_majeure_by_id",
                table: "paper_promises",
                column: "majeure_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_paper_promises_signed_by_id",
                table: "paper_promises",
                column: "signed_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_paper_promises_undertaking_id",
                table: "paper_promises",
                column: "undertaking_id");

            migrationBuilder.CreateIndex(
                name: "ix_parks_code",
                table: "parks",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_parks_part_of_id",
                table: "parks",
                column: "part_of_id");

            migrationBuilder.CreateIndex(
                name: "ix_passkeys_account_id",
                table: "passkeys",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_passkeys_credential_id",
                table: "passkeys",
                column: "credential_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_people_department_id",
                table: "people",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_people_enterprise_id",
                table: "people",
                column: "enterprise_id");

            migrationBuilder.CreateIndex(
                name: "ix_personal_requests_answered_by_id",
                table: "personal_requests",
                column: "answered_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_personal_requests_enterprise_id",
                table: "personal_requests",
                column: "enterprise_id");

            migrationBuilder.CreateIndex(
                name: "ix_personal_requests_person_id",
                table: "personal_requests",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_personal_requests_waiting",
                table: "personal_requests",
                columns: new[] { "answer_by", "id" },
                filter: "answered_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_phrases_changed_by_id",
                table: "phrases",
                column: "changed_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_phrases_department_id",
                table: "phrases",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_phrases_owner_id_use",
                table: "phrases",
                columns: new[] { "owner_id", "use" });

            migrationBuilder.CreateIndex(
                name: "ix_poor_ratings_case_id",
                table: "poor_ratings",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_poor_ratings_closed_by_id",
                table: "poor_ratings",
                column: "closed_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_poor_ratings_enterprise_id_rated_at",
                table: "poor_ratings",
                columns: new[] { "enterprise_id", "rated_at" });

            migrationBuilder.CreateIndex(
                name: "ix_poor_ratings_handler_id",
                table: "poor_ratings",
                column: "handler_id");

            migrationBuilder.CreateIndex(
                name: "ix_poor_ratings_rated_at_id",
                table: "poor_ratings",
                columns: new[] { "rated_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_poor_ratings_rating_id",
                table: "poor_ratings",
                column: "rating_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_poor_ratings_served_by_id",
                table: "poor_ratings",
                column: "served_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_publications_from_revision",
                table: "publications",
                columns: new[] { "from", "revision" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_rating_invitations_enterprise_id_not_before",
                table: "rating_invitations",
                columns: new[] { "enterprise_id", "not_before" });

            migrationBuilder.CreateIndex(
                name: "ix_rating_invitations_valid_until",
                table: "rating_invitations",
                column: "valid_until");

            migrationBuilder.CreateIndex(
                name: "ix_ratings_case_id_cycle",
                table: "ratings",
                columns: new[] { "case_id", "cycle" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_ratings_enterprise_id",
                table: "ratings",
                column: "enterprise_id");

            migrationBuilder.CreateIndex(
                name: "ix_ratings_rated_at",
                table: "ratings",
                column: "rated_at");

            migrationBuilder.CreateIndex(
                name: "ix_rebases_started_by_id",
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
                name: "ix_receipts_at",
                table: "receipts",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_remedies_by_id",
                table: "remedies",
                column: "by_id");

            migrationBuilder.CreateIndex(
                name: "ix_remedies_concerns_id",
                table: "remedies",
                column: "concerns_id");

            migrationBuilder.CreateIndex(
                name: "ix_remedies_done_by_id",
                table: "remedies",
                column: "done_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_remedies_owner_id",
                table: "remedies",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "ix_remedies_started_at_id",
                table: "remedies",
                columns: new[] { "started_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_remedies_state_done_at",
                table: "remedies",
                columns: new[] { "state", "done_at" });

            migrationBuilder.CreateIndex(
                name: "ix_remedy_cases_answered_by_id",
                table: "remedy_cases",
                column: "answered_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_remedy_cases_case_id",
                table: "remedy_cases",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_remedy_cases_remedy_id_case_id",
                table: "remedy_cases",
                columns: new[] { "remedy_id", "case_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_replacements_acting_id",
                table: "replacements",
                column: "acting_id");

            migrationBuilder.CreateIndex(
                name: "ix_replacements_began_at",
                table: "replacements",
                column: "began_at");

            migrationBuilder.CreateIndex(
                name: "ix_replacements_enterprise_id_began_at",
                table: "replacements",
                columns: new[] { "enterprise_id", "began_at" });

            migrationBuilder.CreateIndex(
                name: "ix_replacements_outgoing_id",
                table: "replacements",
                column: "outgoing_id");

            migrationBuilder.CreateIndex(
                name: "ix_replacements_proposed_id",
                table: "replacements",
                column: "proposed_id");

            migrationBuilder.CreateIndex(
                name: "ix_replacements_successor_id",
                table: "replacements",
                column: "successor_id");

            migrationBuilder.CreateIndex(
                name: "ux_replacements_one_open",
                table: "replacements",
                column: "enterprise_id",
                unique: true,
                filter: "status = 'Acting'");

            migrationBuilder.CreateIndex(
                name: "ix_reported_visits_at_id",
                table: "reported_visits",
                columns: new[] { "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_reported_visits_department_id",
                table: "reported_visits",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_reported_visits_enterprise_id_at",
                table: "reported_visits",
                columns: new[] { "enterprise_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_reported_visits_reported_by_id",
                table: "reported_visits",
                column: "reported_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_retention_policies_set_by_id",
                table: "retention_policies",
                column: "set_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_role_changes_decided_by_id",
                table: "role_changes",
                column: "decided_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_role_changes_department_id",
                table: "role_changes",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_role_changes_person_id_proposed_at",
                table: "role_changes",
                columns: new[] { "person_id", "proposed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_role_changes_proposed_by_id",
                table: "role_changes",
                column: "proposed_by_id");

            migrationBuilder.CreateIndex(
                name: "ux_role_changes_waiting",
                table: "role_changes",
                column: "person_id",
                unique: true,
                filter: "state = 'Proposed'");

            migrationBuilder.CreateIndex(
                name: "ix_saved_views_owner_id",
                table: "saved_views",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "ix_saved_views_shared",
                table: "saved_views",
                column: "shared_with",
                filter: "shared_with IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_service_commissioners_park_id",
                table: "service_commissioners",
                column: "park_id");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_case_id",
                table: "sessions",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_person_id_ends_at",
                table: "sessions",
                columns: new[] { "person_id", "ends_at" });

            migrationBuilder.CreateIndex(
                name: "ix_staff_traces_at",
                table: "staff_traces",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_supervision_orders_case_id_no",
                table: "supervision_orders",
                columns: new[] { "case_id", "no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_supervision_orders_department_id",
                table: "supervision_orders",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_supervision_orders_open",
                table: "supervision_orders",
                columns: new[] { "status", "answer_by", "id" },
                filter: "status IN ('Issued', 'Answered')");

            migrationBuilder.CreateIndex(
                name: "ix_support_policies_code",
                table: "support_policies",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_timeline_revealed",
                table: "timeline",
                column: "at",
                filter: "name = 'ContactRevealed'");

            migrationBuilder.CreateIndex(
                name: "ix_timeline_subject_id_seq",
                table: "timeline",
                columns: new[] { "subject_id", "seq" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_timeline_unreacted",
                table: "timeline",
                column: "id",
                filter: "reacted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_tip_readers_person_id",
                table: "tip_readers",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_tip_words_by_id",
                table: "tip_words",
                column: "by_id");

            migrationBuilder.CreateIndex(
                name: "ix_tips_closed_by_id",
                table: "tips",
                column: "closed_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_tips_receipt_hash",
                table: "tips",
                column: "receipt_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_tips_sent_on_id",
                table: "tips",
                columns: new[] { "sent_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_told_choices_we_chat",
                table: "told_choices",
                column: "we_chat",
                unique: true,
                filter: "we_chat IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_told_rules_decided_by_id",
                table: "told_rules",
                column: "decided_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_told_words_written_by_id",
                table: "told_words",
                column: "written_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_undertaking_cases_undertaking_id",
                table: "undertaking_cases",
                column: "undertaking_id");

            migrationBuilder.CreateIndex(
                name: "ix_undertaking_files_undertaking_id",
                table: "undertaking_files",
                column: "undertaking_id");

            migrationBuilder.CreateIndex(
                name: "ix_undertaking_nodes_department_id",
                table: "undertaking_nodes",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_undertaking_nodes_undertaking_id_code",
                table: "undertaking_nodes",
                columns: new[] { "undertaking_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_undertakings_agent_id",
                table: "undertakings",
                column: "agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_undertakings_colleague_id",
                table: "undertakings",
                column: "colleague_id");

            migrationBuilder.CreateIndex(
                name: "ix_undertakings_enterprise_id",
                table: "undertakings",
                column: "enterprise_id");

            migrationBuilder.CreateIndex(
                name: "ix_undertakings_entrusted_by_id",
                table: "undertakings",
                column: "entrusted_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_undertakings_newest",
                table: "undertakings",
                columns: new[] { "entrusted_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_undertakings_number",
                table: "undertakings",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_undertakings_template_code_template_version",
                table: "undertakings",
                columns: new[] { "template_code", "template_version" });

            migrationBuilder.CreateIndex(
                name: "ix_undertakings_to_tell",
                table: "undertakings",
                column: "tell_at",
                filter: "tell_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_visit_findings_case_id",
                table: "visit_findings",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_visit_findings_visit_id_no",
                table: "visit_findings",
                columns: new[] { "visit_id", "no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_visit_parties_department_id",
                table: "visit_parties",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_visits_at_id",
                table: "visits",
                columns: new[] { "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_visits_by_id",
                table: "visits",
                column: "by_id");

            migrationBuilder.CreateIndex(
                name: "ix_visits_decided_by_id",
                table: "visits",
                column: "decided_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_visits_department_id_at",
                table: "visits",
                columns: new[] { "department_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_visits_enterprise_id_at",
                table: "visits",
                columns: new[] { "enterprise_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_visits_held_by_id",
                table: "visits",
                column: "held_by_id");

            migrationBuilder.CreateIndex(
                name: "ux_visits_budget",
                table: "visits",
                columns: new[] { "enterprise_id", "budget_quarter", "budget_place" },
                unique: true,
                filter: "budget_place IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_webhook_attempts_webhook_id_at",
                table: "webhook_attempts",
                columns: new[] { "webhook_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_webhooks_made_by_id",
                table: "webhooks",
                column: "made_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_whistles_case_id",
                table: "whistles",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_whistles_catalogue_item",
                table: "whistles",
                columns: new[] { "catalogue_item_code", "blown_at" },
                filter: "catalogue_item_code IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_whistles_problem",
                table: "whistles",
                column: "problem_at",
                filter: "problem_at IS NOT NULL");

            migrationBuilder.AddForeignKey(
                name: "fk_api_keys_people_made_by_id",
                table: "api_keys",
                column: "made_by_id",
                principalTable: "people",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_api_keys_people_person_id",
                table: "api_keys",
                column: "person_id",
                principalTable: "people",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_archive_packages_cases_case_id",
                table: "archive_packages",
                column: "case_id",
                principalTable: "cases",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_assignments_enterprises_enterprise_id",
                table: "assignments",
                column: "enterprise_id",
                principalTable: "enterprises",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_assignments_people_person_id",
                table: "assignments",
                column: "person_id",
                principalTable: "people",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_attachments_cases_case_id",
                table: "attachments",
                column: "case_id",
                principalTable: "cases",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_attachments_people_uploaded_by_id",
                table: "attachments",
                column: "uploaded_by_id",
                principalTable: "people",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_attachments_undertakings_undertaking_id",
                table: "attachments",
                column: "undertaking_id",
                principalTable: "undertakings",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_bank_answers_financing_pushes_push_id",
                table: "bank_answers",
                column: "push_id",
                principalTable: "financing_pushes",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_bank_answers_people_by_id",
                table: "bank_answers",
                column: "by_id",
                principalTable: "people",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_bank_answers_people_replied_by_id",
                table: "bank_answers",
                column: "replied_by_id",
                principalTable: "people",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_bankers_people_person_id",
                table: "bankers",
                column: "person_id",
                principalTable: "people",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_benefit_claims_enterprises_enterprise_id",
                table: "benefit_claims",
                column: "enterprise_id",
                principalTable: "enterprises",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_benefit_claims_people_approved_by_id",
                table: "benefit_claims",
                column: "approved_by_id",
                principalTable: "people",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_benefit_claims_people_checked_by_id",
                table: "benefit_claims",
                column: "checked_by_id",
                principalTable: "people",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_benefit_claims_people_paid_by_id",
                table: "benefit_claims",
                column: "paid_by_id",
                principalTable: "people",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_benefit_matches_enterprises_enterprise_id",
                table: "benefit_matches",
                column: "enterprise_id",
                principalTable: "enterprises",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_call_recordings_calls_call_id",
                table: "call_recordings",
                column: "call_id",
                principalTable: "calls",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_callback_attempts_callbacks_task_id",
                table: "callback_attempts",
                column: "task_id",
                principalTable: "callbacks",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_callbacks_cases_case_id",
                table: "callbacks",
                column: "case_id",
                principalTable: "cases",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_callbacks_enterprises_enterprise_id",
                table: "callbacks",
                column: "enterprise_id",
                principalTable: "enterprises",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_callbacks_people_called_by_id",
                table: "callbacks",
                column: "called_by_id",
                principalTable: "people",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_callbacks_replacements_replacement_id",
                table: "callbacks",
                column: "replacement_id",
                principalTable: "replacements",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_calls_enterprises_enterprise_id",
                table: "calls",
                column: "enterprise_id",
                principalTable: "enterprises",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_calls_people_seat_id",
                table: "calls",
                column: "seat_id",
                principalTable: "people",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_calls_people_taken_by_id",
                table: "calls",
                column: "taken_by_id",
                principalTable: "people",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_case_followers_cases_case_id",
                table: "case_followers",
                column: "case_id",
                principalTable: "cases",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_case_followers_people_person_id",
                table: "case_followers",
                column: "person_id",
                principalTable: "people",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_case_notes_cases_case_id",
                table: "case_notes",
                column: "case_id",
                principalTable: "cases",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_case_notes_people_written_by_id",
                table: "case_notes",
                column: "written_by_id",
                principalTable: "people",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_case_openings_cases_case_id",
                table: "case_openings",
                column: "case_id",
                principalTable: "cases",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_case_openings_people_person_id",
                table: "case_openings",
                column: "person_id",
                principalTable: "people",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_cases_enterprises_enterprise_id",
                table: "cases",
                column: "enterprise_id",
                principalTable: "enterprises",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_cases_enterprises_filed_for_id",
                table: "cases",
                column: "filed_for_id",
                principalTable: "enterprises",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_catalogue_items_catalogue_proposals_proposal_id",
                table: "catalogue_items",
                column: "proposal_id",
                principalTable: "catalogue_proposals",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_declared_ties_enterprises_enterprise_id",
                table: "declared_ties",
                column: "enterprise_id",
                principalTable: "enterprises",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_declared_ties_service_commissioners_person_id",
                table: "declared_ties",
                column: "person_id",
                principalTable: "service_commissioners",
                principalColumn: "person_id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_deliveries_people_person_id",
                table: "deliveries",
                column: "person_id",
                principalTable: "people",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_department_ratings_ratings_rating_id",
                table: "department_ratings",
                column: "rating_id",
                principalTable: "ratings",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_duty_notes_people_read_by_id",
                table: "duty_notes",
                column: "read_by_id",
                principalTable: "people",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_duty_notes_people_written_by_id",
                table: "duty_notes",
                column: "written_by_id",
                principalTable: "people",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_duty_shifts_people_person_id",
                table: "duty_shifts",
                column: "person_id",
                principalTable: "people",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_emergency_accesses_people_asked_by_id",
                table: "emergency_accesses",
                column: "asked_by_id",
                principalTable: "people",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_emergency_accesses_people_decided_by_id",
                table: "emergency_accesses",
                column: "decided_by_id",
                principalTable: "people",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_emergency_accesses_people_ended_by_id",
                table: "emergency_accesses",
                column: "ended_by_id",
                principalTable: "people",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_emergency_accesses_people_person_id",
                table: "emergency_accesses",
                column: "person_id",
                principalTable: "people",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_enterprise_labels_enterprise_profiles_profile_id",
                table: "enterprise_labels",
                column: "profile_id",
                principalTable: "enterprise_profiles",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_enterprise_profiles_enterprises_enterprise_id",
                table: "enterprise_profiles",
                column: "enterprise_id",
                principalTable: "enterprises",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_enterprises_people_active_id",
                table: "enterprises",
                column: "active_id",
                principalTable: "people",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_enterprises_people_away_id",
                table: "enterprises",
                column: "away_id",
                principalTable: "people",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_enterprises_people_backup_id",
                table: "enterprises",
                column: "backup_id",
                principalTable: "people",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        
            migrationBuilder.Sql(HandSql.Of("Postgres/Posts.sql"));
            migrationBuilder.Sql(HandSql.Of("Postgres/Words.sql"));
            migrationBuilder.Sql(HandSql.Of("Postgres/Audit.sql"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_enterprises_people_active_id",
                table: "enterprises");

            migrationBuilder.DropForeignKey(
                name: "fk_enterprises_people_away_id",
                table: "enterprises");

            migrationBuilder.DropForeignKey(
                name: "fk_enterprises_people_backup_id",
                table: "enterprises");

            migrationBuilder.DropForeignKey(
                name: "fk_catalogue_proposals_cases_case_id",
                table: "catalogue_proposals");

            migrationBuilder.DropForeignKey(
                name: "fk_conferences_cases_case_id",
                table: "conferences");

            migrationBuilder.DropForeignKey(
                name: "fk_whistles_cases_case_id",
                table: "whistles");

            migrationBuilder.DropForeignKey(
                name: "fk_departments_parks_park_id",
                table: "departments");

            migrationBuilder.DropForeignKey(
                name: "fk_catalogue_items_catalogue_proposals_proposal_id",
                table: "catalogue_items");

            migrationBuilder.DropTable(
                name: "access_tokens");

            migrationBuilder.DropTable(
                name: "account_claims");

            migrationBuilder.DropTable(
                name: "account_logins");

            migrationBuilder.DropTable(
                name: "account_tokens");

            migrationBuilder.DropTable(
                name: "api_keys");

            migrationBuilder.DropTable(
                name: "appraisal_facts");

            migrationBuilder.DropTable(
                name: "appraisal_progress");

            migrationBuilder.DropTable(
                name: "appraisal_sums");

            migrationBuilder.DropTable(
                name: "archive_packages");

            migrationBuilder.DropTable(
                name: "assignments");

            migrationBuilder.DropTable(
                name: "audit_log");

            migrationBuilder.DropTable(
                name: "bank_answers");

            migrationBuilder.DropTable(
                name: "bankers");

            migrationBuilder.DropTable(
                name: "benefit_claims");

            migrationBuilder.DropTable(
                name: "benefit_matches");

            migrationBuilder.DropTable(
                name: "calendars");

            migrationBuilder.DropTable(
                name: "call_recordings");

            migrationBuilder.DropTable(
                name: "callback_attempts");

            migrationBuilder.DropTable(
                name: "carried_out");

            migrationBuilder.DropTable(
                name: "case_counters");

            migrationBuilder.DropTable(
                name: "case_followers");

            migrationBuilder.DropTable(
                name: "case_notes");

            migrationBuilder.DropTable(
                name: "case_openings");

            migrationBuilder.DropTable(
                name: "channel_states");

            migrationBuilder.DropTable(
                name: "clock_events");

            migrationBuilder.DropTable(
                name: "consents");

            migrationBuilder.DropTable(
                name: "data_protection_keys");

            migrationBuilder.DropTable(
                name: "declared_ties");

            migrationBuilder.DropTable(
                name: "deliveries");

            migrationBuilder.DropTable(
                name: "department_names");

            migrationBuilder.DropTable(
                name: "department_ratings");

            migrationBuilder.DropTable(
                name: "drafts");

            migrationBuilder.DropTable(
                name: "drifts");

            migrationBuilder.DropTable(
                name: "duty_notes");

            migrationBuilder.DropTable(
                name: "duty_shifts");

            migrationBuilder.DropTable(
                name: "earlier_passwords");

            migrationBuilder.DropTable(
                name: "emergency_accesses");

            migrationBuilder.DropTable(
                name: "engine_alarms");

            migrationBuilder.DropTable(
                name: "enterprise_labels");

            migrationBuilder.DropTable(
                name: "erasures");

            migrationBuilder.DropTable(
                name: "exclusions");

            migrationBuilder.DropTable(
                name: "external_logins");

            migrationBuilder.DropTable(
                name: "factor_resets");

            migrationBuilder.DropTable(
                name: "fault_reviews");

            migrationBuilder.DropTable(
                name: "firings");

            migrationBuilder.DropTable(
                name: "former_names");

            migrationBuilder.DropTable(
                name: "heartbeats");

            migrationBuilder.DropTable(
                name: "incidents");

            migrationBuilder.DropTable(
                name: "introduction_notes");

            migrationBuilder.DropTable(
                name: "invitations");

            migrationBuilder.DropTable(
                name: "leave_stand_ins");

            migrationBuilder.DropTable(
                name: "legal_holds");

            migrationBuilder.DropTable(
                name: "limit_counts");

            migrationBuilder.DropTable(
                name: "notice_acceptances");

            migrationBuilder.DropTable(
                name: "notices");

            migrationBuilder.DropTable(
                name: "outages");

            migrationBuilder.DropTable(
                name: "paper_promises");

            migrationBuilder.DropTable(
                name: "passkey_challenges");

            migrationBuilder.DropTable(
                name: "passkeys");

            migrationBuilder.DropTable(
                name: "personal_requests");

            migrationBuilder.DropTable(
                name: "phrases");

            migrationBuilder.DropTable(
                name: "policies");

            migrationBuilder.DropTable(
                name: "publications");

            migrationBuilder.DropTable(
                name: "rating_invitations");

            migrationBuilder.DropTable(
                name: "rebases");

            migrationBuilder.DropTable(
                name: "receipts");

            migrationBuilder.DropTable(
                name: "recovery_codes");

            migrationBuilder.DropTable(
                name: "remedy_cases");

            migrationBuilder.DropTable(
                name: "reported_visits");

            migrationBuilder.DropTable(
                name: "retention_policies");

            migrationBuilder.DropTable(
                name: "role_changes");

            migrationBuilder.DropTable(
                name: "saved_views");

            migrationBuilder.DropTable(
                name: "score_policies");

            migrationBuilder.DropTable(
                name: "seals");

            migrationBuilder.DropTable(
                name: "sessions");

            migrationBuilder.DropTable(
                name: "set_aside");

            migrationBuilder.DropTable(
                name: "sign_in_codes");

            migrationBuilder.DropTable(
                name: "sign_in_tallies");

            migrationBuilder.DropTable(
                name: "staff_traces");

            migrationBuilder.DropTable(
                name: "supervision_orders");

            migrationBuilder.DropTable(
                name: "timeline");

            migrationBuilder.DropTable(
                name: "tip_readers");

            migrationBuilder.DropTable(
                name: "tip_words");

            migrationBuilder.DropTable(
                name: "told_choices");

            migrationBuilder.DropTable(
                name: "told_rules");

            migrationBuilder.DropTable(
                name: "told_words");

            migrationBuilder.DropTable(
                name: "undertaking_cases");

            migrationBuilder.DropTable(
                name: "undertaking_files");

            migrationBuilder.DropTable(
                name: "undertaking_nodes");

            migrationBuilder.DropTable(
                name: "visit_findings");

            migrationBuilder.DropTable(
                name: "visit_parties");

            migrationBuilder.DropTable(
                name: "webhook_attempts");

            migrationBuilder.DropTable(
                name: "support_policies");

            migrationBuilder.DropTable(
                name: "calls");

            migrationBuilder.DropTable(
                name: "enterprise_profiles");

            migrationBuilder.DropTable(
                name: "clocks");

            migrationBuilder.DropTable(
                name: "leaves");

            migrationBuilder.DropTable(
                name: "accounts");

            migrationBuilder.DropTable(
                name: "tips");

            migrationBuilder.DropTable(
                name: "attachments");

            migrationBuilder.DropTable(
                name: "visits");

            migrationBuilder.DropTable(
                name: "webhooks");

            migrationBuilder.DropTable(
                name: "callbacks");

            migrationBuilder.DropTable(
                name: "financing_pushes");

            migrationBuilder.DropTable(
                name: "introductions");

            migrationBuilder.DropTable(
                name: "poor_ratings");

            migrationBuilder.DropTable(
                name: "remedies");

            migrationBuilder.DropTable(
                name: "service_commissioners");

            migrationBuilder.DropTable(
                name: "undertakings");

            migrationBuilder.DropTable(
                name: "replacements");

            migrationBuilder.DropTable(
                name: "financing_needs");

            migrationBuilder.DropTable(
                name: "offerings");

            migrationBuilder.DropTable(
                name: "ratings");

            migrationBuilder.DropTable(
                name: "undertaking_templates");

            migrationBuilder.DropTable(
                name: "banks");

            migrationBuilder.DropTable(
                name: "people");

            migrationBuilder.DropTable(
                name: "cases");

            migrationBuilder.DropTable(
                name: "enterprises");

            migrationBuilder.DropTable(
                name: "parks");

            migrationBuilder.DropTable(
                name: "catalogue_proposals");

            migrationBuilder.DropTable(
                name: "catalogue_items");

            migrationBuilder.DropTable(
                name: "legs");

            migrationBuilder.DropTable(
                name: "conferences");

            migrationBuilder.DropTable(
                name: "departments");

            migrationBuilder.DropTable(
                name: "whistles");
        }
    }
}
