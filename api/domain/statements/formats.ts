/** The files of a published summary, in the order in which they are offered. */
export const STATEMENT_FORMATS = ['pdf', 'xlsx', 'csv', 'json'] as const;

export type StatementFormat = (typeof STATEMENT_FORMATS)[number];
