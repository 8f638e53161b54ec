-- Asking the client for hours beyond the allowance, and the sponsor's answer. An answer is given once and stays; a request that
-- nobody has answered can be withdrawn while its month is open, and a month does not close while one waits.
SET ROLE app_owner;
CREATE TABLE "overage_request" (
    "practice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "engagement_id" UUID NOT NULL,
    "month" CHAR(7) NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "minutes" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "asked_by" UUID NOT NULL,
    "answer" TEXT,
    "sentence" TEXT NOT NULL DEFAULT '',
    "answered_at" TIMESTAMPTZ(3),
    "answered_by" UUID,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "overage_request_pkey" PRIMARY KEY ("practice_id","id")
);
CREATE INDEX "overage_request_practice_id_client_id_engagement_id_month_idx" ON "overage_request"("practice_id", "client_id", "engagement_id", "month");
ALTER TABLE "overage_request" ADD CONSTRAINT "overage_request_practice_id_client_id_engagement_id_month_fkey"
  FOREIGN KEY ("practice_id", "client_id", "engagement_id", "month") REFERENCES "contract_month"("practice_id", "client_id", "engagement_id", "month") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE overage_request
  ADD CONSTRAINT overage_request_minutes CHECK (minutes BETWEEN 1 AND 100000 AND reason <> ''),
  ADD CONSTRAINT overage_request_answer CHECK (answer IN ('yes', 'no') AND answered_at IS NOT NULL AND answered_by IS NOT NULL
    AND withdrawn_at IS NULL OR answer IS NULL AND answered_at IS NULL AND answered_by IS NULL AND sentence = '');
-- One question at a time.
CREATE UNIQUE INDEX overage_request_one_waiting ON overage_request (practice_id, engagement_id, month)
  WHERE answer IS NULL AND withdrawn_at IS NULL;
CREATE TRIGGER agreed_while_open BEFORE INSERT OR UPDATE OF withdrawn_at ON overage_request
  FOR EACH ROW EXECUTE FUNCTION app.agreed_while_open();

ALTER TABLE overage_request ENABLE ROW LEVEL SECURITY;
ALTER TABLE overage_request FORCE ROW LEVEL SECURITY;
CREATE POLICY wall ON overage_request AS RESTRICTIVE FOR ALL TO app_rw, app_portal, app_jobs
  USING (practice_id = (SELECT app.practice())) WITH CHECK (practice_id = (SELECT app.practice()));
CREATE POLICY staff ON overage_request FOR ALL TO app_rw
  USING ((SELECT app.all_clients()) OR client_id = ANY ((SELECT app.my_clients())::uuid[]))
  WITH CHECK ((SELECT app.all_clients()) OR client_id = ANY ((SELECT app.my_clients())::uuid[]));
CREATE POLICY portal ON overage_request FOR SELECT TO app_portal USING (client_id = (SELECT app.client()) AND withdrawn_at IS NULL);
GRANT SELECT, INSERT ON overage_request TO app_rw;
GRANT UPDATE (withdrawn_at) ON overage_request TO app_rw;
GRANT SELECT (practice_id, client_id, engagement_id, month, id, minutes, reason, asked_at, answer, sentence, answered_at)
  ON overage_request TO app_portal;
GRANT SELECT ON overage_request TO app_backup;
CREATE TRIGGER keep_tenant BEFORE UPDATE OF practice_id ON overage_request FOR EACH ROW EXECUTE FUNCTION app.keep_tenant();
CREATE TRIGGER keep_client BEFORE UPDATE OF client_id ON overage_request FOR EACH ROW EXECUTE FUNCTION app.keep_tenant();
CREATE TRIGGER keep_row BEFORE DELETE ON overage_request FOR EACH ROW EXECUTE FUNCTION app.keep_row();
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON overage_request FOR EACH ROW EXECUTE FUNCTION app.audit();

-- The sponsor's answer: the one thing the portal changes about a request, and only one that waits. Whoever asked is told, once,
-- in the transaction of the answer. Answers false when there was nothing left to answer.
CREATE POLICY door ON overage_request FOR ALL TO app_owner USING (true) WITH CHECK (true);
CREATE POLICY door ON mail FOR INSERT TO app_owner WITH CHECK (true);
CREATE FUNCTION app.answer_overage(p_request uuid, p_answer text, p_sentence text, p_at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  asked overage_request;
BEGIN
  IF app.role() <> 'sponsor' THEN RAISE EXCEPTION 'no permission' USING ERRCODE = 'BT403'; END IF;
  UPDATE overage_request SET answer = p_answer, sentence = p_sentence, answered_at = p_at, answered_by = app.setting('app.user_id')::uuid
    WHERE practice_id = app.practice() AND client_id = app.client() AND id = p_request AND answer IS NULL AND withdrawn_at IS NULL
    RETURNING * INTO asked;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO mail (practice_id, client_id, kind, dedupe_key, recipient, facts)
  SELECT asked.practice_id, asked.client_id, 'overage_answered', 'overage_answered:' || asked.id, u.email,
    jsonb_build_object('clientName', k.name, 'engagementId', asked.engagement_id, 'month', asked.month, 'minutes', asked.minutes,
      'answer', p_answer, 'sentence', p_sentence)
  FROM member m JOIN user_account u ON u.id = m.user_id JOIN client k ON k.practice_id = m.practice_id AND k.id = asked.client_id
  WHERE m.practice_id = asked.practice_id AND m.id = asked.asked_by AND m.ended_at IS NULL;
  RETURN true;
END $$;
REVOKE ALL ON FUNCTION app.answer_overage(uuid, text, text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.answer_overage(uuid, text, text, timestamptz) TO app_portal;
RESET ROLE;
