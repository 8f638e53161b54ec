import fc from 'fast-check';
import { monthTermsOf } from '@domain/engagements/ledger-facts';
import { runLedger } from '@domain/engagements/ledger';
import { openingOf } from '@domain/engagements/opening';
import { countMinutes, ROUNDING_DIRECTIONS, ROUNDING_SCOPES, ROUNDING_STEPS } from '@domain/engagements/rounding';
import { HOURS_VISIBILITIES, type Carry, type Overage, type Terms } from '@domain/engagements/terms';
import { addDays, day } from '@domain/shared/day';
import { month } from '@domain/shared/month';
import { minor, minutes } from '@domain/shared/units';
import { snapshotOf, type SummaryEntry, type SummaryFacts } from '@domain/statements/summary-facts';
import { ACTIVITY_IDS } from '@domain/time/activities';
import { approved, makeCorrection } from '../../domain/engagements/make-terms';
import { statementSnapshot } from './statement-snapshot';

const some = (max: number) => fc.integer({ min: 0, max }).map(minutes);
const anyCarry: fc.Arbitrary<Carry> = fc.oneof(
  fc.constant({ kind: 'none' as const }),
  fc.record({ kind: fc.constant('capped' as const), cap: some(600), lifetime: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant('unlimited' as const), lifetime: fc.option(fc.integer({ min: 1, max: 3 })) }),
  fc.record({ kind: fc.constant('signed' as const), cap: fc.option(some(600)) }),
);
const anyOverage: fc.Arbitrary<Overage> = fc.oneof(
  fc.constant({ kind: 'absorb' as const }),
  fc.record({ kind: fc.constant('bill' as const), ratePerHour: fc.nat(99_999).map(minor), leeway: some(60) }),
  fc.record({ kind: fc.constant('approval' as const), ratePerHour: fc.nat(99_999).map(minor) }),
);

/** A month as it may come: policies, a currency of 0, 2 or 3 decimals, entries of which some are voided or not billable, mended months. */
export const randomMonth = fc.record({
  visibility: fc.constantFrom(...HOURS_VISIBILITIES),
  currency: fc.constantFrom('JPY', 'EUR', 'USD', 'KWD'),
  fee: fc.nat(2_000_000).map(minor),
  allowance: some(2600),
  brought: fc.integer({ min: -300, max: 600 }).map(minutes),
  carry: anyCarry,
  overage: anyOverage,
  approved: some(300),
  rounding: fc.record({
    scope: fc.constantFrom(...ROUNDING_SCOPES),
    step: fc.constantFrom(...ROUNDING_STEPS),
    direction: fc.constantFrom(...ROUNDING_DIRECTIONS),
  }),
  adjusted: fc.array(
    fc.integer({ min: -120, max: 120 }).filter((size) => size !== 0),
    { maxLength: 2 },
  ),
  corrected: fc.array(
    fc.record({ minutes: fc.integer({ min: -120, max: 120 }).filter((size) => size !== 0), billed: fc.boolean() }),
    { maxLength: 2 },
  ),
  entries: fc.array(
    fc.record({
      at: fc.nat(29),
      author: fc.constantFrom('Rhea', 'Ines'),
      activity: fc.option(fc.constantFrom(...ACTIVITY_IDS)),
      minutes: fc.integer({ min: 1, max: 480 }).map(minutes),
      billable: fc.boolean(),
      voided: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
    }),
    { maxLength: 40 },
  ),
});
export type RandomMonth = typeof randomMonth extends fc.Arbitrary<infer T> ? T : never;

/** The month by the ledger, and the summary that is made of it. */
export function playMonth(given: RandomMonth) {
  const of = month('2026-11');
  const terms: Terms = {
    from: day('2026-11-01'),
    to: null,
    allowance: { per: 'month', minutes: given.allowance },
    startDay: 1,
    fee: given.fee,
    currency: given.currency,
    carry: given.carry,
    overage: given.overage,
    rounding: given.rounding,
    visibility: given.visibility,
    acceptedAfterDays: null,
    dueWorkingDay: 3,
  };
  const entries = given.entries
    .map((entry, index): SummaryEntry & { readonly voided: boolean } => ({
      ...entry,
      id: `e${index}`,
      memberId: entry.author,
      day: addDays(day('2026-11-01'), entry.at),
      text: `${entry.voided ? 'voided' : 'entry'}-${index}`,
    }))
    .filter(({ voided }) => !voided)
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const { counted } = countMinutes(
    entries.filter(({ billable }) => billable).map((entry) => ({ ...entry, author: entry.memberId })),
    given.rounding,
  );
  const brought = given.carry.kind === 'signed' ? given.brought : minutes(Math.max(0, given.brought));
  const [figures] = runLedger({
    opening: openingOf(brought === 0 ? [] : [{ born: month('2026-10'), minutes: brought }], given.carry),
    months: [
      {
        month: of,
        counted,
        adjustments: given.adjusted.map((size, index) => ({ id: `a${index}`, minutes: minutes(size), note: 'Agreed' })),
        corrections: given.corrected.map(({ minutes: size, billed }, index) =>
          makeCorrection({ id: `k${index}`, minutes: size, ...(billed ? { billed: size, money: size * 333 } : {}) }),
        ),
        asked: given.approved === 0 ? [] : [approved(given.approved)],
        closed: true,
        engagementEnds: false,
      },
    ],
    termsFor: (asked) => monthTermsOf(asked, [terms]),
  });
  if (!figures) throw new Error('the ledger tells one month');
  const { client, phase, searches } = statementSnapshot();
  const facts: SummaryFacts = {
    practice: 'Lind Advisory',
    preparedBy: 'Rhea Lind',
    client,
    engagement: { id: 'e', zone: 'Europe/Berlin' },
    month: of,
    asOf: day('2026-11-30'),
    phase,
    searches,
    terms: [terms],
    entries,
    figures,
  };
  const snapshot = snapshotOf(facts, {
    words: { outcomes: '', decisions: '', risks: '', nextMonth: '' },
    issuedOn: day('2026-12-02'),
    version: 1,
    closure: 1,
    revised: null,
  });
  return { figures, entries, snapshot };
}
