import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '@domain/statements/canonical-json';
import type { HoursVisibility } from '@domain/engagements/terms';
import { presentEdition } from '@domain/statements/edition';
import { printStatement } from '@domain/statements/print';
import { wholePercents } from '@domain/statements/print-activities';
import type { PrintedEntry, StatementSnapshot } from '@domain/statements/snapshot';
import { disagreements } from '@domain/statements/sums';
import { addDays, day } from '@domain/shared/day';
import { minutes } from '@domain/shared/units';
import { entries, statementSnapshot } from '../support/make/statement-snapshot';

const VISIBILITIES: readonly HoursVisibility[] = ['all_entries', 'totals_by_activity', 'balance_only', 'hidden'];

const ACTIVITIES = statementSnapshot().hours.activities;

const anyEntry: fc.Arbitrary<PrintedEntry> = fc
  .record({
    offset: fc.integer({ min: 0, max: 29 }),
    author: fc.string({ unit: 'grapheme', maxLength: 20 }),
    activity: fc.constantFrom(...ACTIVITIES),
    text: fc.string({ unit: 'grapheme', maxLength: 60 }),
    worked: fc.integer({ min: 1, max: 1440 }),
    step: fc.constantFrom(1, 6, 15, 30),
    billable: fc.boolean(),
  })
  .map(({ offset, author, activity, text, worked, step, billable }) => ({
    day: addDays(day('2026-11-01'), offset),
    author,
    activity: { id: activity.id, label: activity.label },
    text,
    worked: minutes(worked),
    counted: minutes(billable ? Math.ceil(worked / step) * step : 0),
    billable,
  }));

const anySnapshot = fc.array(anyEntry, { maxLength: 40 }).map((rows) => statementSnapshot({ entries: rows }));

function figures(value: unknown, at = ''): [string, number][] {
  if (typeof value === 'number') return [[at, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => figures(member, `${at}.${key}`));
}

/** What a printed `−1:30` says in minutes. */
function minutesIn(printed: string): number {
  const match = /^([+−]?)(\d+):(\d\d)$/u.exec(printed);
  if (!match) throw new Error(`not a duration: ${printed}`);
  return (match[1] === '−' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('the two editions', () => {
  test('a figure present in both is the same figure', () => {
    fc.assert(
      fc.property(anySnapshot, fc.constantFrom('all_entries', 'balance_only', 'hidden'), (snapshot, visibility) => {
        const practice = new Map(figures(presentEdition(snapshot, 'practice', visibility)));
        for (const [path, value] of figures(presentEdition(snapshot, 'client', visibility))) {
          expect([path, practice.get(path)]).toEqual([path, value]);
        }
      }),
    );
  });

  test('totals by activity keep every figure but the single pieces of work', () => {
    fc.assert(
      fc.property(anySnapshot, (snapshot) => {
        const client = presentEdition(snapshot, 'client', 'totals_by_activity').hours;
        const practice = presentEdition(snapshot, 'practice', 'totals_by_activity').hours;
        if (client.visibility !== 'totals_by_activity' || practice.visibility !== 'all_entries')
          throw new Error('wrong visibility');
        expect(client).not.toHaveProperty('entries');
        expect(client.totals).toEqual(practice.totals);
        expect(client.ledger).toEqual(practice.ledger);
        expect(client.activities).toEqual(practice.activities);
        expect(sum(client.lines.map((line) => line.minutes))).toBe(sum(practice.lines.map((line) => line.minutes)));
      }),
    );
  });

  test('no fee, rate or private note leaves with the client edition, and no private note with either', () => {
    const snapshot = statementSnapshot({
      entries: entries(120).map((entry) => ({ ...entry, privateNote: 'canary-private' })),
    });
    const priced = {
      ...snapshot,
      client: { ...snapshot.client, rate: 'canary-stray' },
      money: { ...snapshot.money, lines: snapshot.money.lines.map((line) => ({ ...line, text: 'canary-fee' })) },
    };
    for (const visibility of VISIBILITIES) {
      expect(canonicalJson(presentEdition(priced, 'client', visibility))).not.toMatch(
        /canary|"amount"|"ratePerHour"|20000/,
      );
    }
    const practice = canonicalJson(presentEdition(priced, 'practice', 'hidden'));
    expect(practice).toContain('canary-fee');
    expect(practice).not.toMatch(/canary-private|canary-stray/);
  });

  test('hours leave only as far as the visibility allows', () => {
    const snapshot = statementSnapshot({ entries: entries(5).map((entry) => ({ ...entry, text: 'canary-text' })) });
    const keys = (visibility: HoursVisibility) => Object.keys(presentEdition(snapshot, 'client', visibility).hours);
    expect(keys('hidden')).toEqual(['visibility']);
    expect(keys('balance_only')).toEqual(['visibility', 'balance']);
    expect(keys('totals_by_activity')).not.toContain('entries');
    expect(keys('all_entries')).toContain('entries');
    for (const visibility of ['hidden', 'balance_only', 'totals_by_activity'] as const) {
      expect(canonicalJson(presentEdition(snapshot, 'client', visibility))).not.toContain('canary-text');
    }
    const { hours } = printStatement(presentEdition(snapshot, 'client', 'hidden'), 'f'.repeat(64));
    expect(hours).toEqual({ activities: null, balance: null, ledger: null, entries: null });
  });
});

describe('printed rows', () => {
  test('add up to the printed totals', () => {
    fc.assert(
      fc.property(anySnapshot, fc.constantFrom('client', 'practice'), (snapshot, edition) => {
        const { hours } = printStatement(presentEdition(snapshot, edition, 'all_entries'), 'f'.repeat(64));
        const total = (label: string) =>
          minutesIn(hours.entries?.totals.find((step) => step.label === label)?.hours ?? '0:00');

        const rows = hours.entries?.rows ?? [];
        expect(sum(rows.map((row) => minutesIn(row.worked)))).toBe(total('Worked'));
        if (hours.entries?.withCounted) expect(sum(rows.map((row) => minutesIn(row.counted)))).toBe(total('Counted'));
        expect(total('Worked') + total('Not billable') + total('Rounding')).toBe(total('Counted'));

        const groups = hours.activities?.groups ?? [];
        expect(sum(groups.map((group) => minutesIn(group.hours)))).toBe(total('Worked'));
        for (const group of groups.filter((each) => each.activities.length > 0)) {
          expect(sum(group.activities.map((activity) => minutesIn(activity.hours)))).toBe(minutesIn(group.hours));
        }

        let balance = 0;
        for (const row of hours.ledger?.rows ?? []) {
          if (row.kind === 'opening') balance = minutesIn(row.balance);
          if (row.kind === 'line') balance += minutesIn(row.hours);
          expect(minutesIn(row.balance)).toBe(balance);
        }

        const meter = hours.balance?.meter ?? [];
        if (meter.length > 0) expect(sum(meter.map((part) => part.part))).toBeCloseTo(1, 9);
      }),
    );
  });

  test('a total its rows do not explain is never presented', () => {
    const good = statementSnapshot({ entries: entries(120) });
    const { hours, money } = good;
    expect(disagreements(good)).toEqual([]);
    const off: StatementSnapshot[] = [
      ...(['worked', 'notBillable', 'rounding', 'counted', 'corrections', 'used'] as const).map((key) => {
        return { ...good, hours: { ...hours, totals: { ...hours.totals, [key]: hours.totals[key] + 1 } } };
      }),
      ...(
        [
          'carriedIn',
          'accrued',
          'adjustments',
          'available',
          'used',
          'overage',
          'expired',
          'forfeited',
          'carriedOut',
        ] as const
      ).map((key) => {
        return { ...good, hours: { ...hours, ledger: { ...hours.ledger, [key]: hours.ledger[key] + 1 } } };
      }),
      { ...good, hours: { ...hours, entries: hours.entries.slice(1) } },
      { ...good, hours: { ...hours, activities: hours.activities.slice(1) } },
      { ...good, hours: { ...hours, lines: hours.lines.slice(1) } },
      { ...good, money: { ...money, lines: money.lines.slice(1) } },
      { ...good, searches: good.searches.map((search) => ({ ...search, closed: search.closed + 1 })) },
    ];
    for (const snapshot of off) {
      expect(() => presentEdition(snapshot, 'client', 'all_entries')).toThrow('does not add up');
    }
  });

  test('an overdrawn balance is said in words and with a true minus', () => {
    const base = statementSnapshot({ entries: entries(120) });
    const used = base.hours.ledger.used;
    const ledger = {
      ...base.hours.ledger,
      overage: minutes(0),
      carriedOut: minutes(2800 - used),
      forfeited: minutes(0),
    };
    const lines = base.hours.lines.filter(({ kind }) => kind !== 'overage' && kind !== 'forfeit');
    const signed = { ...base, hours: { ...base.hours, ledger, lines } };
    const printed = printStatement(presentEdition(signed, 'client', 'all_entries'), 'f'.repeat(64));
    expect(printed.keyFigures[1]).toMatchObject({ label: 'Hours left', value: '−78:35', alert: true });
    expect(printed.hours.balance?.meter).toEqual([]);
  });

  test('whole percentages add up to a hundred', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5000), { minLength: 1, maxLength: 7 }), (parts) => {
        expect(sum(wholePercents(parts))).toBe(sum(parts) === 0 ? 0 : 100);
      }),
    );
    expect(wholePercents([1, 1, 1])).toEqual([34, 33, 33]);
  });
});

describe('the opening figures', () => {
  const labels = (snapshot: StatementSnapshot, visibility: HoursVisibility) =>
    printStatement(presentEdition(snapshot, 'client', visibility), 'f'.repeat(64)).keyFigures.map(({ label }) => label);

  test('are four at most, hours first where they may be read', () => {
    const snapshot = statementSnapshot();
    expect(labels(snapshot, 'balance_only')).toEqual([
      'Hours used',
      'Hours left',
      'Days in this phase',
      'Steps to “Handing over”',
    ]);
    expect(labels(snapshot, 'hidden')).toEqual([
      'Days in this phase',
      'Steps to “Handing over”',
      'People in play',
      'Next milestone',
    ]);
    expect(labels(statementSnapshot({ entries: entries(120) }), 'all_entries')[1]).toBe('Beyond the allowance');
  });

  test('the phase strip shows where the engagement is, and the endings only once they are reached', () => {
    const strip = (phase: StatementSnapshot['phase']) =>
      printStatement(
        presentEdition(statementSnapshot({ phase }), 'client', 'all_entries'),
        'f'.repeat(64),
      ).phase.stations.map(({ state }) => state);
    const { phase } = statementSnapshot();
    expect(strip(phase)).toEqual(['done', 'done', 'done', 'current', 'ahead', 'ahead']);
    expect(strip({ ...phase, timeline: phase.timeline.slice(3) })).toEqual([
      'passed',
      'passed',
      'passed',
      'current',
      'ahead',
      'ahead',
    ]);
    expect(strip({ ...phase, phase: 'closed', label: 'Closed' })).toHaveLength(7);
  });
});
