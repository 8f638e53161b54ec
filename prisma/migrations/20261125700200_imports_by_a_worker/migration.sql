-- A file of hours is entered, and undone, by a worker in one transaction: whoever asked sees how far it is.
SET ROLE app_owner;

ALTER TABLE import_batch
  ADD COLUMN work text,
  ADD COLUMN work_since timestamptz(3),
  ADD COLUMN failure jsonb,
  ADD COLUMN undone_at timestamptz(3),
  ADD COLUMN undoing jsonb,
  ADD CONSTRAINT import_batch_work CHECK (work IN ('entering', 'undoing') AND work_since IS NOT NULL OR work IS NULL AND work_since IS NULL),
  ADD CONSTRAINT import_batch_undone CHECK (undone_at IS NULL OR entered_at IS NOT NULL);
GRANT UPDATE (work, work_since, failure, undone_at, undoing) ON import_batch TO app_rw;

-- A row keeps a thousand lines of the file: fifty rows for fifty thousand lines are written and read at once.
CREATE POLICY door ON import_row FOR ALL TO app_owner USING (true) WITH CHECK (true);
UPDATE import_row SET cells = jsonb_build_array(cells);
DROP POLICY door ON import_row;

-- How far the worker is. It is written beside the transaction that it tells of, and so is a row of its own.
CREATE TABLE import_progress (
  practice_id uuid NOT NULL,
  batch_id uuid NOT NULL,
  done integer NOT NULL,
  total integer NOT NULL,
  CONSTRAINT import_progress_pkey PRIMARY KEY (practice_id, batch_id),
  CONSTRAINT import_progress_order CHECK (done BETWEEN 0 AND total),
  CONSTRAINT import_progress_practice_id_batch_id_fkey FOREIGN KEY (practice_id, batch_id)
    REFERENCES import_batch (practice_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT
);
ALTER TABLE import_progress ENABLE ROW LEVEL SECURITY;
ALTER TABLE import_progress FORCE ROW LEVEL SECURITY;
CREATE POLICY wall ON import_progress AS RESTRICTIVE FOR ALL TO app_rw, app_portal, app_jobs
  USING (practice_id = (SELECT app.practice())) WITH CHECK (practice_id = (SELECT app.practice()));
CREATE POLICY staff ON import_progress FOR ALL TO app_rw
  USING (EXISTS (SELECT FROM import_batch b WHERE b.practice_id = import_progress.practice_id AND b.id = import_progress.batch_id))
  WITH CHECK (EXISTS (SELECT FROM import_batch b WHERE b.practice_id = import_progress.practice_id AND b.id = import_progress.batch_id));
GRANT SELECT, INSERT ON import_progress TO app_rw;
GRANT UPDATE (done, total) ON import_progress TO app_rw;
GRANT SELECT ON import_progress TO app_backup;
CREATE TRIGGER keep_tenant BEFORE UPDATE OF practice_id ON import_progress FOR EACH ROW EXECUTE FUNCTION app.keep_tenant();

-- The door of that worker: it acts as the member who asked for this file, and only while that is asked, with the role and
-- the clients that the member has now.
CREATE POLICY door ON import_batch FOR SELECT TO app_owner USING (true);
CREATE FUNCTION app.enter_import(p_practice uuid, p_import uuid, p_roles text[], p_request text)
RETURNS TABLE (practice_id uuid, user_id uuid, member_id uuid, role text, zone text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  everything boolean;
BEGIN
  SELECT m.id, m.user_id, m.role, m.zone INTO member_id, user_id, role, zone
    FROM import_batch b JOIN member m ON m.practice_id = b.practice_id AND m.id = b.member_id
      JOIN practice p ON p.id = m.practice_id JOIN user_account u ON u.id = m.user_id
    WHERE b.practice_id = p_practice AND b.id = p_import AND b.work IS NOT NULL
      AND m.ended_at IS NULL AND p.suspended_at IS NULL AND u.suspended_at IS NULL;
  IF NOT FOUND THEN RAISE EXCEPTION 'nothing was asked' USING ERRCODE = 'BT404'; END IF;
  IF NOT role = ANY (p_roles) THEN RAISE EXCEPTION 'no permission' USING ERRCODE = 'BT403'; END IF;
  everything := role IN ('owner', 'bookkeeper');
  practice_id := p_practice;
  PERFORM set_config('app.practice_id', p_practice::text, true), set_config('app.user_id', user_id::text, true),
    set_config('app.member_id', member_id::text, true), set_config('app.role', role, true),
    set_config('app.request_id', p_request, true), set_config('app.all_clients', everything::text, true),
    set_config('app.clients', CASE WHEN everything THEN '{}' ELSE coalesce((SELECT array_agg(a.client_id)::text FROM assignment a
      WHERE a.practice_id = p_practice AND a.member_id = enter_import.member_id), '{}') END, true);
  RETURN NEXT;
END $$;
REVOKE ALL ON FUNCTION app.enter_import(uuid, uuid, text[], text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.enter_import(uuid, uuid, text[], text) TO app_rw;

-- Undoing an import frees its fingerprints, so that the same file can be imported again. A fingerprint is never given
-- afterwards, and never taken from hours that count.
GRANT UPDATE (fingerprint) ON time_entry TO app_rw;
CREATE FUNCTION app.keep_fingerprint() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.fingerprint IS NOT NULL OR NEW.voided_at IS NULL THEN
    RAISE EXCEPTION 'hours that count keep their fingerprint' USING ERRCODE = '23514', CONSTRAINT = 'time_entry_fingerprint_kept', TABLE = 'time_entry';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION app.keep_fingerprint() FROM PUBLIC;
CREATE TRIGGER keep_fingerprint BEFORE UPDATE OF fingerprint ON time_entry FOR EACH ROW
  WHEN (OLD.fingerprint IS DISTINCT FROM NEW.fingerprint) EXECUTE FUNCTION app.keep_fingerprint();

-- What a name meant is remembered for the whole practice; what a client's name meant, for those who work for that client.
-- That somebody left a name out is their own decision and binds nobody else.
ALTER TABLE import_meaning ADD COLUMN said_at timestamptz(3) NOT NULL DEFAULT now();
GRANT UPDATE (said_at) ON import_meaning TO app_rw;
CREATE POLICY staff_read ON import_meaning FOR SELECT TO app_rw
  USING ((SELECT app.role()) IN ('owner', 'cto', 'assistant') AND meaning <> ''
    AND (kind <> 'clients' OR (SELECT app.all_clients()) OR meaning = ANY (((SELECT app.my_clients()))::text[])));
RESET ROLE;
