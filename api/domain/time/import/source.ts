/** Where a file of hours comes from: a detailed export of one of three products, or a plain table. */
export const IMPORT_SOURCES = ['toggl', 'clockify', 'harvest', 'csv'] as const;
export type ImportSource = (typeof IMPORT_SOURCES)[number];

/** What each is called, as its makers write it. */
export const SOURCE_NAMES: Readonly<Record<ImportSource, string>> = {
  toggl: 'Toggl Track',
  clockify: 'Clockify',
  harvest: 'Harvest',
  csv: 'Plain CSV',
};
