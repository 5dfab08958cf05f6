using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Commissioner.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class FaultReviews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "fault_reviews",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    person_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ground = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    occasion = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    status = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    opened_by_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    state_by = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    statement = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    stated_at = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    finding_fault = table.Column<bool>(type: "bit", nullable: true),
                    finding_consequence = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: true),
                    finding_reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    finding_by_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    finding_at = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    appeal_by = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    appeal = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    appealed_at = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    appeal_ruling_outcome = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: true),
                    appeal_ruling_consequence = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: true),
                    appeal_ruling_reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    appeal_ruling_by_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    appeal_ruling_at = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    withdrawn_because = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_fault_reviews", x => x.id)
                        .Annotation("SqlServer:Clustered", false);
                    table.CheckConstraint("ck_fault_reviews_three_people", "opened_by_id <> person_id AND (finding_by_id IS NULL OR (finding_by_id <> opened_by_id AND finding_by_id <> person_id)) AND (appeal_ruling_by_id IS NULL OR (appeal_ruling_by_id <> finding_by_id AND appeal_ruling_by_id <> opened_by_id AND appeal_ruling_by_id <> person_id))");
                    table.ForeignKey(
                        name: "FK_fault_reviews_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_fault_reviews_opened_at",
                table: "fault_reviews",
                column: "opened_at");

            migrationBuilder.CreateIndex(
                name: "IX_fault_reviews_person_id",
                table: "fault_reviews",
                column: "person_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "fault_reviews");
        }
    }
}
