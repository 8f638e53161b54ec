-- Logging hours is the most frequent write: one trip takes the locks and reads all that its rule looks at, the entry
-- included that a repeated request may have left already. It is looked for after the locks were waited for, so a twin
-- that arrives at the same instant finds what the other has written.
SET ROLE app_owner;
CREATE FUNCTION app.begin_hours(p_engagement uuid, p_member uuid, p_day date, p_id uuid)
RETURNS TABLE (client_id uuid, zone text, phase text, start_day int, month text, state text, minutes_that_day int, earlier text)
LANGUAGE plpgsql AS $$
BEGIN
  SELECT b.client_id, b.zone, b.phase, b.start_day, b.month, b.state, b.minutes_that_day
    INTO client_id, zone, phase, start_day, month, state, minutes_that_day
    FROM app.lock_book(p_engagement, p_member, p_day) b;
  IF NOT FOUND THEN RETURN; END IF;
  SELECT encode(e.draft_hash, 'hex') INTO earlier FROM time_entry e WHERE e.practice_id = app.practice() AND e.id = p_id;
  RETURN NEXT;
END $$;
REVOKE ALL ON FUNCTION app.begin_hours(uuid, uuid, date, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.begin_hours(uuid, uuid, date, uuid) TO app_rw;
RESET ROLE;
