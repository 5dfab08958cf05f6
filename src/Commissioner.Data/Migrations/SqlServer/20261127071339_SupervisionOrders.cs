using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Commissioner.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class SupervisionOrders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "opinion_at",
                table: "cases",
                type: "datetimeoffset(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "opinion_owed_since",
                table: "cases",
                type: "datetimeoffset(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "opinion_owed_why",
                table: "cases",
                type: "nvarchar(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "supervision_orders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    no = table.Column<int>(type: "int", nullable: false),
                    why = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    promise = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: true),
                    demand = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    to = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    department_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    issued_at = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    answer_by = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    status = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    answer = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    done_by = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    answered_by_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    returned_why = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_supervision_orders", x => x.id)
                        .Annotation("SqlServer:Clustered", false);
                    table.ForeignKey(
                        name: "FK_supervision_orders_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_supervision_orders_departments_department_id",
                        column: x => x.department_id,
                        principalTable: "departments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_whistles_catalogue_item",
                table: "whistles",
                columns: new[] { "catalogue_item_code", "blown_at" },
                filter: "catalogue_item_code IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_cases_opinion_owed",
                table: "cases",
                column: "opinion_owed_since",
                filter: "opinion_owed_since IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_supervision_orders_case_id_no",
                table: "supervision_orders",
                columns: new[] { "case_id", "no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_supervision_orders_department_id",
                table: "supervision_orders",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_supervision_orders_open",
                table: "supervision_orders",
                columns: new[] { "status", "answer_by", "id" },
                filter: "status IN ('Issued', 'Answered')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "supervision_orders");

            migrationBuilder.DropIndex(
                name: "ix_whistles_catalogue_item",
                table: "whistles");

            migrationBuilder.DropIndex(
                name: "ix_cases_opinion_owed",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "opinion_at",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "opinion_owed_since",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "opinion_owed_why",
                table: "cases");
        }
    }
}
