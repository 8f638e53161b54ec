import { describe, expect, test } from '@jest/globals';
import { addDays, day } from '@domain/shared/day';
import { month, monthOf } from '@domain/shared/month';
import { minutes } from '@domain/shared/units';
import { elapsedMinutes } from '@domain/time/elapsed';
import { decideEdit, decideHours, decideVoid, type Book } from '@domain/time/log-hours';
import fc from 'fast-check';

const today = day('2026-11-23');

function book(facts: Partial<Book> = {}): Book {
  return {
    zone: 'Europe/Berlin',
    startDay: 1,
    terms: [{ from: day('2026-09-01'), to: null }],
    closedMonths: [month('2026-09'), month('2026-10')],
    minutesThatDay: minutes(0),
    ...facts,
  };
}

function hours(on: string, worked = 90) {
  return { day: day(on), minutes: minutes(worked), text: 'board prep' };
}

function entry(on: string, worked = 90, voided = false) {
  return { ...hours(on, worked), voided };
}

describe('logging hours', () => {
  test('accepts hours of today in an open month, with all the draft carries', () => {
    expect(decideHours(hours('2026-11-23'), book(), today)).toEqual({ ok: true, value: hours('2026-11-23') });
  });

  test('refuses hours that are still ahead', () => {
    expect(decideHours(hours('2026-11-24'), book(), today)).toMatchObject({ refusal: { code: 'time.day_ahead' } });
  });

  test('refuses hours before the terms, and from their end on', () => {
    const ended = book({ terms: [{ from: day('2026-09-01'), to: day('2026-11-20') }] });
    expect(decideHours(hours('2026-08-31'), book(), today)).toMatchObject({ refusal: { code: 'time.outside_terms' } });
    expect(decideHours(hours('2026-11-20'), ended, today)).toMatchObject({ refusal: { code: 'time.outside_terms' } });
    expect(decideHours(hours('2026-11-19'), ended, today).ok).toBe(true);
  });

  test('refuses hours in a closed month and names the month', () => {
    expect(decideHours(hours('2026-10-31'), book(), today)).toMatchObject({
      refusal: { code: 'time.month_closed', facts: { field: 'day', month: '2026-10' } },
    });
  });

  test('knows that a contract month starting on the 15th holds the first half of the next calendar month', () => {
    const half = book({ startDay: 15 });
    expect(decideHours(hours('2026-11-14'), half, today)).toMatchObject({ refusal: { facts: { month: '2026-10' } } });
    expect(decideHours(hours('2026-11-15'), half, today).ok).toBe(true);
  });

  test('fills a day to 24 hours over all clients, not further', () => {
    const busy = book({ minutesThatDay: minutes(1380) });
    expect(decideHours(hours('2026-11-23', 60), busy, today).ok).toBe(true);
    expect(decideHours(hours('2026-11-23', 61), busy, today)).toMatchObject({
      refusal: { code: 'time.day_full', facts: { left: 60 } },
    });
  });
});

describe('changing an entry', () => {
  const same = { from: book(), to: book() };

  test('refuses when it stood in a closed month, even if it leaves it', () => {
    expect(decideEdit(entry('2026-10-30'), hours('2026-11-02'), same, today)).toMatchObject({
      refusal: { code: 'time.month_closed', facts: { month: '2026-10' } },
    });
  });

  test('refuses to move it into a closed month', () => {
    expect(decideEdit(entry('2026-11-02'), hours('2026-10-30'), same, today)).toMatchObject({
      refusal: { code: 'time.month_closed' },
    });
  });

  test('does not count its own minutes twice on a full day', () => {
    const full = book({ minutesThatDay: minutes(1440) });
    const books = { from: full, to: full };
    expect(decideEdit(entry('2026-11-02', 120), hours('2026-11-02', 120), books, today).ok).toBe(true);
    expect(decideEdit(entry('2026-11-02', 120), hours('2026-11-02', 121), books, today)).toMatchObject({
      refusal: { code: 'time.day_full' },
    });
    expect(decideEdit(entry('2026-11-03', 120), hours('2026-11-02', 1), books, today)).toMatchObject({
      refusal: { code: 'time.day_full' },
    });
  });

  test('refuses once it was voided', () => {
    expect(decideEdit(entry('2026-11-02', 90, true), hours('2026-11-02'), same, today)).toMatchObject({
      refusal: { code: 'time.voided' },
    });
  });
});

describe('voiding an entry', () => {
  test('keeps the reason', () => {
    expect(decideVoid(entry('2026-11-02'), ' double ', book())).toEqual({ ok: true, value: { reason: 'double' } });
  });

  test.each([
    ['without a reason', entry('2026-11-02'), '  ', 'time.reason_needed'],
    ['in a closed month', entry('2026-10-02'), 'double', 'time.month_closed'],
    ['twice', entry('2026-11-02', 90, true), 'double', 'time.voided'],
  ])('is refused %s', (_, logged, reason, code) => {
    expect(decideVoid(logged, reason, book())).toMatchObject({ refusal: { code } });
  });
});

test('nothing accepted ever lies ahead, outside the terms, in a closed month or beyond a full day', () => {
  const anyDay = fc.integer({ min: -120, max: 40 }).map((offset) => addDays(today, offset));
  const anyBook = fc.record({
    startDay: fc.integer({ min: 1, max: 28 }),
    from: anyDay,
    length: fc.option(fc.integer({ min: 1, max: 90 })),
    closed: fc.subarray(['2026-07', '2026-08', '2026-09', '2026-10', '2026-11'].map(month)),
    worked: fc.integer({ min: 0, max: 1440 }),
  });
  fc.assert(
    fc.property(anyBook, anyDay, anyDay, fc.integer({ min: 1, max: 1440 }), (facts, before, after, worked) => {
      const to = facts.length === null ? null : addDays(facts.from, facts.length);
      const some = book({
        startDay: facts.startDay,
        terms: [{ from: facts.from, to }],
        closedMonths: facts.closed,
        minutesThatDay: minutes(facts.worked),
      });
      const allowed =
        after <= today &&
        after >= facts.from &&
        (to === null || after < to) &&
        !facts.closed.includes(monthOf(after, facts.startDay));
      const draft = { day: after, minutes: minutes(worked) };
      expect(decideHours(draft, some, today).ok).toBe(allowed && facts.worked + worked <= 1440);
      const stood = { day: before, minutes: minutes(Math.min(worked, facts.worked) || 1), voided: false };
      const edited = decideEdit(stood, draft, { from: some, to: some }, today);
      if (edited.ok) expect(allowed && !facts.closed.includes(monthOf(before, facts.startDay))).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

test.each([
  [29, 1],
  [30, 1],
  [89, 1],
  [90, 2],
  [3601, 60],
])('%i elapsed seconds are %i minutes', (seconds, expected) => {
  expect(elapsedMinutes(1_000, 1_000 + seconds * 1_000)).toBe(expected);
});
