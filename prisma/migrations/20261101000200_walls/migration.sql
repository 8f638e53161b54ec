-- The border between practices, between clients, and between what each database role may touch.
SET ROLE app_owner;

-- 1. The wall. Restrictive, so that no policy added later can open the border of a practice; forced, so that it holds
--    for the owner of the tables too. The sub-select makes PostgreSQL read the context once and not for every row.
DO $$
DECLARE
  name text;
  key text;
BEGIN
  FOR name IN
    SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
      AND (c.relname = 'practice' OR EXISTS (
        SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'practice_id' AND NOT a.attisdropped))
  LOOP
    key := CASE name WHEN 'practice' THEN 'id' ELSE 'practice_id' END;
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY wall ON %1$I AS RESTRICTIVE FOR ALL TO app_rw, app_portal, app_jobs
         USING (%2$I = (SELECT app.practice())) WITH CHECK (%2$I = (SELECT app.practice()))', name, key);
  END LOOP;
END $$;

-- 2. Staff: what belongs to the whole practice.
CREATE POLICY staff ON practice FOR SELECT TO app_rw USING (true);
CREATE POLICY staff ON member FOR ALL TO app_rw USING (true) WITH CHECK (true);
CREATE POLICY staff ON assignment FOR ALL TO app_rw USING (true) WITH CHECK ((SELECT app.role()) IN ('owner', 'cto'));
CREATE POLICY staff ON invitation FOR ALL TO app_rw
  USING (client_id IS NULL OR (SELECT app.all_clients()) OR client_id = ANY ((SELECT app.my_clients())::uuid[]))
  WITH CHECK (client_id IS NULL OR (SELECT app.all_clients()) OR client_id = ANY ((SELECT app.my_clients())::uuid[]));
CREATE POLICY staff ON idempotency_key FOR ALL TO app_rw
  USING (user_id = (SELECT app.setting('app.user_id')::uuid)) WITH CHECK (user_id = (SELECT app.setting('app.user_id')::uuid));
CREATE POLICY staff ON mail FOR INSERT TO app_rw WITH CHECK (true);
CREATE POLICY staff ON audit_event FOR SELECT TO app_rw USING ((SELECT app.role()) = 'owner');

-- 3. Staff: a client's rows, for those who work for that client.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['client_user', 'contact', 'engagement', 'terms', 'phase_move', 'recorded_evidence',
    'milestone', 'contract_month', 'closure', 'ledger_line', 'statement_words', 'statement', 'statement_file'] LOOP
    EXECUTE format(
      'CREATE POLICY staff ON %I FOR ALL TO app_rw
         USING ((SELECT app.all_clients()) OR client_id = ANY ((SELECT app.my_clients())::uuid[]))
         WITH CHECK ((SELECT app.all_clients()) OR client_id = ANY ((SELECT app.my_clients())::uuid[]))', name);
  END LOOP;
END $$;
-- A new client is nobody's yet: its founder is assigned in the same transaction.
CREATE POLICY staff ON client FOR ALL TO app_rw
  USING ((SELECT app.all_clients()) OR id = ANY ((SELECT app.my_clients())::uuid[]))
  WITH CHECK ((SELECT app.role()) IN ('owner', 'cto'));

-- 4. Hours: not for the bookkeeper.
CREATE POLICY staff ON time_entry FOR ALL TO app_rw
  USING ((SELECT app.role()) IN ('owner', 'cto', 'assistant')
    AND ((SELECT app.all_clients()) OR client_id = ANY ((SELECT app.my_clients())::uuid[])))
  WITH CHECK ((SELECT app.role()) IN ('owner', 'cto', 'assistant')
    AND ((SELECT app.all_clients()) OR client_id = ANY ((SELECT app.my_clients())::uuid[])));
CREATE POLICY staff ON member_day FOR ALL TO app_rw
  USING ((SELECT app.role()) IN ('owner', 'cto', 'assistant')) WITH CHECK ((SELECT app.role()) IN ('owner', 'cto', 'assistant'));
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['import_batch', 'import_meaning'] LOOP
    EXECUTE format(
      'CREATE POLICY staff ON %I FOR ALL TO app_rw USING (member_id = (SELECT app.member())) WITH CHECK (member_id = (SELECT app.member()))', name);
  END LOOP;
END $$;
CREATE POLICY staff ON import_row FOR ALL TO app_rw
  USING (EXISTS (SELECT FROM import_batch b WHERE b.practice_id = import_row.practice_id AND b.id = import_row.batch_id))
  WITH CHECK (EXISTS (SELECT FROM import_batch b WHERE b.practice_id = import_row.practice_id AND b.id = import_row.batch_id));

-- 5. Candidates: for owner and cto alone.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['search', 'search_stage', 'scorecard', 'scorecard_approval', 'candidacy', 'visit', 'candidacy_exit'] LOOP
    EXECUTE format(
      'CREATE POLICY staff ON %I FOR ALL TO app_rw
         USING ((SELECT app.role()) IN (''owner'', ''cto'')
           AND ((SELECT app.all_clients()) OR client_id = ANY ((SELECT app.my_clients())::uuid[])))
         WITH CHECK ((SELECT app.role()) IN (''owner'', ''cto'')
           AND ((SELECT app.all_clients()) OR client_id = ANY ((SELECT app.my_clients())::uuid[])))', name);
  END LOOP;
END $$;
-- A person is seen through their candidacies; somebody just added has none yet, so adding is a permission of its own.
CREATE POLICY staff_read ON person FOR SELECT TO app_rw
  USING ((SELECT app.role()) IN ('owner', 'cto') AND ((SELECT app.all_clients())
    OR EXISTS (SELECT FROM candidacy c WHERE c.practice_id = person.practice_id AND c.person_id = person.id)));
CREATE POLICY staff_add ON person FOR INSERT TO app_rw WITH CHECK ((SELECT app.role()) IN ('owner', 'cto'));
CREATE POLICY staff_edit ON person FOR UPDATE TO app_rw
  USING ((SELECT app.role()) IN ('owner', 'cto') AND ((SELECT app.all_clients())
    OR EXISTS (SELECT FROM candidacy c WHERE c.practice_id = person.practice_id AND c.person_id = person.id)))
  WITH CHECK ((SELECT app.role()) IN ('owner', 'cto'));

-- 6. What staff may do to each table. Nothing is ever deleted but working notes; nobody truncates.
GRANT SELECT ON practice, member, assignment, client_user, invitation, client, contact, engagement, terms, phase_move,
  recorded_evidence, milestone, contract_month, closure, ledger_line, statement_words, statement, statement_file,
  time_entry, member_day, import_batch, import_row, import_meaning, search, search_stage, scorecard, scorecard_approval,
  person, candidacy, visit, candidacy_exit, idempotency_key, audit_event TO app_rw;
GRANT INSERT ON assignment, invitation, client, contact, engagement, terms, phase_move, recorded_evidence, milestone,
  contract_month, closure, ledger_line, statement_words, statement, statement_file, time_entry, member_day, import_batch,
  import_row, import_meaning, search, search_stage, scorecard, scorecard_approval, person, candidacy, visit,
  candidacy_exit, idempotency_key, mail TO app_rw;
GRANT UPDATE (role, zone, capacity_minutes, ended_at, version) ON member TO app_rw;
GRANT UPDATE (role, ended_at, version) ON client_user TO app_rw;
GRANT UPDATE (revoked_at) ON invitation TO app_rw;
GRANT UPDATE (name, code, legal_name, address, purchase_order, engineers, next_step, next_step_on, archived_at, version) ON client TO app_rw;
GRANT UPDATE (name, title, email, phone, removed_at, version) ON contact TO app_rw;
GRANT UPDATE (ends_on, phase, phase_since, hours_visibility, version) ON engagement TO app_rw;
GRANT UPDATE (valid_to, allowance_minutes, allowance_per, fee_minor, carry, overage, rounding, version) ON terms TO app_rw;
GRANT UPDATE (withdrawn_at) ON recorded_evidence TO app_rw;
GRANT UPDATE (name, due_on, done_on, client_sees, version) ON milestone TO app_rw;
GRANT UPDATE (state, version) ON contract_month TO app_rw;
GRANT UPDATE (outcomes, decisions, risks, next_month, updated_at, version) ON statement_words TO app_rw;
GRANT UPDATE (work_date, contract_month, minutes, activity, billable, text, private_note, started_at, ended_at, zone,
  parallel, voided_at, voided_by, void_reason, version) ON time_entry TO app_rw;
GRANT UPDATE (minutes) ON member_day TO app_rw;
GRANT UPDATE (mapping, entered_at, outcome, version) ON import_batch TO app_rw;
GRANT UPDATE (meaning) ON import_meaning TO app_rw;
GRANT UPDATE (title, brief, target_weeks, openings, client_sees, closed_at, version) ON search TO app_rw;
GRANT UPDATE (approved_on, recorded_by, note, version) ON scorecard_approval TO app_rw;
GRANT UPDATE (name, email, phone, headline, employer, location, version) ON person TO app_rw;
GRANT UPDATE (stage_id, disposition, order_key, source, note, next_step, next_step_on, version) ON candidacy TO app_rw;
GRANT UPDATE (left_at, undone) ON visit TO app_rw;
GRANT UPDATE (reopened_at, reopened_by) ON candidacy_exit TO app_rw;
GRANT UPDATE (answer) ON idempotency_key TO app_rw;
GRANT DELETE ON assignment TO app_rw;
GRANT SELECT (id, email, name) ON user_account TO app_rw;

-- 7. The portal: one client's shared rows, and only the columns a client may read. No table of candidates at all.
CREATE POLICY portal ON practice FOR SELECT TO app_portal USING (true);
CREATE POLICY portal ON client FOR SELECT TO app_portal USING (id = (SELECT app.client()));
CREATE POLICY portal ON engagement FOR SELECT TO app_portal USING (client_id = (SELECT app.client()));
CREATE POLICY portal ON terms FOR SELECT TO app_portal USING (client_id = (SELECT app.client()));
CREATE POLICY portal ON phase_move FOR SELECT TO app_portal USING (client_id = (SELECT app.client()));
CREATE POLICY portal ON contract_month FOR SELECT TO app_portal USING (client_id = (SELECT app.client()));
CREATE POLICY portal ON milestone FOR SELECT TO app_portal USING (client_id = (SELECT app.client()) AND client_sees);
CREATE POLICY portal ON statement FOR SELECT TO app_portal USING (client_id = (SELECT app.client()));
CREATE POLICY portal ON statement_file FOR SELECT TO app_portal
  USING (client_id = (SELECT app.client()) AND edition = 'client');
GRANT SELECT (id, name) ON practice TO app_portal;
GRANT SELECT (practice_id, id, name) ON client TO app_portal;
GRANT SELECT (practice_id, client_id, id, zone, starts_on, ends_on, phase, phase_since, hours_visibility) ON engagement TO app_portal;
GRANT SELECT (practice_id, client_id, engagement_id, id, valid_from, valid_to, allowance_minutes, allowance_per, start_day,
  carry, rounding) ON terms TO app_portal;
GRANT SELECT (practice_id, client_id, engagement_id, id, from_phase, to_phase, moved_on, moved_at, overridden, reason, sentence)
  ON phase_move TO app_portal;
GRANT SELECT (practice_id, client_id, engagement_id, month, state) ON contract_month TO app_portal;
GRANT SELECT (practice_id, client_id, engagement_id, id, name, due_on, done_on, client_sees) ON milestone TO app_portal;
GRANT SELECT (practice_id, client_id, engagement_id, month, id, number, published_at) ON statement TO app_portal;
GRANT SELECT ON statement_file TO app_portal;

-- 8. Sign-in: people, sessions and requests, and no table of any practice.
GRANT SELECT, INSERT ON user_account, session, sign_in_request TO app_auth;
GRANT UPDATE (name) ON user_account TO app_auth;
GRANT UPDATE (last_seen_at, idle_until, ended_at) ON session TO app_auth;
GRANT UPDATE (tries, used_at) ON sign_in_request TO app_auth;
GRANT INSERT ON sign_in_mail TO app_auth;

-- 9. Jobs: the mails on their way out, and who is still entitled to them.
CREATE POLICY jobs ON mail FOR SELECT TO app_jobs USING (true);
CREATE POLICY jobs_done ON mail FOR UPDATE TO app_jobs USING (true) WITH CHECK (true);
CREATE POLICY jobs ON practice FOR SELECT TO app_jobs USING (true);
CREATE POLICY jobs ON client FOR SELECT TO app_jobs USING (true);
CREATE POLICY jobs ON member FOR SELECT TO app_jobs USING (true);
CREATE POLICY jobs ON client_user FOR SELECT TO app_jobs USING (true);
GRANT SELECT ON mail, practice, member, client_user TO app_jobs;
GRANT SELECT (practice_id, id, name) ON client TO app_jobs;
GRANT SELECT (id, email, name, suspended_at) ON user_account TO app_jobs;
GRANT UPDATE (sent_at, failure, sealed) ON mail TO app_jobs;
GRANT SELECT ON sign_in_mail TO app_jobs;
GRANT UPDATE (sent_at, failure, sealed) ON sign_in_mail TO app_jobs;

-- 10. Backups read everything that is ours.
DO $$
DECLARE
  name text;
BEGIN
  FOR name IN SELECT c.oid::regclass FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'S') AND c.relowner = 'app_owner'::regrole
  LOOP
    EXECUTE format('GRANT SELECT ON %s TO app_backup', name);
  END LOOP;
END $$;
RESET ROLE;
