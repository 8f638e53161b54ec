-- An adjustment changes the balance of an open month by signed minutes, with a reason that the client reads in the summary. While
-- the month is open it can be withdrawn; it is never deleted, and once the month is closed it stays as it is.
SET ROLE app_owner;
CREATE TABLE "adjustment" (
    "practice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "engagement_id" UUID NOT NULL,
    "month" CHAR(7) NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "minutes" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "adjusted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "adjusted_by" UUID NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_by" UUID,

    CONSTRAINT "adjustment_pkey" PRIMARY KEY ("practice_id","id")
);
CREATE INDEX "adjustment_practice_id_client_id_engagement_id_month_idx" ON "adjustment"("practice_id", "client_id", "engagement_id", "month");
ALTER TABLE "adjustment" ADD CONSTRAINT "adjustment_practice_id_client_id_engagement_id_month_fkey"
  FOREIGN KEY ("practice_id", "client_id", "engagement_id", "month") REFERENCES "contract_month"("practice_id", "client_id", "engagement_id", "month") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE adjustment
  ADD CONSTRAINT adjustment_minutes CHECK (minutes <> 0 AND abs(minutes) <= 1000000 AND reason <> ''),
  ADD CONSTRAINT adjustment_withdrawal CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL));

-- What is agreed about a month is agreed while it is open. Whoever writes holds the month's row, so closing takes turns with it.
CREATE FUNCTION app.agreed_while_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT m.state FROM contract_month m WHERE m.practice_id = NEW.practice_id AND m.engagement_id = NEW.engagement_id
      AND m.month = NEW.month FOR SHARE) IS DISTINCT FROM 'open' THEN
    RAISE EXCEPTION 'month is closed'
      USING ERRCODE = '23514', CONSTRAINT = TG_TABLE_NAME || '_month_open', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION app.agreed_while_open() FROM PUBLIC;
CREATE TRIGGER agreed_while_open BEFORE INSERT OR UPDATE ON adjustment FOR EACH ROW EXECUTE FUNCTION app.agreed_while_open();

ALTER TABLE adjustment ENABLE ROW LEVEL SECURITY;
ALTER TABLE adjustment FORCE ROW LEVEL SECURITY;
CREATE POLICY wall ON adjustment AS RESTRICTIVE FOR ALL TO app_rw, app_portal, app_jobs
  USING (practice_id = (SELECT app.practice())) WITH CHECK (practice_id = (SELECT app.practice()));
CREATE POLICY staff ON adjustment FOR ALL TO app_rw
  USING ((SELECT app.all_clients()) OR client_id = ANY ((SELECT app.my_clients())::uuid[]))
  WITH CHECK ((SELECT app.all_clients()) OR client_id = ANY ((SELECT app.my_clients())::uuid[]));
CREATE POLICY portal ON adjustment FOR SELECT TO app_portal USING (client_id = (SELECT app.client()) AND withdrawn_at IS NULL);
GRANT SELECT, INSERT ON adjustment TO app_rw;
GRANT UPDATE (withdrawn_at, withdrawn_by) ON adjustment TO app_rw;
GRANT SELECT (practice_id, client_id, engagement_id, month, minutes) ON adjustment TO app_portal;
GRANT SELECT ON adjustment TO app_backup;
CREATE TRIGGER keep_tenant BEFORE UPDATE OF practice_id ON adjustment FOR EACH ROW EXECUTE FUNCTION app.keep_tenant();
CREATE TRIGGER keep_client BEFORE UPDATE OF client_id ON adjustment FOR EACH ROW EXECUTE FUNCTION app.keep_tenant();
CREATE TRIGGER keep_row BEFORE DELETE ON adjustment FOR EACH ROW EXECUTE FUNCTION app.keep_row();
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON adjustment FOR EACH ROW EXECUTE FUNCTION app.audit();
RESET ROLE;
