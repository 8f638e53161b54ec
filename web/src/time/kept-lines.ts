/** The lines of hours that are kept while they are typed: the one on the Time screen, and the one over every screen. */
export const QUICK_LINE = 'time.line';
export const QUICK_ADD = 'time.add';
