-- The role that the serving application signs in as. It works with all tables, but of the audit log it may only read and add: not even somebody
-- who has taken the application over can change, remove or empty it by statements of its own.
--
-- Run it as the owner of the database, after each `commissioner migrate`, which the owner runs:
--   psql "$OWNER" -f deploy/role.postgres.sql
--   psql "$OWNER" -c '\password commissioner_app'      (once)
-- Then the service's ConnectionStrings__Commissioner names commissioner_app. It may be run again at any time.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'commissioner_app') THEN
        CREATE ROLE commissioner_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOBYPASSRLS;
    END IF;
END $$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public, hangfire TO commissioner_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public, hangfire TO commissioner_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public, hangfire TO commissioner_app;

-- What the database is at is the owner's to say.
REVOKE INSERT, UPDATE, DELETE ON migrations FROM commissioner_app;

REVOKE UPDATE, DELETE, TRUNCATE ON audit_log FROM commissioner_app;
-- The two ways that are left act as the owner, and the table's triggers still hold: a row is given its place once, and what is younger than
-- 184 days stays.
GRANT EXECUTE ON FUNCTION chain_audit(jsonb), tidy_audit(bigint) TO commissioner_app;
