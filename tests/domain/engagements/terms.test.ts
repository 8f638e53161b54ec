import { describe, expect, test } from '@jest/globals';
import { accrualsOf } from '@domain/engagements/accrual';
import { decideTerms, decideTermsEnd, monthlyAllowance, termsOn } from '@domain/engagements/terms';
import { addDays, day, daysBetween } from '@domain/shared/day';
import { addMonths, daysIn, firstDayOf, lastDayOf, month } from '@domain/shared/month';
import { minor, minutes } from '@domain/shared/units';
import fc from 'fast-check';
import { RUNS } from '../runs';
import { makeTerms } from './make-terms';

const stored = (facts = {}) => ({ id: 't1', ...makeTerms(facts) });

describe('the allowance', () => {
  test('of ten hours a week is 2,600 minutes a month, never four times the week', () => {
    expect(monthlyAllowance({ per: 'week', minutes: minutes(600) })).toBe(2600);
    expect(monthlyAllowance({ per: 'month', minutes: minutes(601) })).toBe(601);
  });

  test('of a week is rounded half up to the minute', () => {
    expect([1, 2, 3, 6, 9].map((week) => monthlyAllowance({ per: 'week', minutes: minutes(week) }))).toEqual([
      4, 9, 13, 26, 39,
    ]);
  });
});

describe('parts of a month', () => {
  test('of 1,201 minutes over 15 and 15 of 30 days are 601 and 600', () => {
    const allowance = { per: 'month' as const, minutes: minutes(1201) };
    const parts = accrualsOf(month('2026-11'), 1, [
      makeTerms({ allowance, to: day('2026-11-16') }),
      makeTerms({ allowance, from: day('2026-11-16'), fee: minor(300000) }),
    ]);
    expect(parts).toEqual([
      { from: '2026-11-01', to: '2026-11-15', days: 15, minutes: 601, fee: 250000 },
      { from: '2026-11-16', to: '2026-11-30', days: 15, minutes: 600, fee: 150000 },
    ]);
  });

  test('leave out the days of a pause', () => {
    const pause = { from: day('2026-11-11'), to: day('2026-11-20') };
    expect(accrualsOf(month('2026-11'), 1, [makeTerms()], [pause])).toEqual([
      { from: '2026-11-01', to: '2026-11-10', days: 10, minutes: 400, fee: 166667 },
      { from: '2026-11-21', to: '2026-11-30', days: 10, minutes: 400, fee: 166666 },
    ]);
    const whole = { from: day('2026-10-11'), to: day('2026-12-20') };
    expect(accrualsOf(month('2026-11'), 1, [makeTerms()], [whole])).toEqual([]);
  });

  test('always add up to the whole, however the month is cut', () => {
    const anyCase = fc.record({
      at: fc.integer({ min: 0, max: 30 }).map((offset) => addMonths(month('2026-01'), offset)),
      startDay: fc.integer({ min: 1, max: 28 }),
      whole: fc.nat(20_000),
      fee: fc.nat(10_000_000),
      cuts: fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 6 }),
    });
    fc.assert(
      fc.property(anyCase, ({ at, startDay, whole, fee, cuts }) => {
        const [first, days] = [firstDayOf(at, startDay), daysIn(at, startDay)];
        const borders = [0, ...cuts.filter((cut) => cut < days).sort((a, b) => a - b), days].map((n) =>
          addDays(first, n),
        );
        const terms = borders.slice(1).map((to, n) =>
          makeTerms({
            from: borders[n] ?? first,
            to,
            allowance: { per: 'month', minutes: minutes(whole) },
            fee: minor(fee),
          }),
        );
        const parts = accrualsOf(at, startDay, terms);
        expect(parts.length).toBe(terms.length);
        expect(parts.reduce((sum, part) => sum + part.minutes, 0)).toBe(whole);
        expect(parts.reduce((sum, part) => sum + part.fee, 0)).toBe(fee);
        expect(parts.reduce((sum, part) => sum + part.days, 0)).toBe(days);
        for (const part of parts) expect(Math.abs(part.minutes - (whole * part.days) / days)).toBeLessThanOrEqual(1);
      }),
      { numRuns: RUNS },
    );
  });

  test('cover exactly the days that have terms and no pause', () => {
    const anyDay = fc.integer({ min: -20, max: 80 }).map((offset) => addDays(day('2026-10-15'), offset));
    const anySpan = fc.tuple(anyDay, anyDay).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }));
    fc.assert(
      fc.property(anySpan, fc.array(anySpan, { maxLength: 3 }), (span, pauses) => {
        const at = month('2026-11');
        const terms = [makeTerms({ from: span.from, to: span.to === span.from ? null : span.to })];
        const covered = accrualsOf(at, 1, terms, pauses).flatMap(({ from, to }) =>
          Array.from({ length: daysBetween(from, to) + 1 }, (_, n) => addDays(from, n)),
        );
        const expected = Array.from({ length: 30 }, (_, n) => addDays(firstDayOf(at, 1), n)).filter(
          (of) => termsOn(terms, of) && !pauses.some(({ from, to }) => from <= of && of <= to),
        );
        expect(covered).toEqual(expected);
        expect(expected.every((of) => of <= lastDayOf(at, 1))).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('new terms', () => {
  test('end the open ones on the day they begin', () => {
    const draft = makeTerms({ from: day('2026-12-01') });
    expect(decideTerms(draft, [stored()], null)).toEqual({
      ok: true,
      value: { add: draft, end: { id: 't1', to: '2026-12-01' } },
    });
  });

  test('may be the first, or follow a gap', () => {
    expect(decideTerms(makeTerms(), [], null)).toMatchObject({ ok: true, value: { end: null } });
    const draft = makeTerms({ from: day('2026-12-01') });
    expect(decideTerms(draft, [stored({ to: day('2026-10-01') })], null)).toMatchObject({ ok: true });
  });

  test('may change allowance and fee inside a month, everything else on its border', () => {
    const inside = { from: day('2026-11-16') };
    const cheaper = makeTerms({ ...inside, fee: minor(1), allowance: { per: 'week', minutes: minutes(300) } });
    expect(decideTerms(cheaper, [stored()], null).ok).toBe(true);
    const other = { carry: { kind: 'unlimited' as const, lifetime: null } };
    expect(decideTerms(makeTerms({ ...inside, ...other }), [stored()], null)).toMatchObject({
      refusal: { code: 'terms.change_inside_month', facts: { before: '2026-11-01', after: '2026-12-01' } },
    });
    expect(decideTerms(makeTerms({ from: day('2026-11-01'), ...other }), [stored()], null).ok).toBe(true);
    const half = stored({ startDay: 15, from: day('2026-01-15') });
    const onTheFifteenth = makeTerms({ startDay: 15, from: day('2026-11-15'), ...other });
    expect(decideTerms(onTheFifteenth, [half], null).ok).toBe(true);
  });

  test.each([
    ['ending before they begin', { to: day('2026-01-01') }, [], null, 'terms.ends_before_start'],
    ['in a closed month', { from: day('2026-10-31') }, [], '2026-10', 'terms.month_closed'],
    ['over bounded ones', { from: day('2026-06-01') }, [stored({ to: day('2026-09-01') })], null, 'terms.overlap'],
    ['on the first day of open ones', {}, [stored()], null, 'terms.overlap'],
    ['without end before others', { from: day('2025-01-01') }, [stored()], null, 'terms.overlap'],
    ['with another start day', { from: day('2026-12-01'), startDay: 15 }, [stored()], null, 'terms.start_day_kept'],
    [
      'in another currency inside a month',
      { from: day('2026-12-02'), currency: 'USD' },
      [stored()],
      null,
      'terms.change_inside_month',
    ],
  ])('%s are refused', (_, facts, existing, closed, code) => {
    expect(decideTerms(makeTerms(facts), existing, closed === null ? null : month(closed))).toMatchObject({
      refusal: { code },
    });
  });

  test('never leave two terms on one day', () => {
    const anyDay = fc.integer({ min: 0, max: 400 }).map((offset) => addDays(day('2026-01-01'), offset));
    const anyDraft = fc.record({ from: anyDay, length: fc.option(fc.integer({ min: -5, max: 120 })) });
    fc.assert(
      fc.property(fc.array(anyDraft, { maxLength: 8 }), anyDay, (drafts, probe) => {
        let terms: ReturnType<typeof stored>[] = [];
        drafts.forEach(({ from, length }, n) => {
          const draft = { ...stored({ from, to: length === null ? null : addDays(from, length) }), id: `t${n}` };
          const verdict = decideTerms(draft, terms, null);
          if (!verdict.ok) return;
          const { end, add } = verdict.value;
          terms = [...terms.map((one) => (one.id === end?.id ? { ...one, to: end.to } : one)), add];
        });
        const inForce = terms.filter(({ from, to }) => from <= probe && (to === null || probe < to));
        expect(inForce.length).toBeLessThanOrEqual(1);
        expect(termsOn(terms, probe)).toBe(inForce[0]);
      }),
      { numRuns: RUNS },
    );
  });
});

test('terms end after they began, and not inside a closed month', () => {
  const terms = makeTerms();
  expect(decideTermsEnd(terms, day('2026-11-15'), month('2026-10')).ok).toBe(true);
  expect(decideTermsEnd(terms, day('2026-01-01'), null)).toMatchObject({
    refusal: { code: 'terms.ends_before_start' },
  });
  expect(decideTermsEnd(terms, day('2026-10-15'), month('2026-10'))).toMatchObject({
    refusal: { code: 'terms.month_closed' },
  });
});
