import { describe, expect, test } from '@jest/globals';
import { balanceOn, nthWorkingDay, warningsOf, workingDays } from '@domain/engagements/balance';
import { addDays, day, weekday } from '@domain/shared/day';
import { month } from '@domain/shared/month';
import { minutes } from '@domain/shared/units';
import fc from 'fast-check';

const figures = (used: number, available = 1200, accrued = available) => ({
  month: month('2026-11'),
  available: minutes(available),
  used: minutes(used),
  accrued: minutes(accrued),
  provisional: false,
});

describe('the balance of a month', () => {
  test('says used, left and when it resets', () => {
    expect(balanceOn(figures(500), 1, day('2026-11-20'))).toMatchObject({
      used: 500,
      left: 700,
      over: 0,
      resetsOn: '2026-12-01',
      share: { part: 500, whole: 1200, percent: 42 },
    });
    expect(balanceOn(figures(1300), 15, day('2026-11-20'))).toMatchObject({
      left: 0,
      over: 100,
      resetsOn: '2026-12-15',
    });
  });

  test.each([
    [599, null],
    [600, 50],
    [959, 50],
    [960, 80],
    [1199, 80],
    [1200, 100],
    [2000, 100],
  ])('of 1200 with %i used has reached %s percent', (used, threshold) => {
    expect(balanceOn(figures(used), 1, day('2026-11-02')).threshold).toBe(threshold);
  });

  test('paid by the hour has no marks; an allowance eaten up by a debt has reached the last', () => {
    expect(balanceOn(figures(90, 0), 1, day('2026-11-30'))).toMatchObject({ threshold: null, forecastOver: false });
    expect(balanceOn(figures(0, -100, 1200), 1, day('2026-11-02'))).toMatchObject({ threshold: 100, left: 0 });
  });

  test('forecasts from the fifth working day on, at the rate so far', () => {
    expect(balanceOn(figures(300), 1, day('2026-11-05')).forecast).toBeNull();
    expect(balanceOn(figures(300), 1, day('2026-11-06'))).toMatchObject({ forecast: 1260, forecastOver: true });
    expect(balanceOn(figures(300), 1, day('2026-11-30')).forecast).toBe(300);
    expect(balanceOn(figures(300), 1, day('2026-12-24')).forecast).toBe(300);
    expect(balanceOn(figures(0), 1, day('2026-10-24')).forecast).toBeNull();
  });

  test('warns of every mark reached, and of the forecast while there is something left', () => {
    expect(warningsOf(balanceOn(figures(980), 1, day('2026-11-12')))).toEqual([50, 80, 'forecast']);
    expect(warningsOf(balanceOn(figures(1200), 1, day('2026-11-12')))).toEqual([50, 80, 100]);
    expect(warningsOf(balanceOn(figures(100), 1, day('2026-11-30')))).toEqual([]);
  });
});

describe('working days', () => {
  const anyDay = fc.integer({ min: -400, max: 400 }).map((offset) => addDays(day('2026-11-23'), offset));

  test('are Mondays to Fridays, both ends included', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -3, max: 60 }), (from, length) => {
        let counted = 0;
        for (let n = 0; n <= length; n++) if (weekday(addDays(from, n)) <= 5) counted++;
        expect(workingDays(from, addDays(from, length))).toBe(counted);
      }),
    );
  });

  test('the third of December 2026 is a Thursday, the third of August 2026 a Wednesday', () => {
    expect(nthWorkingDay(day('2026-12-01'), 3)).toBe('2026-12-03');
    expect(nthWorkingDay(day('2026-08-01'), 3)).toBe('2026-08-05');
  });

  test('count up to the n-th', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 30 }), (from, n) => {
        const found = nthWorkingDay(from, n);
        expect(workingDays(from, found)).toBe(n);
        expect(weekday(found)).toBeLessThanOrEqual(5);
      }),
    );
  });
});
