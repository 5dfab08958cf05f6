using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Commissioner.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class LegsByDue : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "next_due_at",
                table: "legs",
                type: "datetimeoffset(6)",
                precision: 6,
                nullable: true);

            // What runs of each leg at the upgrade; from here on it is written with the clocks.
            migrationBuilder.Sql("UPDATE legs SET next_due_at = (SELECT min(k.due_at) FROM clocks k WHERE k.subject_id = legs.id AND k.stopped_at IS NULL AND k.state <> 'Paused')");

            migrationBuilder.CreateIndex(
                name: "ix_legs_inbox",
                table: "legs",
                columns: new[] { "department_id", "status", "next_due_at", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_legs_inbox",
                table: "legs");

            migrationBuilder.DropColumn(
                name: "next_due_at",
                table: "legs");
        }
    }
}
