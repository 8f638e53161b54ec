import { describe, expect, test } from '@jest/globals';
import { exceptionsOf, type Standing } from '@domain/clients/exceptions';
import { day } from '@domain/shared/day';
import { month } from '@domain/shared/month';
import { minutes } from '@domain/shared/units';

type Running = NonNullable<Standing['engagement']>;

const running: Running = {
  phase: 'foundation',
  startsOn: day('2026-08-01'),
  startDay: 1,
  termsInForce: true,
  hours: { month: month('2026-11'), available: minutes(1200), used: minutes(300) },
  toClose: [],
  toPublish: [],
  lastEntryOn: day('2026-11-20'),
  late: null,
};
const quiet: Standing = {
  today: day('2026-11-23'),
  archived: false,
  nextStep: '',
  nextStepOn: null,
  stalled: 0,
  engagement: running,
};
const kinds = (change: Partial<Standing>, engagement: Partial<Running> = {}) =>
  exceptionsOf({ ...quiet, engagement: { ...running, ...engagement }, ...change }).map(({ kind }) => kind);
const used = (worked: number, available = 1200) => ({
  hours: { month: month('2026-11'), available: minutes(available), used: minutes(worked) },
});

describe('what a client asks of the practice', () => {
  test('a quiet client asks for nothing', () => {
    expect(exceptionsOf(quiet)).toEqual([]);
  });

  test.each([
    [959, []],
    [960, ['nearly_used']],
    [1200, ['nearly_used']],
    [1201, ['over']],
  ])('%i of 1,200 minutes used: %s', (worked, expected) => {
    expect(kinds({}, used(worked))).toEqual(expected);
  });

  test('a pace that leads beyond the allowance, as long as nothing else is said of the hours', () => {
    const pace = (worked: number, forecast: number) => {
      const { hours } = used(worked);
      return exceptionsOf({ ...quiet, engagement: { ...running, hours: { ...hours, forecast: minutes(forecast) } } });
    };
    expect(pace(600, 1201)).toEqual([
      { kind: 'forecast_over', sentence: 'At this pace 20:01 of 20:00 this month', month: '2026-11' },
    ]);
    expect(pace(600, 1200)).toEqual([]);
    expect(pace(1000, 1900).map(({ kind }) => kind)).toEqual(['nearly_used']);
  });

  test('an engagement paid by the hour is never over', () => {
    expect(kinds({}, used(500, 0))).toEqual([]);
  });

  test('says since when a summary is late, even after the engagement has ended', () => {
    const late = { late: { month: month('2026-10'), dueOn: day('2026-11-04') } };
    expect(exceptionsOf({ ...quiet, engagement: { ...running, ...late } })).toEqual([
      { kind: 'summary_late', sentence: 'The summary for October 2026 was due 4 Nov 2026', month: '2026-10' },
    ]);
    expect(kinds({}, { ...late, phase: 'closed' })).toEqual(['summary_late']);
    expect(kinds({ archived: true }, late)).toEqual([]);
  });

  test('says by how much a month is over', () => {
    const [first] = exceptionsOf({ ...quiet, engagement: { ...running, ...used(1290) } });
    expect(first).toEqual({ kind: 'over', sentence: '1:30 beyond the 20:00 of this month', month: '2026-11' });
  });

  test('names the oldest month to close and to publish', () => {
    const months = { toClose: [month('2026-09'), month('2026-10')], toPublish: [month('2026-08')] };
    expect(exceptionsOf({ ...quiet, engagement: { ...running, ...months } })).toEqual([
      { kind: 'month_to_close', sentence: 'September 2026 and 1 more are not closed', month: '2026-09' },
      { kind: 'summary_to_publish', sentence: 'August 2026 is closed and not published', month: '2026-08' },
    ]);
  });

  test('a step is overdue the day after it was due, and only if there is one', () => {
    expect(kinds({ nextStep: 'Call the board', nextStepOn: day('2026-11-23') })).toEqual([]);
    expect(kinds({ nextStep: 'Call the board', nextStepOn: day('2026-11-22') })).toEqual(['step_overdue']);
    expect(kinds({ nextStep: '', nextStepOn: day('2026-11-22') })).toEqual([]);
  });

  test('terms are missed once the engagement runs', () => {
    expect(kinds({}, { termsInForce: false, hours: null })).toEqual(['no_terms']);
    expect(kinds({}, { termsInForce: false, hours: null, startsOn: day('2026-12-01') })).toEqual([]);
    expect(kinds({ engagement: null })).toEqual(['no_terms']);
  });

  test('a closed engagement only asks for its last summary, and an archived client for nothing', () => {
    const all = { ...used(1500), toClose: [month('2026-10')], toPublish: [month('2026-09')], termsInForce: false };
    expect(kinds({ stalled: 2 }, { ...all, phase: 'closed' })).toEqual(['summary_to_publish']);
    expect(kinds({ stalled: 2 }, all)).toEqual(['over', 'month_to_close', 'summary_to_publish', 'stalled', 'no_terms']);
    expect(kinds({ stalled: 2, archived: true }, all)).toEqual([]);
  });
});
