using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Commissioner.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class PostsFollowTheirHistory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // The present post begins where the last ended one of it ended: seen at the commit, since both rows change together.
            migrationBuilder.Sql("""
                ALTER TABLE enterprises
                    ADD COLUMN active_duty character varying(32) GENERATED ALWAYS AS ('Active') STORED,
                    ADD COLUMN backup_duty character varying(32) GENERATED ALWAYS AS ('Backup') STORED,
                    ADD CONSTRAINT fk_enterprises_active_follows FOREIGN KEY (id, active_duty, active_follows_at)
                        REFERENCES assignments (enterprise_id, duty, to_at) DEFERRABLE INITIALLY DEFERRED,
                    ADD CONSTRAINT fk_enterprises_backup_follows FOREIGN KEY (id, backup_duty, backup_follows_at)
                        REFERENCES assignments (enterprise_id, duty, to_at) DEFERRABLE INITIALLY DEFERRED;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                ALTER TABLE enterprises
                    DROP CONSTRAINT fk_enterprises_backup_follows, DROP CONSTRAINT fk_enterprises_active_follows,
                    DROP COLUMN backup_duty, DROP COLUMN active_duty;
                """);
        }
    }
}
