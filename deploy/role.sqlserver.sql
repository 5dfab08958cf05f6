-- The user that the serving application signs in as. It works with all tables, but of the audit log it may only read and add: not even somebody
-- who has taken the application over can change or remove its rows by statements of its own.
--
-- Run it as the owner of the database (dbo), in this database, after each `commissioner migrate`, which the owner runs. The login is made once by
-- the server's administrator: CREATE LOGIN commissioner_app WITH PASSWORD = '…'. It may be run again at any time.
IF USER_ID(N'commissioner_app') IS NULL
    CREATE USER commissioner_app FOR LOGIN commissioner_app;

GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA::dbo TO commissioner_app;
GRANT SELECT, INSERT, UPDATE, DELETE, EXECUTE ON SCHEMA::hangfire TO commissioner_app;

-- What the database is at is the owner's to say.
DENY INSERT, UPDATE, DELETE ON dbo.migrations TO commissioner_app;

-- TRUNCATE TABLE needs ALTER, which was not granted.
DENY UPDATE, DELETE, ALTER ON dbo.audit_log TO commissioner_app;
-- The two ways that are left act by the ownership of the table, and its trigger still holds: a row is given its place once, and what is younger
-- than 184 days stays.
GRANT EXECUTE ON dbo.chain_audit TO commissioner_app;
GRANT EXECUTE ON dbo.tidy_audit TO commissioner_app;
