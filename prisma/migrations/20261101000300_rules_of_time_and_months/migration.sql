-- What PostgreSQL refuses by itself. The name of each constraint is mapped to a refusal, so a race ends as politely
-- as a rule.
SET ROLE app_owner;

-- Which words a column may hold.
ALTER TABLE member ADD CONSTRAINT member_role CHECK (role IN ('owner', 'cto', 'assistant', 'bookkeeper'));
ALTER TABLE client_user ADD CONSTRAINT client_user_role CHECK (role IN ('sponsor', 'member', 'board', 'panelist', 'vp'));
ALTER TABLE engagement
  ADD CONSTRAINT engagement_phase CHECK (phase IN ('assessing', 'foundation', 'preparing_search', 'search_running',
    'handing_over', 'strategic_partner', 'winding_down', 'closed')),
  ADD CONSTRAINT engagement_visibility CHECK (hours_visibility IN ('all_entries', 'totals_by_activity', 'balance_only', 'hidden')),
  ADD CONSTRAINT engagement_order CHECK (ends_on IS NULL OR ends_on >= starts_on);
ALTER TABLE candidacy ADD CONSTRAINT candidacy_disposition CHECK (disposition IN ('active', 'on_hold', 'closed', 'hired'));
ALTER TABLE candidacy_exit ADD CONSTRAINT candidacy_exit_party CHECK (party IN ('us', 'client', 'candidate', 'circumstance'));
ALTER TABLE statement_file
  ADD CONSTRAINT statement_file_edition CHECK (edition IN ('client', 'practice')),
  ADD CONSTRAINT statement_file_format CHECK (format IN ('pdf', 'xlsx', 'csv', 'json'));

-- Terms never overlap, and their numbers make sense.
ALTER TABLE terms
  ADD CONSTRAINT terms_numbers CHECK (allowance_minutes >= 0 AND fee_minor >= 0 AND start_day BETWEEN 1 AND 28
    AND allowance_per IN ('week', 'month')),
  ADD CONSTRAINT terms_order CHECK (valid_to IS NULL OR valid_to > valid_from),
  ADD CONSTRAINT terms_overlap EXCLUDE USING gist
    (practice_id WITH =, engagement_id WITH =, daterange(valid_from, valid_to) WITH &&);

-- One running engagement for a client, one running search for an engagement, one open stay for a candidacy.
CREATE UNIQUE INDEX engagement_one_running ON engagement (practice_id, client_id) WHERE phase <> 'closed';
CREATE UNIQUE INDEX search_one_running ON search (practice_id, engagement_id) WHERE closed_at IS NULL;
CREATE UNIQUE INDEX visit_one_open ON visit (practice_id, candidacy_id) WHERE left_at IS NULL;
ALTER TABLE visit ADD CONSTRAINT visit_order CHECK (left_at IS NULL OR left_at >= entered_at);

-- The order of cards is the order of bytes, whatever language the server speaks.
ALTER TABLE candidacy ALTER COLUMN order_key TYPE text COLLATE "C";

-- Entries: whole minutes of one day; start and end come together, in order; voiding names author and reason.
ALTER TABLE time_entry
  ADD CONSTRAINT time_entry_minutes CHECK (minutes BETWEEN 1 AND 1440),
  ADD CONSTRAINT time_entry_source CHECK (source IN ('web', 'timer', 'import', 'api')),
  ADD CONSTRAINT time_entry_instants CHECK ((started_at IS NULL) = (ended_at IS NULL) AND (started_at IS NULL) = (zone IS NULL)
    AND (ended_at IS NULL OR ended_at >= started_at)),
  ADD CONSTRAINT time_entry_void CHECK ((voided_at IS NULL) = (void_reason IS NULL) AND (voided_at IS NULL) = (voided_by IS NULL)),
  ADD CONSTRAINT time_entry_overlap EXCLUDE USING gist
    (practice_id WITH =, member_id WITH =, tstzrange(started_at, ended_at) WITH &&)
    WHERE (started_at IS NOT NULL AND voided_at IS NULL AND NOT parallel);
ALTER TABLE member_day ADD CONSTRAINT member_day_full CHECK (minutes BETWEEN 0 AND 1440);
ALTER TABLE contract_month
  ADD CONSTRAINT contract_month_form CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  ADD CONSTRAINT contract_month_state CHECK (state IN ('open', 'closed'));

-- A closed month takes no change: neither a new entry, nor an edit, nor one moved out or in. Whoever writes holds the
-- month's row, so closing and logging at the same instant take turns.
CREATE FUNCTION app.month_is_open() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  found_state text;
BEGIN
  SELECT state INTO found_state FROM contract_month m
    WHERE m.practice_id = NEW.practice_id AND m.engagement_id = NEW.engagement_id AND m.month = NEW.contract_month FOR SHARE;
  IF found_state = 'open' AND TG_OP = 'UPDATE' AND OLD.contract_month <> NEW.contract_month THEN
    SELECT state INTO found_state FROM contract_month m
      WHERE m.practice_id = OLD.practice_id AND m.engagement_id = OLD.engagement_id AND m.month = OLD.contract_month FOR SHARE;
  END IF;
  IF found_state <> 'open' THEN
    RAISE EXCEPTION 'month is closed' USING ERRCODE = '23514', CONSTRAINT = 'time_entry_month_open', TABLE = 'time_entry';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER month_is_open BEFORE INSERT OR UPDATE ON time_entry FOR EACH ROW EXECUTE FUNCTION app.month_is_open();

-- A member's day holds what its entries say, and its check refuses the twenty-fifth hour.
CREATE FUNCTION app.fill_day() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.voided_at IS NULL THEN
    UPDATE member_day SET minutes = minutes - OLD.minutes
      WHERE practice_id = OLD.practice_id AND member_id = OLD.member_id AND day = OLD.work_date;
  END IF;
  IF NEW.voided_at IS NULL THEN
    INSERT INTO member_day AS d (practice_id, member_id, day, minutes)
      VALUES (NEW.practice_id, NEW.member_id, NEW.work_date, NEW.minutes)
      ON CONFLICT (practice_id, member_id, day) DO UPDATE SET minutes = d.minutes + EXCLUDED.minutes;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER fill_day AFTER INSERT ON time_entry FOR EACH ROW EXECUTE FUNCTION app.fill_day();
CREATE TRIGGER refill_day AFTER UPDATE OF minutes, work_date, voided_at ON time_entry FOR EACH ROW
  WHEN (OLD.minutes <> NEW.minutes OR OLD.work_date <> NEW.work_date OR OLD.voided_at IS DISTINCT FROM NEW.voided_at)
  EXECUTE FUNCTION app.fill_day();

-- Everything that the rule of logging looks at, with the locks in their one order: the engagement and its contract month
-- FOR SHARE, so that neither is closed meanwhile, then the author's day FOR UPDATE. No row: no such engagement. No month: no terms in force on that day.
CREATE FUNCTION app.lock_book(p_engagement uuid, p_member uuid, p_day date)
RETURNS TABLE (client_id uuid, zone text, phase text, start_day int, month text, state text, minutes_that_day int)
LANGUAGE plpgsql AS $$
BEGIN
  SELECT e.client_id, e.zone, e.phase INTO client_id, zone, phase FROM engagement e
    WHERE e.practice_id = app.practice() AND e.id = p_engagement FOR SHARE;
  IF NOT FOUND THEN RETURN; END IF;
  SELECT t.start_day INTO start_day FROM terms t
    WHERE t.practice_id = app.practice() AND t.engagement_id = p_engagement
      AND t.valid_from <= p_day AND (t.valid_to IS NULL OR t.valid_to > p_day);
  IF FOUND THEN
    month := to_char(p_day - (start_day - 1), 'YYYY-MM');
    SELECT m.state INTO state FROM contract_month m
      WHERE m.practice_id = app.practice() AND m.engagement_id = p_engagement AND m.month = lock_book.month FOR SHARE;
    IF NOT FOUND THEN
      INSERT INTO contract_month (practice_id, client_id, engagement_id, month)
        VALUES (app.practice(), lock_book.client_id, p_engagement, lock_book.month) ON CONFLICT DO NOTHING;
      SELECT m.state INTO state FROM contract_month m
        WHERE m.practice_id = app.practice() AND m.engagement_id = p_engagement AND m.month = lock_book.month FOR SHARE;
    END IF;
    SELECT d.minutes INTO minutes_that_day FROM member_day d
      WHERE d.practice_id = app.practice() AND d.member_id = p_member AND d.day = p_day FOR UPDATE;
    IF NOT FOUND THEN
      INSERT INTO member_day (practice_id, member_id, day) VALUES (app.practice(), p_member, p_day) ON CONFLICT DO NOTHING;
      SELECT d.minutes INTO minutes_that_day FROM member_day d
        WHERE d.practice_id = app.practice() AND d.member_id = p_member AND d.day = p_day FOR UPDATE;
    END IF;
  END IF;
  RETURN NEXT;
END $$;
GRANT EXECUTE ON FUNCTION app.lock_book(uuid, uuid, date) TO app_rw;

-- What a practice is, and what has been closed or published, never changes hands and never changes.
CREATE FUNCTION app.keep_tenant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(OLD) -> 'practice_id') IS DISTINCT FROM (to_jsonb(NEW) -> 'practice_id')
    OR (to_jsonb(OLD) -> 'client_id') IS DISTINCT FROM (to_jsonb(NEW) -> 'client_id') THEN
    RAISE EXCEPTION 'a row stays with its practice and client' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION app.keep_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % stay as they are', TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
DO $$
DECLARE
  name text;
BEGIN
  FOR name IN
    SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'practice_id'
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
  LOOP
    EXECUTE format('CREATE TRIGGER keep_tenant BEFORE UPDATE OF practice_id ON %I FOR EACH ROW EXECUTE FUNCTION app.keep_tenant()', name);
  END LOOP;
  FOR name IN
    SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'client_id'
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
  LOOP
    EXECUTE format('CREATE TRIGGER keep_client BEFORE UPDATE OF client_id ON %I FOR EACH ROW EXECUTE FUNCTION app.keep_tenant()', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['closure', 'ledger_line', 'statement', 'statement_file', 'phase_move', 'scorecard', 'audit_event'] LOOP
    EXECUTE format('CREATE TRIGGER keep_row BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION app.keep_row()', name);
    EXECUTE format('CREATE TRIGGER keep_table BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION app.keep_row()', name);
    IF name <> 'audit_event' THEN
      EXECUTE format('CREATE TRIGGER keep_values BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION app.keep_row()', name);
    END IF;
  END LOOP;
  FOREACH name IN ARRAY ARRAY['time_entry', 'visit', 'candidacy_exit'] LOOP
    EXECUTE format('CREATE TRIGGER keep_row BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION app.keep_row()', name);
  END LOOP;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA app FROM PUBLIC;
RESET ROLE;
