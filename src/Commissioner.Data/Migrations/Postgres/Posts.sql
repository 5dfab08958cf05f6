-- The present post begins where the last ended one of it ended. This is seen at the commit, since both rows change together.
ALTER TABLE enterprises
    ADD COLUMN active_duty character varying(32) GENERATED ALWAYS AS ('Active') STORED,
    ADD COLUMN backup_duty character varying(32) GENERATED ALWAYS AS ('Backup') STORED,
    ADD CONSTRAINT fk_enterprises_active_follows FOREIGN KEY (id, active_duty, active_follows_at)
        REFERENCES assignments (enterprise_id, duty, to_at) DEFERRABLE INITIALLY DEFERRED,
    ADD CONSTRAINT fk_enterprises_backup_follows FOREIGN KEY (id, backup_duty, backup_follows_at)
        REFERENCES assignments (enterprise_id, duty, to_at) DEFERRABLE INITIALLY DEFERRED;

-- It follows the last ended one, not any of them, and nobody holds both posts of an enterprise at any instant, past or present.
CREATE FUNCTION demand_unbroken_posts(of uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM enterprises e WHERE e.id = of AND (
            e.active_follows_at IS DISTINCT FROM (SELECT max(a.to_at) FROM assignments a WHERE a.enterprise_id = of AND a.duty = 'Active')
            OR e.backup_follows_at IS DISTINCT FROM (SELECT max(a.to_at) FROM assignments a WHERE a.enterprise_id = of AND a.duty = 'Backup'))) THEN
        RAISE EXCEPTION 'The present posts of enterprise % do not follow its last ended ones.', of
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_posts_end_the_chain';
    END IF;
END $$;

CREATE FUNCTION check_posts_of_enterprise() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM demand_unbroken_posts(NEW.id);
    RETURN NULL;
END $$;

CREATE FUNCTION check_posts_of_assignment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM demand_unbroken_posts(OLD.enterprise_id);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM demand_unbroken_posts(NEW.enterprise_id);
        IF EXISTS (SELECT 1 FROM assignments a
                WHERE a.enterprise_id = NEW.enterprise_id AND a.duty <> NEW.duty AND a.person_id = NEW.person_id
                    AND a.from_at < NEW.to_at AND NEW.from_at < a.to_at)
            OR EXISTS (SELECT 1 FROM enterprises e WHERE e.id = NEW.enterprise_id AND (
                (NEW.duty = 'Active' AND e.backup_id = NEW.person_id AND e.backup_since_at < NEW.to_at)
                OR (NEW.duty = 'Backup' AND e.active_id = NEW.person_id AND e.active_since_at < NEW.to_at))) THEN
            RAISE EXCEPTION 'One person would hold both posts of enterprise %.', NEW.enterprise_id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_assignments_two_people';
        END IF;
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER tr_enterprises_posts
    AFTER INSERT OR UPDATE OF active_follows_at, active_since_at, backup_follows_at, backup_since_at ON enterprises
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_posts_of_enterprise();
CREATE CONSTRAINT TRIGGER tr_assignments_posts AFTER INSERT OR UPDATE OR DELETE ON assignments
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_posts_of_assignment();
