-- Closing a search is a row of its own: who, when and why. Taking the search up again leaves the row in its history.
SET ROLE app_owner;
CREATE TABLE "search_closure" (
    "practice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "search_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "reason" TEXT NOT NULL,
    "closed_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_by" UUID NOT NULL,
    "reopened_at" TIMESTAMPTZ(3),
    "reopened_by" UUID,

    CONSTRAINT "search_closure_pkey" PRIMARY KEY ("practice_id","id")
);
CREATE INDEX "search_closure_practice_id_client_id_search_id_idx" ON "search_closure"("practice_id", "client_id", "search_id");
ALTER TABLE "search_closure" ADD CONSTRAINT "search_closure_practice_id_client_id_search_id_fkey" FOREIGN KEY ("practice_id", "client_id", "search_id") REFERENCES "search"("practice_id", "client_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "search_closure" ADD CONSTRAINT "search_closure_practice_id_closed_by_fkey" FOREIGN KEY ("practice_id", "closed_by") REFERENCES "member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE search_closure ADD CONSTRAINT search_closure_reopening CHECK ((reopened_at IS NULL) = (reopened_by IS NULL));
CREATE UNIQUE INDEX search_closure_one_standing ON search_closure (practice_id, search_id) WHERE reopened_at IS NULL;

-- Nobody stays in play in a closed search.
CREATE FUNCTION app.nobody_in_play() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM candidacy d WHERE d.practice_id = NEW.practice_id AND d.client_id = NEW.client_id
      AND d.search_id = NEW.id AND d.disposition IN ('active', 'on_hold')) THEN
    RAISE EXCEPTION 'people are in play' USING ERRCODE = '23514', CONSTRAINT = 'search_nobody_in_play', TABLE = 'search';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION app.nobody_in_play() FROM PUBLIC;
CREATE TRIGGER nobody_in_play BEFORE UPDATE OF closed_at ON search FOR EACH ROW
  WHEN (OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL) EXECUTE FUNCTION app.nobody_in_play();

ALTER TABLE search_closure ENABLE ROW LEVEL SECURITY;
ALTER TABLE search_closure FORCE ROW LEVEL SECURITY;
CREATE POLICY wall ON search_closure AS RESTRICTIVE FOR ALL TO app_rw, app_portal, app_jobs
  USING (practice_id = (SELECT app.practice())) WITH CHECK (practice_id = (SELECT app.practice()));
CREATE POLICY staff ON search_closure FOR ALL TO app_rw
  USING ((SELECT app.role()) IN ('owner', 'cto')
    AND ((SELECT app.all_clients()) OR client_id = ANY ((SELECT app.my_clients())::uuid[])))
  WITH CHECK ((SELECT app.role()) IN ('owner', 'cto')
    AND ((SELECT app.all_clients()) OR client_id = ANY ((SELECT app.my_clients())::uuid[])));
GRANT SELECT, INSERT ON search_closure TO app_rw;
GRANT UPDATE (reopened_at, reopened_by) ON search_closure TO app_rw;
GRANT SELECT ON search_closure TO app_backup;
CREATE TRIGGER keep_tenant BEFORE UPDATE OF practice_id ON search_closure FOR EACH ROW EXECUTE FUNCTION app.keep_tenant();
CREATE TRIGGER keep_client BEFORE UPDATE OF client_id ON search_closure FOR EACH ROW EXECUTE FUNCTION app.keep_tenant();
CREATE TRIGGER keep_row BEFORE DELETE ON search_closure FOR EACH ROW EXECUTE FUNCTION app.keep_row();
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON search_closure FOR EACH ROW EXECUTE FUNCTION app.audit();
RESET ROLE;
