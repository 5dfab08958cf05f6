-- The audit log is only added to. A row is given its place in the chain once; nothing else of it changes. What is older than the law wants
-- it kept may go, and only by the statement that says so to its own session.
CREATE TRIGGER tr_audit_log ON audit_log AFTER INSERT, UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (
            SELECT 1 FROM inserted AS i LEFT JOIN deleted AS d ON d.id = i.id
            WHERE d.id IS NULL AND (i.number IS NOT NULL OR i.previous IS NOT NULL OR i.hash IS NOT NULL))
        OR EXISTS (
            SELECT 1 FROM inserted AS i INNER JOIN deleted AS d ON d.id = i.id
            WHERE d.number IS NOT NULL OR i.number IS NULL OR i.previous IS NULL OR i.hash IS NULL
                OR EXISTS (
                    SELECT i.at, i.person_id, i.key_id, i.access_id, i.roles, i.address, i.agent, i.what, i.subject_kind, i.subject_id, i.outcome, i.up_to, i.up_to_hash
                    EXCEPT
                    SELECT d.at, d.person_id, d.key_id, d.access_id, d.roles, d.address, d.agent, d.what, d.subject_kind, d.subject_id, d.outcome, d.up_to, d.up_to_hash))
        OR EXISTS (
            SELECT 1 FROM deleted AS d LEFT JOIN inserted AS i ON i.id = d.id
            WHERE i.id IS NULL AND (
                ISNULL(CONVERT(nvarchar(8), SESSION_CONTEXT(N'commissioner.audit')), N'') <> N'tidy'
                OR d.number IS NULL
                OR d.at >= DATEADD(day, -184, TODATETIMEOFFSET(SYSUTCDATETIME(), 0))))
        THROW 51000, 'The audit log is only added to.', 1;
END;
GO

-- Both ways go by procedures of the table's owner: who runs the application may be a lesser user, which has no right to change or remove a row by
-- statements of its own. What may be changed and removed is still the trigger's to say.
CREATE PROCEDURE chain_audit @places nvarchar(max) AS
BEGIN
    SET NOCOUNT ON;
    SET XACT_ABORT ON;
    BEGIN TRANSACTION;
    UPDATE a SET number = p.number, previous = p.previous, hash = p.hash
    FROM audit_log AS a INNER JOIN OPENJSON(@places)
        WITH (id bigint, number bigint, previous nvarchar(64), hash nvarchar(64)) AS p ON p.id = a.id
    WHERE a.number IS NULL;
    DECLARE @placed int = @@ROWCOUNT;
    -- Another node has placed some of them: all are left to it.
    IF @placed <> (SELECT COUNT(*) FROM OPENJSON(@places))
    BEGIN
        ROLLBACK TRANSACTION;
        SELECT -1 AS [Value];
        RETURN;
    END;
    COMMIT TRANSACTION;
    SELECT @placed AS [Value];
END;
GO

CREATE PROCEDURE tidy_audit @last bigint AS
BEGIN
    SET NOCOUNT ON;
    EXEC sp_set_session_context N'commissioner.audit', N'tidy';
    DELETE FROM audit_log WHERE number <= @last;
    DECLARE @gone int = @@ROWCOUNT;
    EXEC sp_set_session_context N'commissioner.audit', NULL;
    SELECT @gone AS [Value];
END;
