-- Terms of every kind: what they may say, what is brought along from before, and hours counted as the terms round them.
SET ROLE app_owner;

-- A policy is one of the kinds the ledger knows, with every figure that kind needs.
ALTER TABLE terms
  ADD CONSTRAINT terms_carry CHECK (CASE carry ->> 'kind'
    WHEN 'none' THEN true
    WHEN 'capped' THEN (carry ->> 'cap')::int >= 0 AND (carry ->> 'lifetime')::int >= 1
    WHEN 'unlimited' THEN carry ? 'lifetime' AND ((carry ->> 'lifetime') IS NULL OR (carry ->> 'lifetime')::int >= 1)
    WHEN 'signed' THEN carry ? 'cap' AND ((carry ->> 'cap') IS NULL OR (carry ->> 'cap')::int >= 0)
    ELSE false END IS TRUE),
  ADD CONSTRAINT terms_overage CHECK (CASE overage ->> 'kind'
    WHEN 'bill' THEN (overage ->> 'ratePerHour')::bigint >= 0 AND (overage ->> 'leeway')::int >= 0
    WHEN 'absorb' THEN true
    WHEN 'approval' THEN (overage ->> 'ratePerHour')::bigint >= 0
    ELSE false END IS TRUE),
  ADD CONSTRAINT terms_rounding CHECK ((rounding ->> 'scope' IN ('entry', 'day_and_activity', 'month')
    AND (rounding ->> 'step')::int IN (1, 5, 6, 10, 15, 30) AND rounding ->> 'direction' IN ('up', 'nearest', 'down')) IS TRUE),
  ADD CONSTRAINT terms_summary CHECK (due_working_day BETWEEN 1 AND 20 AND (acceptance_days IS NULL OR acceptance_days BETWEEN 1 AND 90));

-- Minutes that an engagement brought along, by the month they were left over in. Written once, with the engagement.
CREATE TABLE "opening_lot" (
    "practice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "engagement_id" UUID NOT NULL,
    "born" CHAR(7) NOT NULL,
    "minutes" INTEGER NOT NULL,

    CONSTRAINT "opening_lot_pkey" PRIMARY KEY ("practice_id","engagement_id","born")
);
CREATE INDEX "opening_lot_practice_id_client_id_engagement_id_idx" ON "opening_lot"("practice_id", "client_id", "engagement_id");
ALTER TABLE "opening_lot" ADD CONSTRAINT "opening_lot_practice_id_client_id_engagement_id_fkey"
  FOREIGN KEY ("practice_id", "client_id", "engagement_id") REFERENCES "engagement"("practice_id", "client_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE opening_lot
  ADD CONSTRAINT opening_lot_month CHECK (born ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  ADD CONSTRAINT opening_lot_minutes CHECK (minutes <> 0);
ALTER TABLE opening_lot ENABLE ROW LEVEL SECURITY;
ALTER TABLE opening_lot FORCE ROW LEVEL SECURITY;
CREATE POLICY wall ON opening_lot AS RESTRICTIVE FOR ALL TO app_rw, app_portal, app_jobs
  USING (practice_id = (SELECT app.practice())) WITH CHECK (practice_id = (SELECT app.practice()));
CREATE POLICY staff ON opening_lot FOR ALL TO app_rw
  USING ((SELECT app.all_clients()) OR client_id = ANY ((SELECT app.my_clients())::uuid[]))
  WITH CHECK ((SELECT app.all_clients()) OR client_id = ANY ((SELECT app.my_clients())::uuid[]));
CREATE POLICY portal ON opening_lot FOR SELECT TO app_portal USING (client_id = (SELECT app.client()));
GRANT SELECT, INSERT ON opening_lot TO app_rw;
GRANT SELECT ON opening_lot TO app_portal, app_backup;
CREATE TRIGGER keep_tenant BEFORE UPDATE OF practice_id ON opening_lot FOR EACH ROW EXECUTE FUNCTION app.keep_tenant();
CREATE TRIGGER keep_client BEFORE UPDATE OF client_id ON opening_lot FOR EACH ROW EXECUTE FUNCTION app.keep_tenant();
CREATE TRIGGER keep_row BEFORE DELETE ON opening_lot FOR EACH ROW EXECUTE FUNCTION app.keep_row();
CREATE TRIGGER keep_table BEFORE TRUNCATE ON opening_lot FOR EACH STATEMENT EXECUTE FUNCTION app.keep_row();
CREATE TRIGGER keep_values BEFORE UPDATE ON opening_lot FOR EACH ROW EXECUTE FUNCTION app.keep_row();
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON opening_lot FOR EACH ROW EXECUTE FUNCTION app.audit();

-- Whole minutes to a step, ties up. A balance sums thousands of entries, so the database counts them; a test compares this with
-- the rule itself over every step, direction and minute of a day.
CREATE FUNCTION app.round_minutes(worked bigint, step int, direction text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT worked - worked % step + CASE
    WHEN worked % step = 0 OR direction = 'down' THEN 0
    WHEN direction = 'up' OR 2 * (worked % step) >= step THEN step
    ELSE 0 END
$$;

-- Minutes of every contract month of an engagement: worked and billable, the same as the terms of their day round them, and not
-- billable. Policies change on month borders alone, so the terms of any day of a month round all of it.
CREATE FUNCTION app.worked_by_month(p_practice uuid, p_client uuid, p_engagement uuid)
RETURNS TABLE (month text, billable int, counted int, non_billable int) LANGUAGE sql STABLE ROWS 24 AS $$
  SELECT w.month::text, w.billable::int,
    coalesce(w.counted, 0)::int + coalesce((
      SELECT sum(app.round_minutes(g.worked, g.step, g.direction)) FROM (
        SELECT sum(x.minutes) AS worked, min(t.step) AS step, min(t.direction) AS direction
        FROM (SELECT valid_from, valid_to, rounding ->> 'scope' AS scope, (rounding ->> 'step')::int AS step,
            rounding ->> 'direction' AS direction
          FROM terms WHERE practice_id = p_practice AND client_id = p_client AND engagement_id = p_engagement
            AND rounding ->> 'step' <> '1' AND rounding ->> 'scope' <> 'entry' OFFSET 0) t
          JOIN time_entry x ON x.practice_id = p_practice AND x.client_id = p_client AND x.engagement_id = p_engagement
            AND x.contract_month = w.month AND x.billable AND x.voided_at IS NULL
            AND x.work_date >= t.valid_from AND (t.valid_to IS NULL OR x.work_date < t.valid_to)
        GROUP BY CASE t.scope WHEN 'day_and_activity' THEN jsonb_build_array(x.member_id, x.work_date, x.activity) END) g), 0)::int,
    w.non_billable::int
  FROM (
    SELECT x.contract_month AS month, coalesce(sum(x.minutes) FILTER (WHERE x.billable), 0) AS billable,
      sum(CASE WHEN t.scope IS NULL THEN x.minutes WHEN t.scope = 'entry' THEN app.round_minutes(x.minutes, t.step, t.direction) END)
        FILTER (WHERE x.billable) AS counted,
      coalesce(sum(x.minutes) FILTER (WHERE NOT x.billable), 0) AS non_billable
    FROM time_entry x
      LEFT JOIN (SELECT valid_from, valid_to, rounding ->> 'scope' AS scope, (rounding ->> 'step')::int AS step,
          rounding ->> 'direction' AS direction
        FROM terms WHERE practice_id = p_practice AND client_id = p_client AND engagement_id = p_engagement
          AND rounding ->> 'step' <> '1' OFFSET 0) t
        ON x.work_date >= t.valid_from AND (t.valid_to IS NULL OR x.work_date < t.valid_to)
    WHERE x.practice_id = p_practice AND x.client_id = p_client AND x.engagement_id = p_engagement AND x.voided_at IS NULL
    GROUP BY x.contract_month) w
$$;

-- The portal is told what counts, and still sees no entry.
CREATE POLICY door ON terms FOR SELECT TO app_owner USING (true);
CREATE OR REPLACE FUNCTION app.portal_used(p_engagement uuid) RETURNS TABLE (month text, minutes int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT w.month, w.counted FROM app.worked_by_month(app.practice(), app.client(), p_engagement) w
$$;
REVOKE ALL ON FUNCTION app.round_minutes(bigint, int, text), app.worked_by_month(uuid, uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.round_minutes(bigint, int, text), app.worked_by_month(uuid, uuid, uuid) TO app_rw;
RESET ROLE;
