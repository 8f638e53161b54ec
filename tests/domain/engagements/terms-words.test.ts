import { describe, expect, test } from '@jest/globals';
import { policiesInWords, type PolicyWords } from '@domain/engagements/terms-words';
import type { Terms } from '@domain/engagements/terms';
import { month } from '@domain/shared/month';
import { minor, minutes } from '@domain/shared/units';
import { makeTerms } from './make-terms';

function said(id: PolicyWords['id'], facts: Partial<Terms>): string {
  const policy = policiesInWords(makeTerms(facts), month('2026-11')).find((one) => one.id === id);
  return [policy?.sentence, policy?.example].filter(Boolean).join(' ');
}

describe('what becomes of unused hours, in words', () => {
  test.each<[Terms['carry'], string]>([
    [{ kind: 'none' }, 'Unused hours are not carried over. 8:00 left over in November 2026 lapse when it closes.'],
    [
      { kind: 'capped', cap: minutes(300), lifetime: 2 },
      'Up to 5:00 of unused hours carry over for 2 months. 8:00 left over in November 2026 may be used until the end of January 2027, at most 5:00.',
    ],
    [
      { kind: 'capped', cap: minutes(600), lifetime: 1 },
      'Up to 10:00 of unused hours carry over into the next month. 8:00 left over in November 2026 may be used until the end of December 2026.',
    ],
    [
      { kind: 'unlimited', lifetime: null },
      'Unused hours carry over until they are used. 8:00 left over in November 2026 stay until they are used.',
    ],
    [
      { kind: 'signed', cap: minutes(300) },
      'Hours left over are added to the next month and hours too many are taken from it; at most 5:00 can be left over. 8:00 left over in November 2026 are added to December 2026, at most 5:00; 8:00 too many would be taken from it.',
    ],
  ])('%j', (carry, words) => {
    expect(said('carry', { carry })).toBe(words);
  });

  test('without an allowance there is nothing to be left over', () => {
    const allowance = { per: 'month' as const, minutes: minutes(0) };
    expect(said('carry', { allowance })).toBe('Unused hours are not carried over.');
  });
});

describe('what becomes of hours beyond, in words', () => {
  const ratePerHour = minor(20000);
  test.each<[Terms['overage'], string]>([
    [
      { kind: 'bill', ratePerHour, leeway: minutes(0) },
      'Hours beyond the allowance are billed at EUR 200.00 an hour. 2:00 beyond it cost EUR 400.00.',
    ],
    [
      { kind: 'bill', ratePerHour, leeway: minutes(60) },
      'Hours beyond the allowance are billed at EUR 200.00 an hour after 1:00 free each month. Of 3:00 beyond it, 1:00 are free and 2:00 cost EUR 400.00.',
    ],
    [{ kind: 'absorb' }, 'Hours beyond the allowance are not billed. 2:00 beyond it cost nothing.'],
    [
      { kind: 'approval', ratePerHour },
      'Hours beyond the allowance are billed at EUR 200.00 an hour as far as the client approved them. 2:00 beyond it cost EUR 400.00 if the client says yes, and nothing if not.',
    ],
  ])('%j', (overage, words) => {
    expect(said('overage', { overage })).toBe(words);
  });

  test('signed terms bill nothing', () => {
    expect(said('overage', { carry: { kind: 'signed', cap: null } })).toBe('Nothing beyond the allowance is billed.');
  });
});

test('how hours are counted, in words', () => {
  const rounding = (scope: 'entry' | 'day_and_activity' | 'month', step: 1 | 15, direction: 'up' | 'down') =>
    said('rounding', { rounding: { scope, step, direction } });
  expect(rounding('entry', 1, 'up')).toBe('Every minute counts as it was worked.');
  expect(rounding('entry', 15, 'up')).toBe(
    'Each entry is rounded up to the next 15 minutes. Two entries of 0:20 and 0:27 count 1:00 together.',
  );
  expect(rounding('day_and_activity', 15, 'up')).toBe(
    'What one person did in a day on an activity is rounded up to the next 15 minutes. Two entries of 0:20 and 0:27 on one activity and day count 1:00 together.',
  );
  expect(rounding('month', 15, 'down')).toBe(
    'The month as a whole is rounded down to the last 15 minutes. 0:47 in a month count 0:45.',
  );
});

test('when the summary is due and accepted, in words', () => {
  expect(said('summary', {})).toBe(
    'The summary is due on working day 3 of the next month; only the client can accept it.',
  );
  expect(said('summary', { dueWorkingDay: 5, acceptedAfterDays: 10 })).toBe(
    'The summary is due on working day 5 of the next month; it counts as accepted 10 days after that, unless the client has a question.',
  );
});
