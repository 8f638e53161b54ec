-- Time that passes midnight where the client is becomes one entry a day. Its parts know the id of the whole.
SET ROLE app_owner;
ALTER TABLE "time_entry" ADD COLUMN "whole_id" UUID;
CREATE INDEX time_entry_parts ON time_entry (practice_id, whole_id) WHERE whole_id IS NOT NULL;

-- What a member's clock times collide with: always when, as it is their own time, but what it was only where the caller
-- works for that client too. Only an owner asks for somebody else.
CREATE FUNCTION app.taken_times(p_member uuid, p_start timestamptz, p_end timestamptz, p_except uuid)
RETURNS TABLE (id uuid, client_id uuid, client_name text, text text, started_at timestamptz, ended_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp ROWS 10 AS $$
  SELECT s.id, s.client_id, c.name, CASE WHEN s.id IS NOT NULL THEN e.text END, e.started_at, e.ended_at
  FROM time_entry e
    LEFT JOIN LATERAL (SELECT e.id, e.client_id WHERE app.all_clients() OR e.client_id = ANY (app.my_clients())) s ON true
    LEFT JOIN client c ON c.practice_id = e.practice_id AND c.id = s.client_id
  WHERE e.practice_id = app.practice() AND e.member_id = p_member AND (p_member = app.member() OR app.role() = 'owner')
    AND e.voided_at IS NULL AND NOT e.parallel AND e.started_at IS NOT NULL AND e.id IS DISTINCT FROM p_except
    AND tstzrange(e.started_at, e.ended_at) && tstzrange(p_start, p_end)
  ORDER BY e.started_at LIMIT 20
$$;
REVOKE ALL ON FUNCTION app.taken_times(uuid, timestamptz, timestamptz, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.taken_times(uuid, timestamptz, timestamptz, uuid) TO app_rw;
RESET ROLE;
