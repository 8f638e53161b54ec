import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { monthTermsOf } from '@domain/engagements/ledger-facts';
import { runLedger } from '@domain/engagements/ledger';
import { NO_BALANCE } from '@domain/engagements/lots';
import { countMinutes, ROUNDING_DIRECTIONS, ROUNDING_SCOPES, ROUNDING_STEPS } from '@domain/engagements/rounding';
import type { Terms } from '@domain/engagements/terms';
import { day } from '@domain/shared/day';
import { month } from '@domain/shared/month';
import { minor, minutes } from '@domain/shared/units';
import { canonicalJson } from '@domain/statements/canonical-json';
import { namesToWarnAbout } from '@domain/statements/names-to-warn-about';
import { snapshotOf, termsOfMonth, type SummaryEntry, type SummaryFacts } from '@domain/statements/summary-facts';
import { disagreements } from '@domain/statements/sums';
import { ACTIVITY_IDS } from '@domain/time/activities';

const terms: Terms = {
  from: day('2026-11-01'),
  to: null,
  allowance: { per: 'month', minutes: minutes(1200) },
  startDay: 1,
  fee: minor(500_000),
  currency: 'EUR',
  carry: { kind: 'none' },
  overage: { kind: 'bill', ratePerHour: minor(20_000), leeway: minutes(0) },
  rounding: { scope: 'entry', step: 1, direction: 'nearest' },
  visibility: 'all_entries',
  acceptedAfterDays: null,
  dueWorkingDay: 3,
};

function factsOf(entries: readonly SummaryEntry[], rounding = terms.rounding): SummaryFacts {
  const agreed = [{ ...terms, rounding }];
  const billable = entries.filter((entry) => entry.billable);
  const { counted } = countMinutes(
    billable.map((entry) => ({ ...entry, author: entry.memberId })),
    rounding,
  );
  const [figures] = runLedger({
    opening: NO_BALANCE,
    months: [
      {
        month: month('2026-11'),
        counted,
        adjustments: [],
        corrections: [],
        asked: [],
        closed: true,
        engagementEnds: false,
      },
    ],
    termsFor: (of) => monthTermsOf(of, agreed),
  });
  return {
    practice: 'Vale Advisory',
    preparedBy: 'Robin Vale',
    client: { name: 'Acme Robotics', legalName: null, address: null, purchaseOrder: null },
    engagement: { id: 'e', zone: 'Europe/Berlin' },
    month: month('2026-11'),
    asOf: day('2026-12-01'),
    phase: {
      phase: 'assessing',
      label: 'Assessing',
      since: day('2026-11-01'),
      days: 31,
      timeline: [],
      gate: null,
      milestone: null,
    },
    searches: [],
    terms: agreed,
    entries,
    figures: figures!,
  };
}

const anyEntry: fc.Arbitrary<SummaryEntry> = fc.record({
  id: fc.uuid(),
  memberId: fc.constantFrom('a', 'b'),
  author: fc.constant('Robin Vale'),
  day: fc.constantFrom(day('2026-11-02'), day('2026-11-03')),
  minutes: fc.integer({ min: 1, max: 1440 }).map(minutes),
  activity: fc.option(fc.constantFrom(...ACTIVITY_IDS)),
  billable: fc.boolean(),
  text: fc.string(),
});

const state = {
  words: { outcomes: '', decisions: '', risks: '', nextMonth: '' },
  issuedOn: day('2026-12-01'),
  version: 1,
  closure: 1,
  revised: null,
};

describe('a summary made from facts', () => {
  test('adds up whatever was logged and however it is rounded', () => {
    const anyRounding = fc.record({
      scope: fc.constantFrom(...ROUNDING_SCOPES),
      step: fc.constantFrom(...ROUNDING_STEPS),
      direction: fc.constantFrom(...ROUNDING_DIRECTIONS),
    });
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 30 }), anyRounding, (entries, rounding) => {
        expect(disagreements(snapshotOf(factsOf(entries, rounding), state))).toEqual([]);
      }),
    );
  });

  test('is the same after the facts were stored as JSON and read again', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 10 }), (entries) => {
        const facts = factsOf(entries.map((entry) => ({ ...entry, text: 'x' })));
        const stored = JSON.parse(canonicalJson(facts)) as SummaryFacts;
        expect(snapshotOf(stored, state)).toEqual(snapshotOf(facts, state));
      }),
    );
  });
});

test('the terms of a month are those that touch it, or the last ones before', () => {
  const first = { ...terms, from: day('2026-09-01'), to: day('2026-11-15') };
  const second = { ...terms, from: day('2026-11-15'), to: day('2026-12-01') };
  const of = (text: string) => termsOfMonth(month(text), [second, first]).map(({ from }) => from);
  expect(of('2026-11')).toEqual(['2026-09-01', '2026-11-15']);
  expect(of('2026-10')).toEqual(['2026-09-01']);
  expect(of('2027-01')).toEqual(['2026-11-15']);
});

test('candidates are warned about where the client could read them', () => {
  const entry = { id: 'x', memberId: 'a', author: 'R', day: day('2026-11-02'), minutes: minutes(5), billable: true };
  const facts = factsOf([{ ...entry, activity: null, text: 'call with Vera Lind' }]);
  const snapshot = snapshotOf(facts, state);
  const warn = (outcomes: string, visibility: Terms['visibility']) =>
    namesToWarnAbout(snapshot, { ...state.words, outcomes }, ['Vera Lind', 'Tom Berg'], visibility);
  expect(warn('Tom Berg is strong.', 'all_entries')).toEqual([
    'The words name Tom Berg, who is a candidate.',
    'An entry, the timeline or a milestone names Vera Lind, who is a candidate.',
  ]);
  expect(warn('', 'totals_by_activity')).toEqual([]);
});
