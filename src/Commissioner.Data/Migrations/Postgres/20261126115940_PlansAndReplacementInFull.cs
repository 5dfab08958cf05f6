using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Commissioner.Data.Migrations.Postgres
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
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "outgoing_signed_at",
                table: "replacements",
                type: "timestamp(6) with time zone",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "successor_signed_at",
                table: "replacements",
                type: "timestamp(6) with time zone",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "poor_result",
                table: "parks",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "offered_for_id",
                table: "enterprises",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "explanation_basis",
                table: "cases",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "explanation_office_id",
                table: "cases",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "explanation_proposed_by_id",
                table: "cases",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "explanation_supervisor_id",
                table: "cases",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "explanation_why",
                table: "cases",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "explanation_words",
                table: "cases",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "plan_asked_asked_by_id",
                table: "cases",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "plan_asked_by_id",
                table: "cases",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "plan_asked_department_id",
                table: "cases",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "plan_asked_measures",
                table: "cases",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "plan_asked_review_by",
                table: "cases",
                type: "timestamp(6) with time zone",
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
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "plan_measures",
                table: "cases",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "plan_review_by",
                table: "cases",
                type: "timestamp(6) with time zone",
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
                    table.PrimaryKey("PK_declared_ties", x => x.id);
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

            // The present post follows the last ended one, not any of them, and nobody holds both posts of an enterprise at any instant, past or present.
            // Seen at the commit, since all these rows change together.
            migrationBuilder.Sql("""
                CREATE FUNCTION demand_unbroken_posts(of uuid) RETURNS void LANGUAGE plpgsql AS $$
                BEGIN
                    IF EXISTS (SELECT 1 FROM enterprises e WHERE e.id = of AND (
                            e.active_follows_at IS DISTINCT FROM (SELECT max(a.to_at) FROM assignments a WHERE a.enterprise_id = of AND a.duty = 'Active')
                            OR e.backup_follows_at IS DISTINCT FROM (SELECT max(a.to_at) FROM assignments a WHERE a.enterprise_id = of AND a.duty = 'Backup'))) THEN
                        RAISE EXCEPTION 'The present posts of enterprise % do not follow its last ended ones.', of USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_posts_end_the_chain';
                    END IF;
                END $$;
                CREATE FUNCTION check_posts_of_enterprise() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    PERFORM demand_unbroken_posts(NEW.id);
                    RETURN NULL;
                END $$;
                CREATE FUNCTION check_posts_of_assignment() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF TG_OP <> 'INSERT' THEN
                        PERFORM demand_unbroken_posts(OLD.enterprise_id);
                    END IF;
                    IF TG_OP <> 'DELETE' THEN
                        PERFORM demand_unbroken_posts(NEW.enterprise_id);
                        IF EXISTS (SELECT 1 FROM assignments a WHERE a.enterprise_id = NEW.enterprise_id AND a.duty <> NEW.duty AND a.person_id = NEW.person_id AND a.from_at < NEW.to_at AND NEW.from_at < a.to_at)
                            OR EXISTS (SELECT 1 FROM enterprises e WHERE e.id = NEW.enterprise_id AND (
                                (NEW.duty = 'Active' AND e.backup_id = NEW.person_id AND e.backup_since_at < NEW.to_at) OR (NEW.duty = 'Backup' AND e.active_id = NEW.person_id AND e.active_since_at < NEW.to_at))) THEN
                            RAISE EXCEPTION 'One person would hold both posts of enterprise %.', NEW.enterprise_id USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_assignments_two_people';
                        END IF;
                    END IF;
                    RETURN NULL;
                END $$;
                CREATE CONSTRAINT TRIGGER tr_enterprises_posts AFTER INSERT OR UPDATE OF active_follows_at, active_since_at, backup_follows_at, backup_since_at ON enterprises
                    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_posts_of_enterprise();
                CREATE CONSTRAINT TRIGGER tr_assignments_posts AFTER INSERT OR UPDATE OR DELETE ON assignments
                    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_posts_of_assignment();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                DROP TRIGGER tr_assignments_posts ON assignments;
                DROP TRIGGER tr_enterprises_posts ON enterprises;
                DROP FUNCTION check_posts_of_assignment();
                DROP FUNCTION check_posts_of_enterprise();
                DROP FUNCTION demand_unbroken_posts(uuid);
                """);

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
