-- A published version is asked about, answered and accepted: rows of their own, written once. A sponsor asks and accepts through
-- two doors, because the portal's role writes nothing by itself; the practice answers.
SET ROLE app_owner;
ALTER TABLE "statement" ADD COLUMN "acceptance_days" INTEGER;
ALTER TABLE statement ADD CONSTRAINT statement_acceptance_days CHECK (acceptance_days BETWEEN 1 AND 90);
GRANT SELECT (acceptance_days) ON statement TO app_portal;

CREATE TABLE "statement_question" (
    "practice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "statement_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "asked_by" UUID NOT NULL,

    CONSTRAINT "statement_question_pkey" PRIMARY KEY ("practice_id","id")
);
CREATE TABLE "statement_answer" (
    "practice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "question_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "answered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answered_by" UUID NOT NULL,

    CONSTRAINT "statement_answer_pkey" PRIMARY KEY ("practice_id","client_id","question_id")
);
CREATE TABLE "statement_acceptance" (
    "practice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "statement_id" UUID NOT NULL,
    "accepted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "accepted_by" UUID,

    CONSTRAINT "statement_acceptance_pkey" PRIMARY KEY ("practice_id","client_id","statement_id")
);
CREATE UNIQUE INDEX "statement_question_practice_id_client_id_id_key" ON "statement_question"("practice_id", "client_id", "id");
CREATE INDEX "statement_question_practice_id_client_id_statement_id_idx" ON "statement_question"("practice_id", "client_id", "statement_id");
ALTER TABLE "statement_question" ADD CONSTRAINT "statement_question_practice_id_client_id_statement_id_fkey" FOREIGN KEY ("practice_id", "client_id", "statement_id") REFERENCES "statement"("practice_id", "client_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "statement_answer" ADD CONSTRAINT "statement_answer_practice_id_client_id_question_id_fkey" FOREIGN KEY ("practice_id", "client_id", "question_id") REFERENCES "statement_question"("practice_id", "client_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "statement_acceptance" ADD CONSTRAINT "statement_acceptance_practice_id_client_id_statement_id_fkey" FOREIGN KEY ("practice_id", "client_id", "statement_id") REFERENCES "statement"("practice_id", "client_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE statement_question ADD CONSTRAINT statement_question_text CHECK (text <> '');
ALTER TABLE statement_answer ADD CONSTRAINT statement_answer_text CHECK (text <> '');

ALTER TABLE statement_question ENABLE ROW LEVEL SECURITY;
ALTER TABLE statement_question FORCE ROW LEVEL SECURITY;
CREATE POLICY wall ON statement_question AS RESTRICTIVE FOR ALL TO app_rw, app_portal, app_jobs
  USING (practice_id = (SELECT app.practice())) WITH CHECK (practice_id = (SELECT app.practice()));
CREATE POLICY staff ON statement_question FOR ALL TO app_rw
  USING ((SELECT app.all_clients()) OR client_id = ANY ((SELECT app.my_clients())::uuid[]))
  WITH CHECK ((SELECT app.all_clients()) OR client_id = ANY ((SELECT app.my_clients())::uuid[]));
CREATE POLICY portal ON statement_question FOR SELECT TO app_portal USING (client_id = (SELECT app.client()));
GRANT SELECT ON statement_question TO app_rw, app_backup;
CREATE TRIGGER keep_tenant BEFORE UPDATE OF practice_id ON statement_question FOR EACH ROW EXECUTE FUNCTION app.keep_tenant();
CREATE TRIGGER keep_client BEFORE UPDATE OF client_id ON statement_question FOR EACH ROW EXECUTE FUNCTION app.keep_tenant();
CREATE TRIGGER keep_row BEFORE DELETE ON statement_question FOR EACH ROW EXECUTE FUNCTION app.keep_row();
CREATE TRIGGER keep_values BEFORE UPDATE ON statement_question FOR EACH ROW EXECUTE FUNCTION app.keep_row();
CREATE TRIGGER keep_table BEFORE TRUNCATE ON statement_question FOR EACH STATEMENT EXECUTE FUNCTION app.keep_row();
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON statement_question FOR EACH ROW EXECUTE FUNCTION app.audit();
ALTER TABLE statement_answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE statement_answer FORCE ROW LEVEL SECURITY;
CREATE POLICY wall ON statement_answer AS RESTRICTIVE FOR ALL TO app_rw, app_portal, app_jobs
  USING (practice_id = (SELECT app.practice())) WITH CHECK (practice_id = (SELECT app.practice()));
CREATE POLICY staff ON statement_answer FOR ALL TO app_rw
  USING ((SELECT app.all_clients()) OR client_id = ANY ((SELECT app.my_clients())::uuid[]))
  WITH CHECK ((SELECT app.all_clients()) OR client_id = ANY ((SELECT app.my_clients())::uuid[]));
CREATE POLICY portal ON statement_answer FOR SELECT TO app_portal USING (client_id = (SELECT app.client()));
GRANT SELECT ON statement_answer TO app_rw, app_backup;
CREATE TRIGGER keep_tenant BEFORE UPDATE OF practice_id ON statement_answer FOR EACH ROW EXECUTE FUNCTION app.keep_tenant();
CREATE TRIGGER keep_client BEFORE UPDATE OF client_id ON statement_answer FOR EACH ROW EXECUTE FUNCTION app.keep_tenant();
CREATE TRIGGER keep_row BEFORE DELETE ON statement_answer FOR EACH ROW EXECUTE FUNCTION app.keep_row();
CREATE TRIGGER keep_values BEFORE UPDATE ON statement_answer FOR EACH ROW EXECUTE FUNCTION app.keep_row();
CREATE TRIGGER keep_table BEFORE TRUNCATE ON statement_answer FOR EACH STATEMENT EXECUTE FUNCTION app.keep_row();
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON statement_answer FOR EACH ROW EXECUTE FUNCTION app.audit();
ALTER TABLE statement_acceptance ENABLE ROW LEVEL SECURITY;
ALTER TABLE statement_acceptance FORCE ROW LEVEL SECURITY;
CREATE POLICY wall ON statement_acceptance AS RESTRICTIVE FOR ALL TO app_rw, app_portal, app_jobs
  USING (practice_id = (SELECT app.practice())) WITH CHECK (practice_id = (SELECT app.practice()));
CREATE POLICY staff ON statement_acceptance FOR ALL TO app_rw
  USING ((SELECT app.all_clients()) OR client_id = ANY ((SELECT app.my_clients())::uuid[]))
  WITH CHECK ((SELECT app.all_clients()) OR client_id = ANY ((SELECT app.my_clients())::uuid[]));
CREATE POLICY portal ON statement_acceptance FOR SELECT TO app_portal USING (client_id = (SELECT app.client()));
GRANT SELECT ON statement_acceptance TO app_rw, app_backup;
CREATE TRIGGER keep_tenant BEFORE UPDATE OF practice_id ON statement_acceptance FOR EACH ROW EXECUTE FUNCTION app.keep_tenant();
CREATE TRIGGER keep_client BEFORE UPDATE OF client_id ON statement_acceptance FOR EACH ROW EXECUTE FUNCTION app.keep_tenant();
CREATE TRIGGER keep_row BEFORE DELETE ON statement_acceptance FOR EACH ROW EXECUTE FUNCTION app.keep_row();
CREATE TRIGGER keep_values BEFORE UPDATE ON statement_acceptance FOR EACH ROW EXECUTE FUNCTION app.keep_row();
CREATE TRIGGER keep_table BEFORE TRUNCATE ON statement_acceptance FOR EACH STATEMENT EXECUTE FUNCTION app.keep_row();
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON statement_acceptance FOR EACH ROW EXECUTE FUNCTION app.audit();
GRANT INSERT ON statement_answer TO app_rw;
GRANT SELECT (practice_id, client_id, id, statement_id, text, asked_at) ON statement_question TO app_portal;
GRANT SELECT (practice_id, client_id, question_id, text, answered_at) ON statement_answer TO app_portal;
GRANT SELECT (practice_id, client_id, statement_id, accepted_at, accepted_by) ON statement_acceptance TO app_portal;

-- Only the version in force is asked about or accepted: the newest of its month, on a closure that was not set aside, and asked about
-- only until it is accepted. Both take turns on the version.
CREATE POLICY door ON statement FOR SELECT TO app_owner USING (true);
CREATE POLICY door ON reopening FOR SELECT TO app_owner USING (true);
CREATE POLICY door ON statement_question FOR ALL TO app_owner USING (true) WITH CHECK (true);
CREATE POLICY door ON statement_answer FOR SELECT TO app_owner USING (true);
CREATE POLICY door ON statement_acceptance FOR ALL TO app_owner USING (true) WITH CHECK (true);
CREATE FUNCTION app.version_in_force() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('statement:' || NEW.statement_id, 0));
  IF NOT EXISTS (SELECT FROM statement s WHERE s.practice_id = NEW.practice_id AND s.client_id = NEW.client_id AND s.id = NEW.statement_id
      AND NOT EXISTS (SELECT FROM statement n WHERE n.practice_id = s.practice_id AND n.engagement_id = s.engagement_id
        AND n.month = s.month AND n.number > s.number)
      AND NOT EXISTS (SELECT FROM reopening r WHERE r.practice_id = s.practice_id AND r.client_id = s.client_id AND r.closure_id = s.closure_id)) THEN
    RAISE EXCEPTION 'this version is not in force' USING ERRCODE = '23514', CONSTRAINT = 'statement_in_force', TABLE = TG_TABLE_NAME;
  END IF;
  IF TG_TABLE_NAME = 'statement_question' AND EXISTS (SELECT FROM statement_acceptance a
      WHERE a.practice_id = NEW.practice_id AND a.client_id = NEW.client_id AND a.statement_id = NEW.statement_id) THEN
    RAISE EXCEPTION 'this version is accepted' USING ERRCODE = '23514', CONSTRAINT = 'statement_not_accepted', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER version_in_force BEFORE INSERT ON statement_question FOR EACH ROW EXECUTE FUNCTION app.version_in_force();
CREATE TRIGGER version_in_force BEFORE INSERT ON statement_acceptance FOR EACH ROW EXECUTE FUNCTION app.version_in_force();

-- The practice is told once of every question and acceptance, with the act itself: whoever published the version, or else the owners.
CREATE FUNCTION app.tell_of_statement() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  asked boolean := TG_TABLE_NAME = 'statement_question';
BEGIN
  INSERT INTO mail (practice_id, client_id, kind, dedupe_key, recipient, facts)
  SELECT s.practice_id, s.client_id, CASE WHEN asked THEN 'statement_questioned' ELSE 'statement_accepted' END,
    TG_TABLE_NAME || ':' || coalesce(to_jsonb(NEW) ->> 'id', s.id::text) || ':' || m.user_id, u.email,
    jsonb_build_object('month', s.month, 'number', s.number, 'clientName', c.name, 'statementId', s.id,
      'byTime', NOT asked AND to_jsonb(NEW) ->> 'accepted_by' IS NULL)
  FROM statement s
    JOIN client c ON c.practice_id = s.practice_id AND c.id = s.client_id
    JOIN member m ON m.practice_id = s.practice_id AND m.ended_at IS NULL
      AND (m.id = s.published_by OR m.role = 'owner' AND NOT EXISTS (
        SELECT FROM member p WHERE p.practice_id = s.practice_id AND p.id = s.published_by AND p.ended_at IS NULL))
    JOIN user_account u ON u.id = m.user_id
  WHERE s.practice_id = NEW.practice_id AND s.client_id = NEW.client_id AND s.id = NEW.statement_id
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER tell AFTER INSERT ON statement_question FOR EACH ROW EXECUTE FUNCTION app.tell_of_statement();
CREATE TRIGGER tell AFTER INSERT ON statement_acceptance FOR EACH ROW EXECUTE FUNCTION app.tell_of_statement();

-- The sponsor's two doors: for the entered client, in the name of whoever entered. Doing it twice does it once.
CREATE FUNCTION app.ask_about_statement(p_statement uuid, p_id uuid, p_text text, p_at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO statement_question (practice_id, client_id, id, statement_id, text, asked_at, asked_by)
  SELECT app.practice(), app.client(), p_id, p_statement, p_text, p_at, app.setting('app.user_id')::uuid
  WHERE app.role() = 'sponsor' ON CONFLICT DO NOTHING
$$;
CREATE FUNCTION app.accept_statement(p_statement uuid, p_at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO statement_acceptance (practice_id, client_id, statement_id, accepted_at, accepted_by)
  SELECT app.practice(), app.client(), p_statement, p_at, app.setting('app.user_id')::uuid
  WHERE app.role() = 'sponsor' ON CONFLICT DO NOTHING
$$;

-- Versions that count as accepted because the agreed days have gone by: without an open question, since they were published or
-- since the last answer, by the calendar of the engagement. Answers how many.
CREATE FUNCTION app.accept_in_time(p_at timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  accepted int;
BEGIN
  INSERT INTO statement_acceptance (practice_id, client_id, statement_id, accepted_at)
  SELECT s.practice_id, s.client_id, s.id, p_at
  FROM statement s
    JOIN engagement e ON e.practice_id = s.practice_id AND e.client_id = s.client_id AND e.id = s.engagement_id
    JOIN practice p ON p.id = s.practice_id AND p.suspended_at IS NULL
    LEFT JOIN LATERAL (
      SELECT max(a.answered_at) AS answered_at, bool_or(a.question_id IS NULL) AS open
      FROM statement_question q LEFT JOIN statement_answer a
        ON a.practice_id = q.practice_id AND a.client_id = q.client_id AND a.question_id = q.id
      WHERE q.practice_id = s.practice_id AND q.client_id = s.client_id AND q.statement_id = s.id) asked ON true
  WHERE s.acceptance_days IS NOT NULL AND asked.open IS NOT TRUE
    AND (p_at AT TIME ZONE e.zone)::date
      >= (greatest(s.published_at, asked.answered_at) AT TIME ZONE e.zone)::date + s.acceptance_days
    AND NOT EXISTS (SELECT FROM statement_acceptance a
      WHERE a.practice_id = s.practice_id AND a.client_id = s.client_id AND a.statement_id = s.id)
    AND NOT EXISTS (SELECT FROM statement n WHERE n.practice_id = s.practice_id AND n.engagement_id = s.engagement_id
      AND n.month = s.month AND n.number > s.number)
    AND NOT EXISTS (SELECT FROM reopening r
      WHERE r.practice_id = s.practice_id AND r.client_id = s.client_id AND r.closure_id = s.closure_id)
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS accepted = ROW_COUNT;
  RETURN accepted;
END $$;

-- The n-th day from Monday to Friday from a day on, that day included.
CREATE FUNCTION app.nth_working_day(p_from date, p_n int) RETURNS date LANGUAGE sql IMMUTABLE AS $$
  SELECT day::date FROM generate_series(p_from, p_from + 2 * p_n + 2, interval '1 day') day
  WHERE extract(isodow FROM day) <= 5 ORDER BY day OFFSET p_n - 1 LIMIT 1
$$;
-- Tells whoever works for a client, or else the owners, once, that the summary of its oldest month without one is late.
-- Answers how many mails were written.
CREATE FUNCTION app.tell_late(p_at timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  told int;
BEGIN
  INSERT INTO mail (practice_id, client_id, kind, dedupe_key, recipient, facts)
  SELECT l.practice_id, l.client_id, 'summary_late', 'summary_late:' || l.id || ':' || l.month || ':' || m.user_id, u.email,
    jsonb_build_object('month', l.month, 'dueOn', l.due_on, 'clientName', c.name)
  FROM engagement e
    JOIN practice p ON p.id = e.practice_id AND p.suspended_at IS NULL
    JOIN client c ON c.practice_id = e.practice_id AND c.id = e.client_id AND c.archived_at IS NULL
    CROSS JOIN LATERAL (
      SELECT e.practice_id, e.client_id, e.id, to_char(first, 'YYYY-MM') AS month,
        app.nth_working_day((first + interval '1 month')::date + t.start_day - 1, t.due_working_day) AS due_on
      FROM (SELECT start_day, due_working_day FROM terms x WHERE x.practice_id = e.practice_id AND x.client_id = e.client_id
          AND x.engagement_id = e.id ORDER BY x.valid_from LIMIT 1) start
        CROSS JOIN LATERAL generate_series(date_trunc('month', (e.starts_on - start.start_day + 1)::timestamp),
          date_trunc('month', least((p_at AT TIME ZONE e.zone)::date, e.ends_on) - start.start_day + interval '1 day'),
          interval '1 month') first
        CROSS JOIN LATERAL (SELECT x.start_day, x.due_working_day FROM terms x WHERE x.practice_id = e.practice_id
          AND x.client_id = e.client_id AND x.engagement_id = e.id
          AND x.valid_from <= (first + interval '1 month')::date + x.start_day - 2
          ORDER BY x.valid_to IS NOT NULL AND x.valid_to <= first::date + x.start_day - 1, x.valid_from LIMIT 1) t
      WHERE NOT EXISTS (SELECT FROM statement s WHERE s.practice_id = e.practice_id AND s.engagement_id = e.id
        AND s.month = to_char(first, 'YYYY-MM'))
      ORDER BY first LIMIT 1) l
    JOIN member m ON m.practice_id = e.practice_id AND m.ended_at IS NULL
      AND CASE WHEN EXISTS (SELECT FROM assignment a JOIN member x ON x.practice_id = a.practice_id AND x.id = a.member_id
          WHERE a.practice_id = e.practice_id AND a.client_id = e.client_id AND x.role = 'cto' AND x.ended_at IS NULL)
        THEN m.role = 'cto' AND EXISTS (SELECT FROM assignment a
          WHERE a.practice_id = e.practice_id AND a.client_id = e.client_id AND a.member_id = m.id)
        ELSE m.role = 'owner' END
    JOIN user_account u ON u.id = m.user_id
  WHERE l.due_on < (p_at AT TIME ZONE e.zone)::date
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS told = ROW_COUNT;
  RETURN told;
END $$;
REVOKE ALL ON FUNCTION app.version_in_force(), app.tell_of_statement(), app.ask_about_statement(uuid, uuid, text, timestamptz),
  app.accept_statement(uuid, timestamptz), app.accept_in_time(timestamptz), app.nth_working_day(date, int), app.tell_late(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.ask_about_statement(uuid, uuid, text, timestamptz), app.accept_statement(uuid, timestamptz) TO app_portal;
GRANT EXECUTE ON FUNCTION app.accept_in_time(timestamptz), app.tell_late(timestamptz) TO app_jobs;
RESET ROLE;
