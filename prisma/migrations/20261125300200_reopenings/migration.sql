-- Reopening a month is an act of its own: who, when and why, and which closure it sets aside. The closure, its lines and what was
-- published from it stay; the month closes again as the next revision.
SET ROLE app_owner;
CREATE TABLE "reopening" (
    "practice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "engagement_id" UUID NOT NULL,
    "month" CHAR(7) NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "closure_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "reopened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reopened_by" UUID NOT NULL,

    CONSTRAINT "reopening_pkey" PRIMARY KEY ("practice_id","id")
);
CREATE UNIQUE INDEX "reopening_practice_id_client_id_engagement_id_month_closure_key" ON "reopening"("practice_id", "client_id", "engagement_id", "month", "closure_id");
CREATE UNIQUE INDEX "closure_practice_id_client_id_engagement_id_month_id_key" ON "closure"("practice_id", "client_id", "engagement_id", "month", "id");
ALTER TABLE "reopening" ADD CONSTRAINT "reopening_practice_id_client_id_engagement_id_month_closur_fkey" FOREIGN KEY ("practice_id", "client_id", "engagement_id", "month", "closure_id") REFERENCES "closure"("practice_id", "client_id", "engagement_id", "month", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE reopening ADD CONSTRAINT reopening_reason CHECK (reason <> '');

-- Only the latest closed month opens again, and only with its reason written down.
CREATE FUNCTION app.may_reopen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM contract_month m WHERE m.practice_id = NEW.practice_id AND m.engagement_id = NEW.engagement_id
      AND m.month > NEW.month AND m.state = 'closed') THEN
    RAISE EXCEPTION 'a later month is closed' USING ERRCODE = '23514', CONSTRAINT = 'reopening_of_latest', TABLE = 'contract_month';
  END IF;
  IF NOT EXISTS (SELECT FROM reopening r WHERE r.practice_id = NEW.practice_id AND r.client_id = NEW.client_id
      AND r.closure_id = (SELECT k.id FROM closure k WHERE k.practice_id = NEW.practice_id AND k.engagement_id = NEW.engagement_id
        AND k.month = NEW.month ORDER BY k.revision DESC LIMIT 1)) THEN
    RAISE EXCEPTION 'nobody says why' USING ERRCODE = '23514', CONSTRAINT = 'reopening_told', TABLE = 'contract_month';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER may_reopen BEFORE UPDATE OF state ON contract_month FOR EACH ROW
  WHEN (OLD.state = 'closed' AND NEW.state = 'open') EXECUTE FUNCTION app.may_reopen();

-- A month closes as the next revision, once for each time that it was open.
CREATE FUNCTION app.next_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.revision <> 1 + (SELECT count(*) FROM reopening r WHERE r.practice_id = NEW.practice_id AND r.client_id = NEW.client_id
      AND r.engagement_id = NEW.engagement_id AND r.month = NEW.month)
    OR (SELECT m.state FROM contract_month m WHERE m.practice_id = NEW.practice_id AND m.engagement_id = NEW.engagement_id
      AND m.month = NEW.month) IS DISTINCT FROM 'open' THEN
    RAISE EXCEPTION 'not the next revision' USING ERRCODE = '23514', CONSTRAINT = 'closure_next_revision', TABLE = 'closure';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER next_revision BEFORE INSERT ON closure FOR EACH ROW EXECUTE FUNCTION app.next_revision();

-- What is published stands on the closure in force: the latest one, and not set aside.
CREATE FUNCTION app.closure_in_force() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM reopening r WHERE r.practice_id = NEW.practice_id AND r.client_id = NEW.client_id AND r.closure_id = NEW.closure_id) THEN
    RAISE EXCEPTION 'this closure was set aside' USING ERRCODE = '23514', CONSTRAINT = 'statement_closure_in_force', TABLE = 'statement';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER closure_in_force BEFORE INSERT ON statement FOR EACH ROW EXECUTE FUNCTION app.closure_in_force();
REVOKE ALL ON FUNCTION app.may_reopen(), app.next_revision(), app.closure_in_force() FROM PUBLIC;

ALTER TABLE reopening ENABLE ROW LEVEL SECURITY;
ALTER TABLE reopening FORCE ROW LEVEL SECURITY;
CREATE POLICY wall ON reopening AS RESTRICTIVE FOR ALL TO app_rw, app_portal, app_jobs
  USING (practice_id = (SELECT app.practice())) WITH CHECK (practice_id = (SELECT app.practice()));
CREATE POLICY staff ON reopening FOR ALL TO app_rw
  USING ((SELECT app.all_clients()) OR client_id = ANY ((SELECT app.my_clients())::uuid[]))
  WITH CHECK ((SELECT app.role()) = 'owner');
-- The client reads that a month was revised, and why.
CREATE POLICY portal ON reopening FOR SELECT TO app_portal USING (client_id = (SELECT app.client()));
CREATE POLICY portal ON closure FOR SELECT TO app_portal USING (client_id = (SELECT app.client()));
GRANT SELECT, INSERT ON reopening TO app_rw;
GRANT SELECT ON reopening TO app_backup;
GRANT SELECT (practice_id, client_id, closure_id, reason) ON reopening TO app_portal;
GRANT SELECT (practice_id, client_id, engagement_id, month, id, revision) ON closure TO app_portal;
GRANT SELECT (closure_id) ON statement TO app_portal;
CREATE TRIGGER keep_tenant BEFORE UPDATE OF practice_id ON reopening FOR EACH ROW EXECUTE FUNCTION app.keep_tenant();
CREATE TRIGGER keep_client BEFORE UPDATE OF client_id ON reopening FOR EACH ROW EXECUTE FUNCTION app.keep_tenant();
CREATE TRIGGER keep_row BEFORE DELETE ON reopening FOR EACH ROW EXECUTE FUNCTION app.keep_row();
CREATE TRIGGER keep_values BEFORE UPDATE ON reopening FOR EACH ROW EXECUTE FUNCTION app.keep_row();
CREATE TRIGGER keep_table BEFORE TRUNCATE ON reopening FOR EACH STATEMENT EXECUTE FUNCTION app.keep_row();
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON reopening FOR EACH ROW EXECUTE FUNCTION app.audit();
RESET ROLE;
