using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Commissioner.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class RoutingCatalogue : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "catalogue_items",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    matter = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    category = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    words = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    lead_id = table.Column<Guid>(type: "uuid", nullable: false),
                    assisting_ids = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    legal_basis = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    disclosure = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    retired = table.Column<bool>(type: "boolean", nullable: false),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: false),
                    added_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    proposal_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalogue_items", x => new { x.code, x.version });
                    table.ForeignKey(
                        name: "FK_catalogue_items_departments_lead_id",
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
                    basis = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    proposed_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    decided_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    became = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalogue_proposals", x => x.id);
                    table.ForeignKey(
                        name: "FK_catalogue_proposals_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_catalogue_proposals_catalogue_items_code_version",
                        columns: x => new { x.code, x.version },
                        principalTable: "catalogue_items",
                        principalColumns: new[] { "code", "version" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_catalogue_proposals_departments_competent_id",
                        column: x => x.competent_id,
                        principalTable: "departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_catalogue_proposals_departments_objecting_id",
                        column: x => x.objecting_id,
                        principalTable: "departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_catalogue_proposals_legs_leg_id",
                        column: x => x.leg_id,
                        principalTable: "legs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_catalogue_items_lead_id",
                table: "catalogue_items",
                column: "lead_id");

            migrationBuilder.CreateIndex(
                name: "IX_catalogue_items_proposal_id",
                table: "catalogue_items",
                column: "proposal_id");

            migrationBuilder.CreateIndex(
                name: "IX_catalogue_proposals_case_id",
                table: "catalogue_proposals",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "IX_catalogue_proposals_code_version",
                table: "catalogue_proposals",
                columns: new[] { "code", "version" });

            migrationBuilder.CreateIndex(
                name: "IX_catalogue_proposals_competent_id",
                table: "catalogue_proposals",
                column: "competent_id");

            migrationBuilder.CreateIndex(
                name: "IX_catalogue_proposals_leg_id",
                table: "catalogue_proposals",
                column: "leg_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_catalogue_proposals_objecting_id",
                table: "catalogue_proposals",
                column: "objecting_id");

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_proposals_waiting",
                table: "catalogue_proposals",
                column: "proposed_at",
                filter: "decided_at IS NULL");

            migrationBuilder.AddForeignKey(
                name: "FK_catalogue_items_catalogue_proposals_proposal_id",
                table: "catalogue_items",
                column: "proposal_id",
                principalTable: "catalogue_proposals",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_catalogue_items_catalogue_proposals_proposal_id",
                table: "catalogue_items");

            migrationBuilder.DropTable(
                name: "catalogue_proposals");

            migrationBuilder.DropTable(
                name: "catalogue_items");
        }
    }
}
