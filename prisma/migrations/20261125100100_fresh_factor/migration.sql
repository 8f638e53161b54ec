-- Delicate acts need a factor that is not older than ten minutes. A session remembers when its person last showed one:
-- at sign-in, or by a code that was mailed for this very session. The doors compare it in the statement that enters.
SET ROLE app_owner;

ALTER TABLE session ADD COLUMN fresh_at timestamptz(3) NOT NULL DEFAULT now();
-- Sessions that are open now began with a factor, and showed none since.
UPDATE session SET fresh_at = created_at;
GRANT UPDATE (fresh_at, token_hash) ON session TO app_auth;

-- A code that confirms a session belongs to that session, and signs nobody in.
ALTER TABLE sign_in_request ADD COLUMN session_id uuid;
CREATE INDEX sign_in_request_session_id_idx ON sign_in_request (session_id);

-- The doors as they were, and at their end the factor. BF403: let in, but not for this act with a factor this old. The
-- last argument may be left out, as the version before does.
DROP FUNCTION app.enter(bytea, uuid, text[], timestamptz, text);
CREATE FUNCTION app.enter(p_session bytea, p_practice uuid, p_roles text[], p_at timestamptz, p_request text, p_fresh boolean DEFAULT false)
RETURNS TABLE (practice_id uuid, user_id uuid, member_id uuid, role text, zone text, session_id uuid, last_seen_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER ROWS 1 SET search_path = public, pg_temp AS $$
DECLARE
  everything boolean;
  fresh boolean;
BEGIN
  SELECT s.id, s.user_id, s.last_seen_at, s.fresh_at >= p_at - interval '10 minutes' INTO session_id, user_id, last_seen_at, fresh
    FROM session s JOIN user_account u ON u.id = s.user_id
    WHERE s.token_hash = p_session AND s.ended_at IS NULL AND s.idle_until > p_at AND s.expires_at > p_at AND u.suspended_at IS NULL;
  IF NOT FOUND THEN RAISE EXCEPTION 'no session' USING ERRCODE = 'BT401'; END IF;
  SELECT m.id, m.role, m.zone INTO member_id, role, zone
    FROM member m JOIN practice p ON p.id = m.practice_id
    WHERE m.practice_id = p_practice AND m.user_id = enter.user_id AND m.ended_at IS NULL AND p.suspended_at IS NULL;
  IF NOT FOUND THEN RAISE EXCEPTION 'no practice' USING ERRCODE = 'BT404'; END IF;
  IF NOT role = ANY (p_roles) THEN RAISE EXCEPTION 'no permission' USING ERRCODE = 'BT403'; END IF;
  IF p_fresh AND NOT fresh THEN RAISE EXCEPTION 'no fresh factor' USING ERRCODE = 'BF403'; END IF;
  everything := role IN ('owner', 'bookkeeper');
  practice_id := p_practice;
  PERFORM set_config('app.practice_id', p_practice::text, true), set_config('app.user_id', user_id::text, true),
    set_config('app.member_id', member_id::text, true), set_config('app.role', role, true),
    set_config('app.session_id', session_id::text, true), set_config('app.request_id', p_request, true),
    set_config('app.all_clients', everything::text, true),
    set_config('app.clients', CASE WHEN everything THEN '{}' ELSE coalesce((SELECT array_agg(a.client_id)::text FROM assignment a
      WHERE a.practice_id = p_practice AND a.member_id = enter.member_id), '{}') END, true);
  RETURN NEXT;
END $$;
REVOKE ALL ON FUNCTION app.enter(bytea, uuid, text[], timestamptz, text, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.enter(bytea, uuid, text[], timestamptz, text, boolean) TO app_rw;

DROP FUNCTION app.enter_portal(bytea, uuid, uuid, text[], timestamptz, text);
CREATE FUNCTION app.enter_portal(p_session bytea, p_practice uuid, p_client uuid, p_roles text[], p_at timestamptz, p_request text, p_fresh boolean DEFAULT false)
RETURNS TABLE (practice_id uuid, client_id uuid, user_id uuid, role text, session_id uuid, last_seen_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER ROWS 1 SET search_path = public, pg_temp AS $$
DECLARE
  fresh boolean;
BEGIN
  SELECT s.id, s.user_id, s.last_seen_at, s.fresh_at >= p_at - interval '10 minutes' INTO session_id, user_id, last_seen_at, fresh
    FROM session s JOIN user_account u ON u.id = s.user_id
    WHERE s.token_hash = p_session AND s.ended_at IS NULL AND s.idle_until > p_at AND s.expires_at > p_at AND u.suspended_at IS NULL;
  IF NOT FOUND THEN RAISE EXCEPTION 'no session' USING ERRCODE = 'BT401'; END IF;
  SELECT cu.role INTO role FROM client_user cu JOIN practice p ON p.id = cu.practice_id
    WHERE cu.practice_id = p_practice AND cu.client_id = p_client AND cu.user_id = enter_portal.user_id
      AND cu.ended_at IS NULL AND p.suspended_at IS NULL;
  IF NOT FOUND THEN
    SELECT 'viewer' INTO role FROM member m JOIN practice p ON p.id = m.practice_id
      JOIN client c ON c.practice_id = m.practice_id AND c.id = p_client
      WHERE m.practice_id = p_practice AND m.user_id = enter_portal.user_id AND m.ended_at IS NULL AND p.suspended_at IS NULL
        AND (m.role = 'owner' OR m.role = 'cto' AND EXISTS (SELECT FROM assignment a
          WHERE a.practice_id = m.practice_id AND a.member_id = m.id AND a.client_id = p_client));
    IF NOT FOUND THEN RAISE EXCEPTION 'no client' USING ERRCODE = 'BT404'; END IF;
  END IF;
  IF NOT role = ANY (p_roles) THEN RAISE EXCEPTION 'no permission' USING ERRCODE = 'BT403'; END IF;
  IF p_fresh AND NOT fresh THEN RAISE EXCEPTION 'no fresh factor' USING ERRCODE = 'BF403'; END IF;
  practice_id := p_practice;
  client_id := p_client;
  PERFORM set_config('app.practice_id', p_practice::text, true), set_config('app.client_id', p_client::text, true),
    set_config('app.user_id', user_id::text, true), set_config('app.role', role, true),
    set_config('app.session_id', session_id::text, true), set_config('app.request_id', p_request, true);
  RETURN NEXT;
END $$;
REVOKE ALL ON FUNCTION app.enter_portal(bytea, uuid, uuid, text[], timestamptz, text, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.enter_portal(bytea, uuid, uuid, text[], timestamptz, text, boolean) TO app_portal;
RESET ROLE;
