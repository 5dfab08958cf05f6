using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Commissioner.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class TriageBoard : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_whistles_problem",
                table: "whistles",
                column: "problem_at",
                filter: "problem_at IS NOT NULL");

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
                name: "ix_cases_review",
                table: "cases",
                columns: new[] { "next_due_at", "id" },
                filter: "status = 'UnderReview'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_whistles_problem",
                table: "whistles");

            migrationBuilder.DropIndex(
                name: "ix_cases_explanation_proposed",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "ix_cases_extension_asked",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "ix_cases_review",
                table: "cases");
        }
    }
}
