-- Who changed what: one row for every change, in the transaction of the change. It names fields and never holds their
-- values, so that erasing a person need not touch it. Rows are sealed later into a chain of hashes per practice.
SET ROLE app_owner;
CREATE POLICY door ON audit_event FOR ALL TO app_owner USING (true) WITH CHECK (true);

CREATE FUNCTION app.audit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  after jsonb := to_jsonb(coalesce(NEW, OLD));
  before jsonb := CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(OLD) ELSE '{}' END;
  changed text[];
BEGIN
  SELECT coalesce(array_agg(key ORDER BY key), '{}') INTO changed FROM jsonb_each(after)
    WHERE TG_OP = 'UPDATE' AND before -> key IS DISTINCT FROM value AND key NOT IN ('version', 'updated_at');
  IF TG_OP = 'UPDATE' AND changed = '{}' THEN RETURN NULL; END IF;
  INSERT INTO audit_event (practice_id, user_id, session_id, client_id, action, object, object_id, fields, request_id)
  VALUES (
    coalesce(after ->> 'practice_id', after ->> 'id')::uuid,
    nullif(current_setting('app.user_id', true), '')::uuid, nullif(current_setting('app.session_id', true), '')::uuid,
    CASE TG_TABLE_NAME WHEN 'client' THEN (after ->> 'id')::uuid ELSE (after ->> 'client_id')::uuid END,
    lower(TG_OP), TG_TABLE_NAME,
    coalesce(after ->> 'id', after ->> 'month', after ->> 'member_id', ''), changed,
    nullif(current_setting('app.request_id', true), ''));
  RETURN NULL;
END $$;
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['practice', 'member', 'assignment', 'client_user', 'invitation', 'client', 'contact', 'engagement',
    'terms', 'phase_move', 'recorded_evidence', 'milestone', 'contract_month', 'closure', 'statement_words', 'statement',
    'time_entry', 'import_batch', 'search', 'search_stage', 'scorecard', 'scorecard_approval', 'person', 'candidacy', 'visit',
    'candidacy_exit', 'mail'] LOOP
    EXECUTE format('CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION app.audit()', name);
  END LOOP;
END $$;

-- Downloads and other reads worth remembering.
CREATE FUNCTION app.note_read(p_action text, p_object text, p_id text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO audit_event (practice_id, user_id, session_id, client_id, action, object, object_id, fields, request_id)
  VALUES (app.practice(), app.setting('app.user_id')::uuid, app.setting('app.session_id')::uuid,
    nullif(current_setting('app.client_id', true), '')::uuid, p_action, p_object, p_id, '{}', app.setting('app.request_id'))
$$;
GRANT EXECUTE ON FUNCTION app.note_read(text, text, text) TO app_rw, app_portal;

-- A written row takes its seal once and no other change.
CREATE FUNCTION app.seal_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.hash IS NOT NULL OR (to_jsonb(NEW) - 'hash' - 'prev_hash') IS DISTINCT FROM (to_jsonb(OLD) - 'hash' - 'prev_hash') THEN
    RAISE EXCEPTION 'the audit trail stays as it is' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER seal_only BEFORE UPDATE ON audit_event FOR EACH ROW EXECUTE FUNCTION app.seal_only();

-- The canonical form that a seal covers.
CREATE FUNCTION app.audit_hash(e audit_event, prev bytea) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(coalesce(prev, '') || convert_to(jsonb_build_array(e.practice_id, e.seq, extract(epoch FROM e.at), e.user_id, e.session_id,
    e.client_id, e.action, e.object, e.object_id, to_jsonb(e.fields), e.request_id)::text, 'UTF8'))
$$;
-- Seals what was written and committed since the last time; answers the number of rows and the head of the chain.
CREATE FUNCTION app.seal_audit(p_practice uuid) RETURNS TABLE (sealed int, head bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  e audit_event;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('audit:' || p_practice, 0));
  sealed := 0;
  SELECT a.hash INTO head FROM audit_event a WHERE a.practice_id = p_practice AND a.hash IS NOT NULL ORDER BY a.seq DESC LIMIT 1;
  -- A row whose transaction is still open may have a lower number; wait with everything from there on.
  FOR e IN SELECT * FROM audit_event a WHERE a.practice_id = p_practice AND a.hash IS NULL AND a.at < clock_timestamp() - interval '15 seconds' ORDER BY a.seq LOOP
    UPDATE audit_event SET prev_hash = head, hash = app.audit_hash(e, head) WHERE practice_id = p_practice AND seq = e.seq;
    head := app.audit_hash(e, head);
    sealed := sealed + 1;
  END LOOP;
  RETURN NEXT;
END $$;
-- The first row whose seal does not fit, if any: edited, removed or put in another order.
CREATE FUNCTION app.check_audit(p_practice uuid) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  e audit_event;
  head bytea;
BEGIN
  FOR e IN SELECT * FROM audit_event a WHERE a.practice_id = p_practice AND a.hash IS NOT NULL ORDER BY a.seq LOOP
    IF e.prev_hash IS DISTINCT FROM head OR e.hash <> app.audit_hash(e, head) THEN RETURN e.seq; END IF;
    head := e.hash;
  END LOOP;
  RETURN NULL;
END $$;
CREATE FUNCTION app.practices_to_seal() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT practice_id FROM audit_event WHERE hash IS NULL
$$;
GRANT EXECUTE ON FUNCTION app.seal_audit(uuid), app.check_audit(uuid), app.practices_to_seal() TO app_jobs;
GRANT EXECUTE ON FUNCTION app.check_audit(uuid) TO app_rw;
CREATE INDEX audit_event_unsealed ON audit_event (practice_id, seq) WHERE hash IS NULL;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA app FROM PUBLIC;
RESET ROLE;
