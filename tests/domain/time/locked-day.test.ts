import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, day } from '@domain/shared/day';
import type { Month } from '@domain/shared/month';
import { minutes } from '@domain/shared/units';
import { lockOf, type LockedBook } from '@domain/time/locked-day';
import { decideHours } from '@domain/time/log-hours';
import { RUNS } from '../runs';

const today = day('2026-11-25');
const book: LockedBook = {
  startDay: 1,
  terms: [{ from: day('2026-08-01'), to: day('2026-12-01') }],
  closedMonths: ['2026-10' as Month],
  closed: false,
};

describe('a day that takes no hours', () => {
  it('is open within the terms, up to today', () => {
    expect(lockOf(today, book, today)).toBeNull();
    expect(lockOf(day('2026-11-01'), book, today)).toBeNull();
  });

  it('names the closed month that holds it', () => {
    expect(lockOf(day('2026-10-31'), book, today)).toEqual({
      day: '2026-10-31',
      code: 'time.month_closed',
      month: '2026-10',
    });
    const fromThe15th = { ...book, startDay: 15 };
    expect(lockOf(day('2026-11-14'), fromThe15th, today)?.month).toBe('2026-10');
    expect(lockOf(day('2026-11-15'), fromThe15th, today)).toBeNull();
  });

  it('has not come yet, lies outside the terms, or belongs to an engagement that is over', () => {
    expect(lockOf(day('2026-11-26'), book, today)?.code).toBe('time.day_ahead');
    expect(lockOf(day('2026-07-31'), book, today)?.code).toBe('time.outside_terms');
    expect(lockOf(today, { ...book, closed: true }, today)?.code).toBe('time.engagement_closed');
  });

  it('is locked exactly where logging a minute would be refused', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200, max: 60 }), fc.integer({ min: 1, max: 28 }), (ago, startDay) => {
        const on = addDays(today, ago);
        const mine = { ...book, startDay };
        const verdict = decideHours(
          { day: on, minutes: minutes(1) },
          { ...mine, zone: 'Europe/Berlin', minutesThatDay: minutes(0) },
          today,
        );
        expect(lockOf(on, mine, today) === null).toBe(verdict.ok);
      }),
      { numRuns: RUNS },
    );
  });
});
