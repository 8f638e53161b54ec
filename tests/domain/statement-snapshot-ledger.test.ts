import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { runLedger, type MonthFigures } from '@domain/engagements/ledger';
import { NO_BALANCE } from '@domain/engagements/lots';
import type { Carry, Overage } from '@domain/engagements/terms';
import { presentEdition } from '@domain/statements/edition';
import { printStatement } from '@domain/statements/print';
import type { StatementSnapshot } from '@domain/statements/snapshot';
import { statementFigures } from '@domain/statements/statement-figures';
import { disagreements } from '@domain/statements/sums';
import { addMonths, month } from '@domain/shared/month';
import { minor, minutes } from '@domain/shared/units';
import { statementSnapshot } from '../support/make/statement-snapshot';
import { agreed, approved as approvedRequest, makeCorrection, makeMonth } from './engagements/make-terms';

/** A summary of a month in which one entry holds everything counted. */
function summaryOf(figures: MonthFigures, counted: number, overage: Overage): StatementSnapshot {
  const { money, ...hours } = statementFigures(figures, overage, 'en');
  const base = statementSnapshot({ entries: [] });
  const worked = minutes(counted);
  const totals = { worked, notBillable: minutes(0), rounding: minutes(0), counted: worked };
  return {
    ...base,
    money,
    hours: {
      ...base.hours,
      ...hours,
      activities: [{ id: 'admin', label: 'Administration', group: 'admin', minutes: worked }],
      totals: { ...totals, corrections: minutes(figures.used - counted), used: figures.used },
      entries: [
        {
          day: base.month.firstDay,
          author: 'Rhea Lind',
          activity: null,
          text: '',
          worked,
          counted: worked,
          billable: true,
        },
      ],
    },
  };
}

const anyCarry: fc.Arbitrary<Carry> = fc.constantFrom<Carry>(
  { kind: 'none' },
  { kind: 'capped', cap: minutes(300), lifetime: 2 },
  { kind: 'unlimited', lifetime: null },
  { kind: 'signed', cap: null },
);

const anyOverage: fc.Arbitrary<Overage> = fc.constantFrom<Overage>(
  { kind: 'bill', ratePerHour: minor(20_000), leeway: minutes(45) },
  { kind: 'absorb' },
  { kind: 'approval', ratePerHour: minor(20_000) },
);

describe('a summary of any month the ledger can compute', () => {
  test('adds up, in hours and in money', () => {
    const months = fc.array(
      fc.record({
        counted: fc.integer({ min: 0, max: 2400 }),
        adjusted: fc.integer({ min: -120, max: 120 }),
        corrected: fc.integer({ min: -600, max: 600 }),
        approved: fc.integer({ min: 0, max: 300 }),
      }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(months, anyCarry, anyOverage, (rows, carry, overage) => {
        const ledger = runLedger({
          opening: NO_BALANCE,
          months: rows.map(({ counted, adjusted, corrected, approved }, at) =>
            makeMonth(addMonths(month('2026-01'), at), counted, {
              adjustments: [{ id: 'a', minutes: minutes(adjusted), note: 'agreed by mail' }],
              corrections: [makeCorrection({ minutes: corrected, billed: corrected, money: corrected * 7 })],
              asked: approved > 0 ? [approvedRequest(approved)] : [],
              closed: true,
            }),
          ),
          termsFor: () => agreed(1200, { carry, overage }),
        });
        ledger.forEach((figures, at) => {
          const snapshot = summaryOf(figures, rows[at]!.counted, overage);
          expect(disagreements(snapshot)).toEqual([]);
          expect(snapshot.money.total).toBe(figures.fee + figures.overageMoney + figures.correctionMoney);
          const printed = printStatement(presentEdition(snapshot, 'practice', 'hidden'), 'f'.repeat(64));
          expect(printed.keyFigures).toHaveLength(4);
        });
      }),
    );
  });

  test('prints 25 of 20 hours at 5,000.00 and 200.00 an hour as 6,000.00', () => {
    const overage: Overage = { kind: 'bill', ratePerHour: minor(20_000), leeway: minutes(0) };
    const [figures] = runLedger({
      opening: NO_BALANCE,
      months: [makeMonth('2026-11', 1500)],
      termsFor: () => agreed(1200, { overage }),
    });
    const edition = presentEdition(summaryOf(figures!, 1500, overage), 'practice', 'all_entries');
    const { money, hours, keyFigures } = printStatement(edition, 'f'.repeat(64));
    expect(money?.rows.map(({ item, hours, rate, amount }) => [item, hours, rate, amount])).toEqual([
      ['Fee', '', '', 'EUR 5,000.00'],
      ['Beyond the allowance', '5:00', 'EUR 200.00', 'EUR 1,000.00'],
    ]);
    expect(money?.total.amount).toBe('EUR 6,000.00');
    expect(hours.balance?.meter.map(({ kind, value }) => [kind, value])).toEqual([
      ['own', '20:00'],
      ['overage', '5:00'],
    ]);
    expect(keyFigures[1]).toMatchObject({ value: '5:00', note: 'all 20:00 were used', alert: true });
  });
});
