import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { day } from '@domain/shared/day';
import { month } from '@domain/shared/month';
import { minutes } from '@domain/shared/units';
import {
  closingChecks,
  decideClose,
  decideReopening,
  nextToClose,
  type ClosingFacts,
} from '@domain/statements/close-month';

const today = day('2026-12-01');

function facts(more: Partial<ClosingFacts> = {}): ClosingFacts {
  return {
    month: month('2026-11'),
    startDay: 1,
    firstMonth: month('2026-09'),
    closedMonths: [month('2026-09'), month('2026-10')],
    revisions: 0,
    runningTimers: 0,
    entriesWithoutActivity: 0,
    overlaps: 0,
    undecidedOverage: minutes(0),
    ...more,
  };
}

describe('closing a month', () => {
  test('makes its first revision, and the next one after a reopening', () => {
    expect(decideClose(facts(), today)).toEqual({ ok: true, value: { month: '2026-11', revision: 1 } });
    expect(decideClose(facts({ revisions: 1 }), today)).toMatchObject({ ok: true, value: { revision: 2 } });
  });

  test.each([
    ['before its last day is over', {}, '2026-11-30', 'statements.month_not_over'],
    [
      'before a contract month that runs to the 14th is over',
      { startDay: 15 },
      '2026-12-14',
      'statements.month_not_over',
    ],
    ['twice', { month: month('2026-10') }, '2026-12-01', 'statements.already_closed'],
    ['before the engagement began', { month: month('2026-08') }, '2026-12-01', 'statements.before_start'],
    [
      'while an earlier one is open',
      { closedMonths: [month('2026-09')] },
      '2026-12-01',
      'statements.earlier_month_open',
    ],
    ['while a timer runs', { runningTimers: 1 }, '2026-12-01', 'statements.timer_running'],
    ['with entries that lack an activity', { entriesWithoutActivity: 2 }, '2026-12-01', 'statements.activity_missing'],
    ['with overlapping entries', { overlaps: 1 }, '2026-12-01', 'statements.overlap'],
    ['with undecided overage', { undecidedOverage: minutes(30) }, '2026-12-01', 'statements.overage_undecided'],
  ])('is refused %s', (_, more, on, code) => {
    expect(decideClose(facts(more), day(on))).toMatchObject({ ok: false, refusal: { code } });
  });

  test('names the earlier month that is still open', () => {
    expect(decideClose(facts({ closedMonths: [month('2026-10')] }), today)).toMatchObject({
      refusal: { facts: { month: '2026-09' } },
    });
  });

  test('is due for the earliest open month once it is over', () => {
    expect(nextToClose(facts(), today)).toBe('2026-11');
    expect(nextToClose(facts(), day('2026-11-30'))).toBeNull();
    expect(nextToClose(facts({ closedMonths: [] }), today)).toBe('2026-09');
  });
});

describe('reopening a month', () => {
  const closed = [month('2026-10'), month('2026-09')];

  test('is for the latest closed one, with a reason', () => {
    expect(decideReopening(month('2026-10'), ' An entry was missing. ', closed)).toEqual({
      ok: true,
      value: { reason: 'An entry was missing.' },
    });
  });

  test.each([
    ['that is open', '2026-11', 'because', 'statements.not_closed'],
    ['before the latest', '2026-09', 'because', 'statements.later_month_closed'],
    ['without a reason', '2026-10', ' ', 'statements.reason_needed'],
  ])('%s is refused', (_, of, reason, code) => {
    expect(decideReopening(month(of), reason, closed)).toMatchObject({ refusal: { code } });
  });
});

test('the checks are all met exactly when an open month may close', () => {
  const count = fc.integer({ min: 0, max: 2 });
  const anyFacts = fc.record({
    closedMonths: fc.subarray([month('2026-09'), month('2026-10')]),
    runningTimers: count,
    entriesWithoutActivity: count,
    overlaps: count,
    undecidedOverage: count.map(minutes),
  });
  fc.assert(
    fc.property(anyFacts, fc.constantFrom(day('2026-11-30'), today), (more, on) => {
      const checks = closingChecks(facts(more), on);
      expect(checks.every(({ met }) => met)).toBe(decideClose(facts(more), on).ok);
    }),
  );
});
