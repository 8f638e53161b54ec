-- Whoever founds a client works for it from that moment on: a transaction that has just assigned its own member reads their
-- clients anew. Runs as the caller, who sees nobody's assignments but this practice's.
SET ROLE app_owner;
CREATE FUNCTION app.read_my_clients() RETURNS void LANGUAGE sql AS $$
  SELECT set_config('app.clients', coalesce(array_agg(a.client_id)::text, '{}'), true) FROM assignment a
  WHERE a.practice_id = app.practice() AND a.member_id = app.member() AND NOT app.all_clients()
$$;
REVOKE ALL ON FUNCTION app.read_my_clients() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.read_my_clients() TO app_rw;
RESET ROLE;
