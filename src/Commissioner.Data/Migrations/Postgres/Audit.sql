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
