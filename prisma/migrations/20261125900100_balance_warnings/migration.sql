-- Warnings at 50, 80 and 100 percent of what is available, and on forecast: once for each mark and month.
--
-- Whoever writes hours only leaves a job behind, in the same transaction: the balance is judged by the worker, which enters the
-- practice like every other job. Writing stays as cheap as it was, a warning never comes from hours that were rolled back, and
-- a mail server or a long ledger holds nobody up. The forecast changes with the days, too, so all are judged once an hour.
SET ROLE app_owner;
ALTER TABLE engagement ADD COLUMN warns_client boolean NOT NULL DEFAULT false;
GRANT UPDATE (warns_client) ON engagement TO app_rw;

CREATE TABLE "balance_warning" (
    "practice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "engagement_id" UUID NOT NULL,
    "month" CHAR(7) NOT NULL,
    "mark" TEXT NOT NULL,
    "used" INTEGER NOT NULL,
    "available" INTEGER NOT NULL,
    "warned_at" TIMESTAMPTZ(3) NOT NULL,
    "told_client" BOOLEAN NOT NULL,

    CONSTRAINT "balance_warning_pkey" PRIMARY KEY ("practice_id","engagement_id","month","mark")
);
CREATE INDEX "balance_warning_practice_id_client_id_engagement_id_idx" ON "balance_warning"("practice_id", "client_id", "engagement_id");
ALTER TABLE "balance_warning" ADD CONSTRAINT "balance_warning_practice_id_client_id_engagement_id_fkey"
  FOREIGN KEY ("practice_id", "client_id", "engagement_id") REFERENCES "engagement"("practice_id", "client_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE balance_warning
  ADD CONSTRAINT balance_warning_mark CHECK (mark IN ('50', '80', '100', 'forecast')),
  ADD CONSTRAINT balance_warning_month CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$');
ALTER TABLE balance_warning ENABLE ROW LEVEL SECURITY;
ALTER TABLE balance_warning FORCE ROW LEVEL SECURITY;
CREATE POLICY wall ON balance_warning AS RESTRICTIVE FOR ALL TO app_rw, app_portal, app_jobs
  USING (practice_id = (SELECT app.practice())) WITH CHECK (practice_id = (SELECT app.practice()));
CREATE POLICY staff ON balance_warning FOR SELECT TO app_rw
  USING ((SELECT app.all_clients()) OR client_id = ANY ((SELECT app.my_clients())::uuid[]));
CREATE POLICY jobs ON balance_warning FOR ALL TO app_jobs USING (true) WITH CHECK (true);
GRANT SELECT ON balance_warning TO app_rw, app_backup;
GRANT SELECT, INSERT ON balance_warning TO app_jobs;
CREATE TRIGGER keep_tenant BEFORE UPDATE OF practice_id ON balance_warning FOR EACH ROW EXECUTE FUNCTION app.keep_tenant();
CREATE TRIGGER keep_client BEFORE UPDATE OF client_id ON balance_warning FOR EACH ROW EXECUTE FUNCTION app.keep_tenant();
CREATE TRIGGER keep_row BEFORE DELETE ON balance_warning FOR EACH ROW EXECUTE FUNCTION app.keep_row();
CREATE TRIGGER keep_values BEFORE UPDATE ON balance_warning FOR EACH ROW EXECUTE FUNCTION app.keep_row();
CREATE TRIGGER keep_table BEFORE TRUNCATE ON balance_warning FOR EACH STATEMENT EXECUTE FUNCTION app.keep_row();
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON balance_warning FOR EACH ROW EXECUTE FUNCTION app.audit();

-- What a job reads to judge a balance: figures and days, no word of an entry, and who is to be told.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['engagement', 'terms', 'contract_month', 'time_entry', 'opening_lot', 'adjustment', 'overage_request',
    'correction', 'assignment'] LOOP
    EXECUTE format('CREATE POLICY jobs ON %I FOR SELECT TO app_jobs USING (true)', name);
  END LOOP;
END $$;
GRANT SELECT (practice_id, client_id, id, zone, starts_on, ends_on, phase, hours_visibility, warns_client) ON engagement TO app_jobs;
GRANT SELECT ON terms, contract_month, opening_lot, adjustment, overage_request, correction, assignment TO app_jobs;
GRANT SELECT (practice_id, client_id, engagement_id, id, member_id, work_date, contract_month, minutes, activity, billable, voided_at)
  ON time_entry TO app_jobs;
CREATE POLICY jobs_tell ON mail FOR INSERT TO app_jobs WITH CHECK (true);
GRANT INSERT ON mail TO app_jobs;
GRANT EXECUTE ON FUNCTION app.round_minutes(bigint, int, text), app.worked_by_month(uuid, uuid, uuid) TO app_jobs;

-- One job for each statement and engagement, however many entries it wrote.
CREATE FUNCTION app.queue_judgement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM app.enqueue('judge_balance', json_build_object('practiceId', w.practice_id, 'engagementId', w.engagement_id), NULL)
    FROM (SELECT DISTINCT practice_id, engagement_id FROM written) w;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION app.queue_judgement() FROM PUBLIC;
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['time_entry', 'adjustment'] LOOP
    EXECUTE format('CREATE TRIGGER judge_new AFTER INSERT ON %I REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION app.queue_judgement()', name);
    EXECUTE format('CREATE TRIGGER judge_changed AFTER UPDATE ON %I REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION app.queue_judgement()', name);
  END LOOP;
END $$;

-- Which engagements run, for the hourly look at all of them: ids, and nothing else.
CREATE FUNCTION app.engagements_to_judge() RETURNS TABLE (practice_id uuid, engagement_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e.practice_id, e.id FROM engagement e JOIN practice p ON p.id = e.practice_id
  WHERE e.phase <> 'closed' AND p.suspended_at IS NULL
$$;
REVOKE ALL ON FUNCTION app.engagements_to_judge() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.engagements_to_judge() TO app_jobs;
RESET ROLE;
