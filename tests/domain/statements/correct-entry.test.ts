import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { month } from '@domain/shared/month';
import { minor, minutes } from '@domain/shared/units';
import { decideCorrection, type EntryToCorrect } from '@domain/statements/correct-entry';

const bill = { kind: 'bill', ratePerHour: minor(20_000), leeway: minutes(0) } as const;
const closed = { currency: 'EUR', overage: bill, billed: minutes(0) } as const;

/** Ninety minutes of a closed October that stayed within its allowance; November is open. */
function entry(more: Partial<EntryToCorrect> = {}): EntryToCorrect {
  return {
    month: month('2026-10'),
    voided: false,
    counts: minutes(90),
    closed,
    openMonth: { month: month('2026-11'), currency: 'EUR' },
    ...more,
  };
}

const correct = (by: number, more: Partial<EntryToCorrect> = {}) =>
  decideCorrection(entry(more), { minutes: minutes(by), reason: ' Logged twice ' });

describe('correcting an entry of a closed month', () => {
  test('counts signed minutes in the first open month, and changes no bill where none was made', () => {
    expect(correct(-30)).toEqual({
      ok: true,
      value: { month: '2026-11', minutes: -30, billed: 0, ratePerHour: null, money: 0, reason: 'Logged twice' },
    });
    expect(correct(45)).toMatchObject({ ok: true, value: { minutes: 45, money: 0 } });
  });

  test('gives back at the old rate what that month was billed, and no more than that', () => {
    const billed = { closed: { ...closed, billed: minutes(20) } };
    expect(correct(-15, billed)).toMatchObject({
      ok: true,
      value: { billed: -15, ratePerHour: 20_000, money: -5_000 },
    });
    expect(correct(-30, billed)).toMatchObject({ ok: true, value: { minutes: -30, billed: -20, money: -6_667 } });
  });

  test('bills what is added to a month that was billed already', () => {
    expect(correct(30, { closed: { ...closed, billed: minutes(60) } })).toMatchObject({
      ok: true,
      value: { billed: 30, money: 10_000 },
    });
  });

  test('bills nothing that the sponsor did not approve, and nothing where overage is absorbed', () => {
    const approval = {
      closed: { ...closed, overage: { kind: 'approval', ratePerHour: minor(20_000) }, billed: minutes(60) },
    } as const;
    expect(correct(30, approval)).toMatchObject({ ok: true, value: { billed: 0, money: 0 } });
    expect(correct(-30, approval)).toMatchObject({ ok: true, value: { billed: -30, money: -10_000 } });
    expect(correct(-30, { closed: { ...closed, overage: { kind: 'absorb' }, billed: minutes(0) } })).toMatchObject({
      ok: true,
      value: { billed: 0, ratePerHour: null },
    });
  });

  test.each([
    ['an entry of an open month, which is edited instead', -30, { closed: null }, 'statements.entry_open'],
    ['an entry that was voided', -30, { voided: true }, 'statements.entry_voided'],
    ['an engagement whose months are all closed', -30, { openMonth: null }, 'statements.no_open_month'],
    ['no minutes at all', 0, {}, 'statements.correction_empty'],
    ['less than nothing', -91, {}, 'statements.correction_too_far'],
    ['more than a day', 1351, {}, 'statements.correction_too_far'],
    [
      'money in another currency than the open month',
      -30,
      { closed: { ...closed, billed: minutes(60) }, openMonth: { month: month('2026-11'), currency: 'USD' } },
      'statements.correction_other_currency',
    ],
  ] as const)('refuses %s', (_, by, more, code) => {
    expect(correct(by, more)).toMatchObject({ ok: false, refusal: { code } });
  });

  test('takes an entry down to nothing and up to a day', () => {
    expect(correct(-90).ok).toBe(true);
    expect(correct(1350).ok).toBe(true);
  });

  test('never gives back more than was billed, however often an entry is mended', () => {
    fc.assert(
      fc.property(fc.nat(600), fc.array(fc.integer({ min: -1440, max: 1440 }), { maxLength: 8 }), (first, wishes) => {
        let billed = first;
        let counts = 600;
        for (const by of wishes) {
          const verdict = correct(by, { counts: minutes(counts), closed: { ...closed, billed: minutes(billed) } });
          if (!verdict.ok) continue;
          expect(Math.abs(verdict.value.billed)).toBeLessThanOrEqual(Math.abs(by));
          billed += verdict.value.billed;
          counts += by;
        }
        expect(billed).toBeGreaterThanOrEqual(0);
        expect(counts).toBeGreaterThanOrEqual(0);
        expect(counts).toBeLessThanOrEqual(1440);
      }),
    );
  });
});
