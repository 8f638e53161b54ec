-- A rule of a row is asked only inside the wall: whoever has not entered the row's practice is told so, and nothing of the rule.
-- Triggers fire in the order of their names, before policies are looked at.
SET ROLE app_owner;
CREATE FUNCTION app.inside_the_wall() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.practice_id IS DISTINCT FROM app.practice() THEN
    RAISE EXCEPTION 'new row violates row-level security policy for table "%"', TG_TABLE_NAME USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION app.inside_the_wall() FROM PUBLIC;
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['adjustment', 'closure', 'correction', 'overage_request', 'statement'] LOOP
    EXECUTE format('CREATE TRIGGER a_wall BEFORE INSERT ON %I FOR EACH ROW
      WHEN (current_user IN (''app_rw'', ''app_portal'', ''app_jobs'')) EXECUTE FUNCTION app.inside_the_wall()', name);
  END LOOP;
END $$;
-- A row that changes hands is refused as that, before its own rule is asked.
ALTER TRIGGER agreed_while_open ON adjustment RENAME TO while_open_agreed;
ALTER TRIGGER agreed_while_open ON overage_request RENAME TO while_open_agreed;
RESET ROLE;
