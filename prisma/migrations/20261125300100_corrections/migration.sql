-- A correction mends an entry of a closed month in the first open one: it names the entry, counts signed minutes, and says
-- what the old bill would have differed by. It stays as it was written; a wrong one is mended by another.
SET ROLE app_owner;
CREATE TABLE "correction" (
    "practice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "engagement_id" UUID NOT NULL,
    "month" CHAR(7) NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "entry_id" UUID NOT NULL,
    "minutes" INTEGER NOT NULL,
    "billed" INTEGER NOT NULL,
    "rate_minor" BIGINT,
    "amount_minor" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "corrected_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "corrected_by" UUID NOT NULL,

    CONSTRAINT "correction_pkey" PRIMARY KEY ("practice_id","id")
);
CREATE INDEX "correction_practice_id_client_id_engagement_id_month_idx" ON "correction"("practice_id", "client_id", "engagement_id", "month");
CREATE INDEX "correction_practice_id_client_id_entry_id_idx" ON "correction"("practice_id", "client_id", "entry_id");
CREATE UNIQUE INDEX "time_entry_practice_id_client_id_id_key" ON "time_entry"("practice_id", "client_id", "id");
ALTER TABLE "correction" ADD CONSTRAINT "correction_practice_id_client_id_engagement_id_month_fkey" FOREIGN KEY ("practice_id", "client_id", "engagement_id", "month") REFERENCES "contract_month"("practice_id", "client_id", "engagement_id", "month") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "correction" ADD CONSTRAINT "correction_practice_id_client_id_entry_id_fkey" FOREIGN KEY ("practice_id", "client_id", "entry_id") REFERENCES "time_entry"("practice_id", "client_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What was billed is a part of what was mended, in the same direction, and money comes with a rate.
ALTER TABLE correction
  ADD CONSTRAINT correction_minutes CHECK (minutes <> 0 AND abs(minutes) <= 1440 AND reason <> ''),
  ADD CONSTRAINT correction_money CHECK (billed BETWEEN least(minutes, 0) AND greatest(minutes, 0)
    AND (billed = 0) = (rate_minor IS NULL) AND (billed <> 0 OR amount_minor = 0) AND sign(amount_minor) * sign(billed) >= 0);

-- It counts in an open month of the entry's own engagement, while the entry's own month and the one before are closed; and with
-- all its corrections an entry stays within a day. The engagement is locked first, so that two of them add up, and so that
-- closing and reopening wait or are waited for.
CREATE FUNCTION app.correction_fits() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  entry time_entry;
  counted int;
  before text := to_char(to_date(NEW.month, 'YYYY-MM') - interval '1 month', 'YYYY-MM');
BEGIN
  PERFORM 1 FROM engagement e WHERE e.practice_id = NEW.practice_id AND e.id = NEW.engagement_id FOR NO KEY UPDATE;
  IF (SELECT m.state FROM contract_month m WHERE m.practice_id = NEW.practice_id AND m.engagement_id = NEW.engagement_id
      AND m.month = NEW.month FOR SHARE) IS DISTINCT FROM 'open' THEN
    RAISE EXCEPTION 'month is closed' USING ERRCODE = '23514', CONSTRAINT = 'correction_month_open', TABLE = 'correction';
  END IF;
  SELECT * INTO entry FROM time_entry x WHERE x.practice_id = NEW.practice_id AND x.id = NEW.entry_id;
  IF entry.engagement_id IS DISTINCT FROM NEW.engagement_id OR entry.voided_at IS NOT NULL OR EXISTS (
      SELECT FROM unnest(ARRAY[entry.contract_month::text, before]) needed (month) WHERE NOT EXISTS (
        SELECT FROM contract_month m WHERE m.practice_id = NEW.practice_id AND m.engagement_id = NEW.engagement_id
          AND m.month = needed.month AND m.state = 'closed')) THEN
    RAISE EXCEPTION 'the entry is not to be corrected in this month'
      USING ERRCODE = '23514', CONSTRAINT = 'correction_of_closed_month', TABLE = 'correction';
  END IF;
  SELECT coalesce(sum(c.minutes), 0) INTO counted FROM correction c
    WHERE c.practice_id = NEW.practice_id AND c.client_id = NEW.client_id AND c.entry_id = NEW.entry_id;
  counted := counted + NEW.minutes + CASE WHEN entry.billable THEN entry.minutes ELSE 0 END;
  IF counted NOT BETWEEN 0 AND 1440 THEN
    RAISE EXCEPTION 'an entry holds a day' USING ERRCODE = '23514', CONSTRAINT = 'correction_of_a_day', TABLE = 'correction';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION app.correction_fits() FROM PUBLIC;
CREATE TRIGGER correction_fits BEFORE INSERT ON correction FOR EACH ROW EXECUTE FUNCTION app.correction_fits();

ALTER TABLE correction ENABLE ROW LEVEL SECURITY;
ALTER TABLE correction FORCE ROW LEVEL SECURITY;
CREATE POLICY wall ON correction AS RESTRICTIVE FOR ALL TO app_rw, app_portal, app_jobs
  USING (practice_id = (SELECT app.practice())) WITH CHECK (practice_id = (SELECT app.practice()));
CREATE POLICY staff ON correction FOR ALL TO app_rw
  USING ((SELECT app.role()) IN ('owner', 'cto', 'assistant')
    AND ((SELECT app.all_clients()) OR client_id = ANY ((SELECT app.my_clients())::uuid[])))
  WITH CHECK ((SELECT app.role()) IN ('owner', 'cto', 'assistant')
    AND ((SELECT app.all_clients()) OR client_id = ANY ((SELECT app.my_clients())::uuid[])));
GRANT SELECT, INSERT ON correction TO app_rw;
GRANT SELECT ON correction TO app_backup;
CREATE TRIGGER keep_tenant BEFORE UPDATE OF practice_id ON correction FOR EACH ROW EXECUTE FUNCTION app.keep_tenant();
CREATE TRIGGER keep_client BEFORE UPDATE OF client_id ON correction FOR EACH ROW EXECUTE FUNCTION app.keep_tenant();
CREATE TRIGGER keep_row BEFORE DELETE ON correction FOR EACH ROW EXECUTE FUNCTION app.keep_row();
CREATE TRIGGER keep_values BEFORE UPDATE ON correction FOR EACH ROW EXECUTE FUNCTION app.keep_row();
CREATE TRIGGER keep_table BEFORE TRUNCATE ON correction FOR EACH STATEMENT EXECUTE FUNCTION app.keep_row();
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON correction FOR EACH ROW EXECUTE FUNCTION app.audit();

-- What corrections add to each contract month of the entered client's engagement: a sum that names no entry.
CREATE POLICY door ON correction FOR SELECT TO app_owner USING (true);
CREATE FUNCTION app.portal_corrected(p_engagement uuid) RETURNS TABLE (month text, minutes int)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 24 SET search_path = public, pg_temp AS $$
  SELECT c.month::text, sum(c.minutes)::int FROM correction c
  WHERE c.practice_id = app.practice() AND c.client_id = app.client() AND c.engagement_id = p_engagement
  GROUP BY c.month
$$;
REVOKE ALL ON FUNCTION app.portal_corrected(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.portal_corrected(uuid) TO app_portal;
RESET ROLE;
