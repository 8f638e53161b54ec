import { describe, expect, it } from '@jest/globals';
import type { Carry } from '@domain/engagements/terms';
import { day } from '@domain/shared/day';
import { addMonths, month, type Month } from '@domain/shared/month';
import { minor, minutes } from '@domain/shared/units';
import { ledgerOf, presentBalance, type BookMonth, type EngagementBook } from '../../api/src/engagements/book.store';

const today = day('2026-11-23');

function bookWith(carry: Carry, closed: number): EngagementBook {
  const first = month('2026-03');
  const months = new Map<Month, BookMonth>();
  for (let at = 0; at < 9; at += 1) {
    const worked = 400 + 150 * at;
    months.set(addMonths(first, at), { billable: worked, counted: worked, nonBillable: 30, closed: at < closed });
  }
  return {
    engagementId: 'one',
    startsOn: day('2026-03-10'),
    endsOn: null,
    visibility: 'hidden',
    opening: [],
    adjustments: [],
    asked: [],
    months,
    corrections: [],
    terms: [
      {
        id: 'terms',
        version: 1,
        from: day('2026-03-10'),
        to: null,
        allowance: { per: 'month', minutes: minutes(1200) },
        startDay: 1,
        fee: minor(500_000),
        currency: 'EUR',
        carry,
        overage: { kind: 'bill', ratePerHour: minor(20_000), leeway: minutes(0) },
        rounding: { scope: 'entry', step: 1, direction: 'nearest' },
        visibility: 'hidden',
        acceptedAfterDays: null,
        dueWorkingDay: 3,
      },
    ],
  };
}

describe('the balance of the running month', () => {
  const carries: Carry[] = [
    { kind: 'none' },
    { kind: 'capped', cap: minutes(300), lifetime: 1 },
    { kind: 'signed', cap: null },
  ];
  it.each(carries)('is the last line of the whole ledger when carry is $kind', (carry) => {
    for (const closed of [0, 5, 8]) {
      const book = bookWith(carry, closed);
      const last = ledgerOf(book, today).at(-1);
      expect(presentBalance(book, today)).toMatchObject({
        month: last?.month,
        available: last?.available,
        used: last?.used,
        provisional: last?.provisional,
      });
    }
  });
});
