-- Who may connect, and how a transaction says on whose behalf it works.
--
-- Roles belong to the whole server and not to one database, so each is made only if it is missing. None of them can
-- log in until the server's administrator gives it a password; none is superuser, and none but app_backup passes by
-- row security.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['app_owner', 'app_migrate', 'app_rw', 'app_portal', 'app_auth', 'app_jobs', 'app_backup'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE', name);
    END IF;
  END LOOP;
END $$;

CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS citext;

ALTER SCHEMA public OWNER TO app_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO app_rw, app_portal, app_auth, app_jobs, app_backup;
CREATE SCHEMA app AUTHORIZATION app_owner;
GRANT USAGE ON SCHEMA app TO app_rw, app_portal, app_auth, app_jobs, app_backup;

SET ROLE app_owner;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- Reads of the context raise when nothing was entered: no context is an error, and neither empty nor everything.
-- After a commit a local setting reads as '' and not NULL, so both count as unset.
CREATE FUNCTION app.setting(name text) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  value text := current_setting(name, true);
BEGIN
  IF value IS NULL OR value = '' THEN
    RAISE EXCEPTION 'nothing was entered' USING ERRCODE = '42501';
  END IF;
  RETURN value;
END $$;

CREATE FUNCTION app.practice() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT app.setting('app.practice_id')::uuid $$;
CREATE FUNCTION app.client() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT app.setting('app.client_id')::uuid $$;
CREATE FUNCTION app.role() RETURNS text LANGUAGE sql STABLE AS $$ SELECT app.setting('app.role') $$;
CREATE FUNCTION app.member() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT app.setting('app.member_id')::uuid $$;
CREATE FUNCTION app.all_clients() RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT app.setting('app.all_clients')::boolean $$;
CREATE FUNCTION app.my_clients() RETURNS uuid[] LANGUAGE sql STABLE AS $$ SELECT app.setting('app.clients')::uuid[] $$;
GRANT EXECUTE ON FUNCTION app.setting(text), app.practice(), app.client(), app.role(), app.member(), app.all_clients(), app.my_clients()
  TO app_rw, app_portal, app_jobs;
RESET ROLE;
