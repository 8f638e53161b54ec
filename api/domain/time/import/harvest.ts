import { readDate, readDecimalHours, readElapsed, readYes } from './cells.js';
import { layout } from './layout.js';

/** Harvest's detailed time report: people by name, decimal hours, and neither clock times nor tags. */
export const harvest = layout({
  columns: {
    date: ['date'],
    client: ['client'],
    project: ['project'],
    task: ['task'],
    text: ['notes'],
    hours: ['hours'],
    billable: ['billable?', 'billable'],
    first: ['first name'],
    last: ['last name'],
  },
  needs: [
    { name: 'First Name', oneOf: ['first', 'last'] },
    { name: 'Client', oneOf: ['client', 'project'] },
    { name: 'Date', oneOf: ['date'] },
    { name: 'Hours', oneOf: ['hours'] },
  ],
  signatures: [
    ['date', 'hours', 'first name'],
    ['date', 'hours', 'last name'],
  ],
  dates: ['date'],
  read(cell, { line, order }) {
    const person = `${cell('first')} ${cell('last')}`.trim();
    const date = readDate(cell('date'), order);
    const seconds = readElapsed(cell('hours')) ?? readDecimalHours(cell('hours'));
    if (seconds === null) return { line, code: 'import.duration_unclear', cell: cell('hours'), seconds: 0 };
    if (!person) return { line, code: 'import.person_missing', cell: '', seconds };
    if (!date) return { line, code: 'import.date_unclear', cell: cell('date'), seconds };
    return {
      line,
      person,
      client: cell('client'),
      project: cell('project'),
      task: cell('task'),
      tags: '',
      text: cell('text'),
      billable: readYes(cell('billable')),
      date,
      start: null,
      end: null,
      seconds,
    };
  },
});
