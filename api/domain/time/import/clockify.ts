import { readDecimalHours, readElapsed } from './cells.js';
import { readClocked } from './clocked.js';
import { layout } from './layout.js';

/**
 * Clockify's detailed report: dates and clock times as the account writes them, and the duration twice. The one of hours, minutes and
 * seconds is exact and rules; the decimal one is rounded, and taken only where the other cannot be read.
 */
export const clockify = layout({
  columns: {
    user: ['user'],
    email: ['email'],
    client: ['client'],
    project: ['project'],
    task: ['task'],
    text: ['description'],
    billable: ['billable'],
    startDate: ['start date'],
    startTime: ['start time'],
    endDate: ['end date'],
    endTime: ['end time'],
    elapsed: ['duration (h)'],
    decimal: ['duration (decimal)'],
    tags: ['tags'],
  },
  needs: [
    { name: 'Email', oneOf: ['email', 'user'] },
    { name: 'Client', oneOf: ['client', 'project'] },
    { name: 'Start Date', oneOf: ['startDate'] },
    { name: 'Duration (h)', oneOf: ['elapsed', 'decimal'] },
  ],
  signatures: [
    ['start date', 'duration (h)'],
    ['start date', 'duration (decimal)'],
  ],
  dates: ['startDate', 'endDate'],
  read(cell, reading) {
    const written = cell('elapsed') || cell('decimal');
    const seconds = readElapsed(written) ?? readDecimalHours(written) ?? readDecimalHours(cell('decimal'));
    return readClocked(cell, reading, { written, seconds });
  },
});
