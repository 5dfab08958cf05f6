using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Commissioner.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class PostsFollowTheirHistory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {

        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {

        }
    }
}
