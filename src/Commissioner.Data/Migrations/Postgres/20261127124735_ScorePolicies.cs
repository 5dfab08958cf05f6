using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Commissioner.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ScorePolicies : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "score_policies",
                columns: table => new
                {
                    version = table.Column<int>(type: "integer", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
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
                    table.PrimaryKey("PK_score_policies", x => x.version);
                    table.CheckConstraint("ck_score_policies_two_people", "confirmed_at IS NULL OR decided_by_id <> proposed_by_id");
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "score_policies");
        }
    }
}
