-- The doors: the few functions that look across the wall, each to answer one question. They run as app_owner, who sees
-- only the tables named here; a test holds the list.
SET ROLE app_owner;

CREATE POLICY door ON practice FOR ALL TO app_owner USING (true) WITH CHECK (true);
CREATE POLICY door ON member FOR ALL TO app_owner USING (true) WITH CHECK (true);
CREATE POLICY door ON client_user FOR ALL TO app_owner USING (true) WITH CHECK (true);
CREATE POLICY door ON invitation FOR ALL TO app_owner USING (true) WITH CHECK (true);
CREATE POLICY door ON assignment FOR SELECT TO app_owner USING (true);
CREATE POLICY door ON client FOR SELECT TO app_owner USING (true);
CREATE POLICY door ON engagement FOR SELECT TO app_owner USING (true);
CREATE POLICY door ON time_entry FOR SELECT TO app_owner USING (true);
CREATE POLICY door ON search FOR SELECT TO app_owner USING (true);
CREATE POLICY door ON search_stage FOR SELECT TO app_owner USING (true);
CREATE POLICY door ON candidacy FOR SELECT TO app_owner USING (true);
CREATE POLICY door ON scorecard FOR SELECT TO app_owner USING (true);
CREATE POLICY door ON scorecard_approval FOR SELECT TO app_owner USING (true);

-- Enters a practice as one of its staff: session, membership and role are checked in the snapshot in which the work
-- itself is done, so a removed member loses access on the very next request. BT401 no session, BT404 no such practice
-- for this person, BT403 a role that may not do this.
CREATE FUNCTION app.enter(p_session bytea, p_practice uuid, p_roles text[], p_at timestamptz, p_request text)
RETURNS TABLE (practice_id uuid, user_id uuid, member_id uuid, role text, zone text, session_id uuid, last_seen_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  everything boolean;
BEGIN
  SELECT s.id, s.user_id, s.last_seen_at INTO session_id, user_id, last_seen_at
    FROM session s JOIN user_account u ON u.id = s.user_id
    WHERE s.token_hash = p_session AND s.ended_at IS NULL AND s.idle_until > p_at AND s.expires_at > p_at AND u.suspended_at IS NULL;
  IF NOT FOUND THEN RAISE EXCEPTION 'no session' USING ERRCODE = 'BT401'; END IF;
  SELECT m.id, m.role, m.zone INTO member_id, role, zone
    FROM member m JOIN practice p ON p.id = m.practice_id
    WHERE m.practice_id = p_practice AND m.user_id = enter.user_id AND m.ended_at IS NULL AND p.suspended_at IS NULL;
  IF NOT FOUND THEN RAISE EXCEPTION 'no practice' USING ERRCODE = 'BT404'; END IF;
  IF NOT role = ANY (p_roles) THEN RAISE EXCEPTION 'no permission' USING ERRCODE = 'BT403'; END IF;
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
GRANT EXECUTE ON FUNCTION app.enter(bytea, uuid, text[], timestamptz, text) TO app_rw;

-- Enters the portal of one client, as one of the client's people, or as staff who work for that client and look at
-- what the client sees (role "viewer").
CREATE FUNCTION app.enter_portal(p_session bytea, p_practice uuid, p_client uuid, p_roles text[], p_at timestamptz, p_request text)
RETURNS TABLE (practice_id uuid, client_id uuid, user_id uuid, role text, session_id uuid, last_seen_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT s.id, s.user_id, s.last_seen_at INTO session_id, user_id, last_seen_at
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
  practice_id := p_practice;
  client_id := p_client;
  PERFORM set_config('app.practice_id', p_practice::text, true), set_config('app.client_id', p_client::text, true),
    set_config('app.user_id', user_id::text, true), set_config('app.role', role, true),
    set_config('app.session_id', session_id::text, true), set_config('app.request_id', p_request, true);
  RETURN NEXT;
END $$;
GRANT EXECUTE ON FUNCTION app.enter_portal(bytea, uuid, uuid, text[], timestamptz, text) TO app_portal;

-- Enters a practice as a job, which works with the ids that its cause wrote down.
CREATE FUNCTION app.enter_job(p_practice uuid) RETURNS void LANGUAGE sql AS $$
  SELECT set_config('app.practice_id', p_practice::text, true)
$$;
GRANT EXECUTE ON FUNCTION app.enter_job(uuid) TO app_jobs;

-- Who is signed in, and where they belong. No row: no valid session.
CREATE FUNCTION app.me(p_session bytea, p_at timestamptz)
RETURNS TABLE (session_id uuid, user_id uuid, email text, name text, last_seen_at timestamptz, practices jsonb, clients jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.id, u.id, u.email::text, u.name, s.last_seen_at,
    coalesce((SELECT jsonb_agg(jsonb_build_object('practiceId', p.id, 'name', p.name, 'memberId', m.id, 'role', m.role, 'zone', m.zone)
        ORDER BY p.name, p.id)
      FROM member m JOIN practice p ON p.id = m.practice_id
      WHERE m.user_id = u.id AND m.ended_at IS NULL AND p.suspended_at IS NULL), '[]'),
    coalesce((SELECT jsonb_agg(jsonb_build_object('practiceId', p.id, 'practiceName', p.name, 'clientId', c.id, 'clientName', c.name,
        'role', cu.role) ORDER BY c.name, c.id)
      FROM client_user cu JOIN practice p ON p.id = cu.practice_id
        JOIN client c ON c.practice_id = cu.practice_id AND c.id = cu.client_id
      WHERE cu.user_id = u.id AND cu.ended_at IS NULL AND p.suspended_at IS NULL), '[]')
  FROM session s JOIN user_account u ON u.id = s.user_id
  WHERE s.token_hash = p_session AND s.ended_at IS NULL AND s.idle_until > p_at AND s.expires_at > p_at AND u.suspended_at IS NULL
$$;
-- Whether a person works at some practice: staff sessions are shorter than those of client people.
CREATE FUNCTION app.is_staff(p_user uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM member m WHERE m.user_id = p_user AND m.ended_at IS NULL)
$$;
CREATE FUNCTION app.found_practice(p_id uuid, p_name text, p_owner uuid, p_zone text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO practice (id, name) VALUES (p_id, p_name) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    RETURN EXISTS (SELECT FROM member WHERE practice_id = p_id AND user_id = p_owner AND role = 'owner' AND ended_at IS NULL);
  END IF;
  INSERT INTO member (practice_id, user_id, role, zone) VALUES (p_id, p_owner, 'owner', p_zone);
  RETURN true;
END $$;
-- What an invitation offers. No row: used, withdrawn, expired, or never written.
CREATE FUNCTION app.open_invitation(p_token bytea, p_at timestamptz)
RETURNS TABLE (practice_id uuid, id uuid, practice_name text, client_id uuid, client_name text, role text, email text, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.practice_id, i.id, p.name, i.client_id, c.name, i.role, i.email::text, i.name
  FROM invitation i JOIN practice p ON p.id = i.practice_id
    LEFT JOIN client c ON c.practice_id = i.practice_id AND c.id = i.client_id
  WHERE i.token_hash = p_token AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > p_at AND p.suspended_at IS NULL
$$;
-- Uses an invitation up and makes the membership that it was written for. Answers false when somebody was faster.
CREATE FUNCTION app.accept_invitation(p_token bytea, p_user uuid, p_at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  i invitation;
BEGIN
  UPDATE invitation SET accepted_at = p_at
    WHERE token_hash = p_token AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > p_at
      AND email = (SELECT email FROM user_account WHERE id = p_user)
    RETURNING * INTO i;
  IF NOT FOUND THEN RETURN false; END IF;
  IF i.client_id IS NULL THEN
    INSERT INTO member AS m (practice_id, user_id, role) VALUES (i.practice_id, p_user, i.role)
      ON CONFLICT (practice_id, user_id) DO UPDATE SET ended_at = NULL, role = EXCLUDED.role, version = m.version + 1;
  ELSE
    INSERT INTO client_user AS u (practice_id, client_id, user_id, role) VALUES (i.practice_id, i.client_id, p_user, i.role)
      ON CONFLICT (practice_id, client_id, user_id) DO UPDATE SET ended_at = NULL, role = EXCLUDED.role, version = u.version + 1;
  END IF;
  RETURN true;
END $$;
GRANT EXECUTE ON FUNCTION app.me(bytea, timestamptz), app.is_staff(uuid), app.found_practice(uuid, text, uuid, text),
  app.open_invitation(bytea, timestamptz), app.accept_invitation(bytea, uuid, timestamptz) TO app_auth;

-- Billable minutes of each contract month of the entered client's engagement: a total that shows no entry.
CREATE FUNCTION app.portal_used(p_engagement uuid) RETURNS TABLE (month text, minutes int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e.contract_month::text, sum(e.minutes)::int FROM time_entry e
  WHERE e.practice_id = app.practice() AND e.client_id = app.client() AND e.engagement_id = p_engagement
    AND e.billable AND e.voided_at IS NULL
  GROUP BY e.contract_month
$$;
-- How many people stand where in the entered client's search, if the client sees it: counts, and nobody's name.
CREATE FUNCTION app.portal_search(p_engagement uuid)
RETURNS TABLE (title text, started_on date, target_weeks int, in_research int, in_assessment int, presented int, final_checks int, hired int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.title, s.started_on, s.target_weeks,
    count(*) FILTER (WHERE c.disposition IN ('active', 'on_hold') AND g.kind IN ('research', 'outreach'))::int,
    count(*) FILTER (WHERE c.disposition IN ('active', 'on_hold') AND g.kind = 'assess')::int,
    count(*) FILTER (WHERE c.disposition IN ('active', 'on_hold') AND g.kind = 'client')::int,
    count(*) FILTER (WHERE c.disposition IN ('active', 'on_hold') AND g.kind IN ('check', 'offer'))::int,
    count(*) FILTER (WHERE c.disposition = 'hired' OR c.disposition = 'active' AND g.kind = 'hired')::int
  FROM search s
    LEFT JOIN candidacy c ON c.practice_id = s.practice_id AND c.search_id = s.id
    LEFT JOIN search_stage g ON g.practice_id = c.practice_id AND g.id = c.stage_id
  WHERE s.practice_id = app.practice() AND s.client_id = app.client() AND s.engagement_id = p_engagement AND s.client_sees
  GROUP BY s.practice_id, s.id, s.title, s.started_on, s.target_weeks
  ORDER BY s.started_on DESC LIMIT 1
$$;
GRANT EXECUTE ON FUNCTION app.portal_used(uuid), app.portal_search(uuid) TO app_portal;

-- What the phase of an engagement rests on in the search, for staff who may not see candidates: facts and no names.
CREATE FUNCTION app.search_facts(p_engagement uuid)
RETURNS TABLE (scorecard_number int, scorecard_on date, search_open boolean, hired int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.number, a.approved_on, s.closed_at IS NULL,
    (SELECT count(*)::int FROM candidacy c WHERE c.practice_id = s.practice_id AND c.search_id = s.id AND c.disposition = 'hired')
  FROM search s
    LEFT JOIN LATERAL (
      SELECT k.number, max(p.approved_on) AS approved_on FROM scorecard k
        JOIN scorecard_approval p ON p.practice_id = k.practice_id AND p.scorecard_id = k.id
      WHERE k.practice_id = s.practice_id AND k.search_id = s.id
      GROUP BY k.number HAVING bool_and(p.approved_on IS NOT NULL) ORDER BY k.number DESC LIMIT 1) a ON true
  WHERE s.practice_id = app.practice() AND s.engagement_id = p_engagement
    AND (app.all_clients() OR s.client_id = ANY (app.my_clients()))
  ORDER BY s.started_on DESC, s.id DESC LIMIT 1
$$;
GRANT EXECUTE ON FUNCTION app.search_facts(uuid) TO app_rw;
RESET ROLE;

-- A job commits with its cause: whoever writes a mail also writes the job that sends it. The queue belongs to app_jobs.
GRANT CREATE ON SCHEMA app TO app_jobs;
SET ROLE app_jobs;
CREATE FUNCTION app.enqueue(p_task text, p_payload json, p_key text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM graphile_worker.add_job(p_task, p_payload, job_key => p_key, max_attempts => 12);
END $$;
REVOKE ALL ON FUNCTION app.enqueue(text, json, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.enqueue(text, json, text) TO app_rw, app_auth, app_owner;
RESET ROLE;
REVOKE CREATE ON SCHEMA app FROM app_jobs;
SET ROLE app_owner;
CREATE FUNCTION app.queue_mail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM app.enqueue('send_mail', json_build_object('practiceId', NEW.practice_id, 'mailId', NEW.id), 'mail:' || NEW.id);
  RETURN NULL;
END $$;
CREATE FUNCTION app.queue_sign_in_mail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM app.enqueue('send_sign_in_mail', json_build_object('mailId', NEW.id), 'sign-in:' || NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER queue_mail AFTER INSERT ON mail FOR EACH ROW EXECUTE FUNCTION app.queue_mail();
CREATE TRIGGER queue_sign_in_mail AFTER INSERT ON sign_in_mail FOR EACH ROW EXECUTE FUNCTION app.queue_sign_in_mail();
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA app FROM PUBLIC;
RESET ROLE;
