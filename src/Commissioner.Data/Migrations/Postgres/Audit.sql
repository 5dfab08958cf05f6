-- The audit log is only added to. A row is given its place in the chain once; nothing else of it changes. What is older than the law wants
-- it kept may go, and only by the statement that says so to its own transaction.
CREATE FUNCTION keep_audit_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF current_setting('commissioner.audit', true) = 'tidy' AND OLD.number IS NOT NULL AND OLD.at < now() - interval '184 days' THEN
            RETURN OLD;
        END IF;
    ELSIF TG_OP = 'UPDATE' THEN
        IF OLD.number IS NULL AND NEW.number IS NOT NULL AND NEW.previous IS NOT NULL AND NEW.hash IS NOT NULL THEN
            OLD.number := NEW.number;
            OLD.previous := NEW.previous;
            OLD.hash := NEW.hash;
            IF NEW IS NOT DISTINCT FROM OLD THEN
                RETURN NEW;
            END IF;
        END IF;
    END IF;
    RAISE EXCEPTION 'The audit log is only added to.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_audit_log_only_added_to';
END $$;

CREATE TRIGGER tr_audit_log BEFORE UPDATE OR DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION keep_audit_log();
CREATE TRIGGER tr_audit_log_unchained BEFORE INSERT ON audit_log FOR EACH ROW
    WHEN (NEW.number IS NOT NULL OR NEW.previous IS NOT NULL OR NEW.hash IS NOT NULL) EXECUTE FUNCTION keep_audit_log();
CREATE TRIGGER tr_audit_log_whole BEFORE TRUNCATE ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION keep_audit_log();

-- Both ways go by functions that act as the owner of the table: who runs the application may be a lesser role, which has no right to change or
-- remove a row by statements of its own. What may be changed and removed is still the triggers' to say.
CREATE FUNCTION chain_audit(places jsonb) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    placed integer;
BEGIN
    UPDATE audit_log AS a SET number = p.number, previous = p.previous, hash = p.hash
    FROM jsonb_to_recordset(places) AS p(id bigint, number bigint, previous text, hash text)
    WHERE a.id = p.id AND a.number IS NULL;
    GET DIAGNOSTICS placed = ROW_COUNT;
    -- Another node has placed some of them: all are left to it.
    IF placed <> jsonb_array_length(places) THEN
        RAISE EXCEPTION 'Rows of the audit log were given their places meanwhile.' USING ERRCODE = 'serialization_failure';
    END IF;
    RETURN placed;
END $$;

CREATE FUNCTION tidy_audit(last bigint) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    gone integer;
BEGIN
    PERFORM set_config('commissioner.audit', 'tidy', true);
    DELETE FROM audit_log WHERE number <= last;
    GET DIAGNOSTICS gone = ROW_COUNT;
    PERFORM set_config('commissioner.audit', '', true);
    RETURN gone;
END $$;

REVOKE EXECUTE ON FUNCTION chain_audit(jsonb), tidy_audit(bigint) FROM PUBLIC;
