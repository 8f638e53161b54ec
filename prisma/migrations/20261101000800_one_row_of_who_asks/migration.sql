-- These functions answer one row. PostgreSQL expects a thousand of a function unless it is told, and would plan every
-- statement that begins with one as a thousand times dearer than it is: dear enough to compile it first.
ALTER FUNCTION app.enter(bytea, uuid, text[], timestamptz, text) ROWS 1;
ALTER FUNCTION app.enter_portal(bytea, uuid, uuid, text[], timestamptz, text) ROWS 1;
ALTER FUNCTION app.lock_book(uuid, uuid, date) ROWS 1;
ALTER FUNCTION app.begin_hours(uuid, uuid, date, uuid) ROWS 1;
ALTER FUNCTION app.me(bytea, timestamptz) ROWS 1;
ALTER FUNCTION app.portal_search(uuid) ROWS 1;
ALTER FUNCTION app.portal_used(uuid) ROWS 24;
ALTER FUNCTION app.search_facts(uuid) ROWS 1;
