-- Files come from four kinds of source, and what was recognised can be corrected until the file is entered.
SET ROLE app_owner;
ALTER TABLE import_batch ADD CONSTRAINT import_batch_source CHECK (source IN ('toggl', 'clockify', 'harvest', 'csv'));
GRANT UPDATE (source, zone) ON import_batch TO app_rw;
RESET ROLE;
