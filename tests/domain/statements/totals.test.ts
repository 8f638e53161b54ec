import { describe, expect, test } from '@jest/globals';
import { runLedger } from '@domain/engagements/ledger';
import { NO_BALANCE } from '@domain/engagements/lots';
import { minor, minutes } from '@domain/shared/units';
import { moneyLines, moneyTotal, totalsByActivity, totalsByClass, workedTotals } from '@domain/statements/totals';
import { ACTIVITY_IDS } from '@domain/time/activities';
import fc from 'fast-check';
import { agreed, makeCorrection, makeMonth } from '../engagements/make-terms';

const entries = [
  { activity: 'V1' as const, minutes: minutes(60), billable: true },
  { activity: 'C1' as const, minutes: minutes(90), billable: true },
  { activity: 'C1' as const, minutes: minutes(30), billable: false },
  { activity: null, minutes: minutes(20), billable: true },
];

describe('hours', () => {
  test('are totalled by activity, in the order of the list, missing ones last', () => {
    expect(totalsByActivity(entries)).toEqual([
      { activity: 'C1', class: 'C', minutes: 120, billable: 90, share: { part: 120, whole: 200, percent: 60 } },
      { activity: 'V1', class: 'V', minutes: 60, billable: 60, share: { part: 60, whole: 200, percent: 30 } },
      { activity: null, class: null, minutes: 20, billable: 20, share: { part: 20, whole: 200, percent: 10 } },
    ]);
  });

  test('are totalled by class over what has an activity', () => {
    expect(totalsByClass(entries).map((one) => [one.class, one.minutes, one.share.percent])).toEqual([
      ['C', 120, 67],
      ['V', 60, 33],
      ['search', 0, 0],
      ['pairing', 0, 0],
      ['admin', 0, 0],
    ]);
  });

  test('add up to the same minutes whichever way they are cut', () => {
    const anyEntry = fc.record({
      activity: fc.option(fc.constantFrom(...ACTIVITY_IDS)),
      minutes: fc.integer({ min: 1, max: 1440 }).map(minutes),
      billable: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(anyEntry), (some) => {
        const rows = totalsByActivity(some);
        const { worked, billable, nonBillable } = workedTotals(some);
        const missing = rows.find((row) => row.activity === null)?.minutes ?? 0;
        expect(rows.reduce((sum, row) => sum + row.minutes, 0)).toBe(worked);
        expect(rows.reduce((sum, row) => sum + row.billable, 0)).toBe(billable);
        expect(totalsByClass(some).reduce((sum, row) => sum + row.minutes, 0) + missing).toBe(worked);
        expect(billable + nonBillable).toBe(worked);
      }),
    );
  });
});

describe('money', () => {
  test('is read from the ledger line by line, and the total is their sum', () => {
    const corrections = [
      makeCorrection({ id: 'k1', entryId: 'e1', minutes: -45, billed: -30, ratePerHour: minor(20000), money: -10000 }),
      makeCorrection({ id: 'k2', entryId: 'e2', minutes: 15 }),
    ];
    const [figures] = runLedger({
      opening: NO_BALANCE,
      months: [makeMonth('2026-11', 1500, { corrections })],
      termsFor: () => agreed(1200),
    });
    const lines = moneyLines(figures ?? { lines: [] });
    expect(lines).toEqual([
      { kind: 'fee', from: '2026-01-01', to: '2026-01-31', amount: 500000 },
      {
        kind: 'correction',
        entryId: 'e1',
        day: '2025-12-10',
        reason: 'Too long',
        minutes: -30,
        ratePerHour: 20000,
        amount: -10000,
      },
      { kind: 'overage', minutes: 270, amount: 90000 },
    ]);
    expect(moneyTotal(lines)).toBe(580000);
    expect(moneyTotal(lines)).toBe(
      (figures?.fee ?? 0) + (figures?.overageMoney ?? 0) + (figures?.correctionMoney ?? 0),
    );
  });
});
