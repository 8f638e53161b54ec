import { expect, test } from '@jest/globals';
import { balanceOn } from '@domain/engagements/balance';
import { balanceInWords, balanceNews, type WarningMark } from '@domain/engagements/warnings';
import { day } from '@domain/shared/day';
import { month } from '@domain/shared/month';
import { minutes } from '@domain/shared/units';

const balance = (used: number, today = '2026-11-03') =>
  balanceOn(
    {
      month: month('2026-11'),
      available: minutes(1200),
      used: minutes(used),
      accrued: minutes(1200),
      provisional: false,
    },
    1,
    day(today),
  );

test.each<[number, string, WarningMark[], WarningMark[], WarningMark | null]>([
  [599, '2026-11-03', [], [], null],
  [600, '2026-11-03', [], [50], 50],
  [600, '2026-11-03', [50], [], null],
  [1250, '2026-11-03', [], [50, 80, 100], 100],
  [1250, '2026-11-03', [50, 80], [100], 100],
  [400, '2026-11-06', [], ['forecast'], 'forecast'],
  [1000, '2026-11-06', [50], [80, 'forecast'], 'forecast'],
  [1000, '2026-11-06', [50, 80, 'forecast'], [], null],
])('%i used on %s after %j is news of %j and tells of %s', (used, today, warned, marks, tell) => {
  expect(balanceNews(balance(used, today), warned)).toEqual({ marks, tell });
});

test('a warning is a sentence with both figures', () => {
  expect(balanceInWords(balance(600), 50)).toBe('Half of what is available is used: 10:00 of 20:00.');
  expect(balanceInWords(balance(1200), 100)).toBe('All of what is available is used: 20:00.');
  expect(balanceInWords(balance(1260), 100)).toBe('More than what is available is used: 21:00 of 20:00.');
  expect(balanceInWords(balance(400, '2026-11-06'), 'forecast')).toBe(
    'At the present pace 28:00 of 20:00 will be used by the end of the month; 6:40 are used so far.',
  );
});
