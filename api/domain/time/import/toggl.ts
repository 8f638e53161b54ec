import { readElapsed } from './cells.js';
import { readClocked } from './clocked.js';
import { layout } from './layout.js';

/** Toggl Track's detailed report: clock times of start and end, durations to the second. */
export const toggl = layout({
  columns: {
    user: ['user', 'member'],
    email: ['email'],
    client: ['client'],
    project: ['project'],
    task: ['task'],
    text: ['description'],
    billable: ['billable'],
    startDate: ['start date'],
    startTime: ['start time'],
    endDate: ['end date', 'stop date'],
    endTime: ['end time', 'stop time'],
    duration: ['duration'],
    tags: ['tags'],
  },
  needs: [
    { name: 'Email', oneOf: ['email', 'user'] },
    { name: 'Client', oneOf: ['client', 'project'] },
    { name: 'Start date', oneOf: ['startDate'] },
    { name: 'Duration', oneOf: ['duration'] },
  ],
  signatures: [['start date', 'start time', 'duration']],
  dates: ['startDate', 'endDate'],
  read(cell, reading) {
    const written = cell('duration');
    return readClocked(cell, reading, { written, seconds: readElapsed(written) });
  },
});
