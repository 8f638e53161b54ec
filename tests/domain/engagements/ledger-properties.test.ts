import { expect, test } from '@jest/globals';
import { runLedger, type MonthFacts, type MonthFigures, type MonthTerms } from '@domain/engagements/ledger';
import { balanceOf, type Balance } from '@domain/engagements/lots';
import { openingOf } from '@domain/engagements/opening';
import type { Carry, Overage } from '@domain/engagements/terms';
import { addMonths, month, type Month } from '@domain/shared/month';
import { minor, minutes } from '@domain/shared/units';
import fc from 'fast-check';
import { RUNS } from '../runs';
import { agreed, approved, makeCorrection, makeMonth } from './make-terms';

const first = month('2026-01');
const someMinutes = (max: number) => fc.integer({ min: 0, max }).map(minutes);

const anyCarry: fc.Arbitrary<Carry> = fc.oneof(
  fc.constant({ kind: 'none' as const }),
  fc.record({ kind: fc.constant('capped' as const), cap: someMinutes(80), lifetime: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constant('unlimited' as const), lifetime: fc.option(fc.integer({ min: 1, max: 4 })) }),
  fc.record({ kind: fc.constant('signed' as const), cap: fc.option(someMinutes(80)) }),
);
const anyOverage: fc.Arbitrary<Overage> = fc.oneof(
  fc.constant({ kind: 'absorb' as const }),
  fc.record({ kind: fc.constant('bill' as const), ratePerHour: fc.nat(99999).map(minor), leeway: someMinutes(30) }),
  fc.record({ kind: fc.constant('approval' as const), ratePerHour: fc.nat(99999).map(minor) }),
);
const signedMinutes = (size: number) => fc.integer({ min: -size, max: size }).map(minutes);
const anyMonth = fc.record({
  counted: someMinutes(150),
  accrued: someMinutes(100),
  adjustments: fc.array(signedMinutes(60), { maxLength: 2 }),
  corrections: fc.array(signedMinutes(90), { maxLength: 2 }),
  approved: someMinutes(60),
  change: fc.option(fc.record({ carry: anyCarry, overage: anyOverage }), { freq: 4 }),
});
const anyHistory = fc.record({
  /** Lots of earlier months, by how long ago; under signed carry a debt instead. */
  brought: fc.uniqueArray(fc.record({ ago: fc.integer({ min: 1, max: 4 }), left: fc.integer({ min: 1, max: 60 }) }), {
    selector: ({ ago }) => ago,
    maxLength: 3,
  }),
  owed: fc.nat(60),
  carry: anyCarry,
  overage: anyOverage,
  months: fc.array(anyMonth, { minLength: 1, maxLength: 14 }),
  ends: fc.boolean(),
});

type History = typeof anyHistory extends fc.Arbitrary<infer T> ? T : never;

/** What the first terms let an engagement bring along, oldest first. */
function broughtAlong({ brought, carry }: History): History['brought'] {
  if (carry.kind === 'signed') return [];
  return brought.toSorted((a, b) => b.ago - a.ago);
}

function opening(history: History): Balance {
  const lots = broughtAlong(history).map(({ ago, left }) => ({ born: addMonths(first, -ago), minutes: minutes(left) }));
  const debt = { born: addMonths(first, -1), minutes: minutes(-history.owed) };
  return openingOf(history.carry.kind === 'signed' ? [debt] : lots, history.carry);
}

interface Played {
  readonly figures: MonthFigures[];
  readonly facts: MonthFacts[];
  readonly terms: MonthTerms[];
}

function play(history: History): Played {
  let policy = { carry: history.carry, overage: history.overage };
  const terms = history.months.map(({ accrued, change }) => {
    policy = change ?? policy;
    return agreed(accrued, policy);
  });
  const facts = history.months.map((one, at) =>
    makeMonth(addMonths(first, at), one.counted, {
      adjustments: one.adjustments.map((adjusted, n) => ({ id: `a${n}`, minutes: adjusted, note: '' })),
      corrections: one.corrections.map((mended, n) => makeCorrection({ id: `k${n}`, minutes: mended })),
      asked: one.approved > 0 ? [approved(one.approved)] : [],
      engagementEnds: history.ends && at === history.months.length - 1,
    }),
  );
  return { figures: run(opening(history), facts, terms), facts, terms };
}

function run(from: Balance, facts: readonly MonthFacts[], terms: readonly MonthTerms[]): MonthFigures[] {
  const termsFor = (of: Month) => terms[facts.findIndex((one) => one.month === of)] ?? agreed(0);
  return runLedger({ opening: from, months: facts, termsFor });
}

/** The names of the rules that a month breaks. */
function broken(rules: Record<string, boolean>): string[] {
  return Object.keys(rules).filter((name) => !rules[name]);
}

/** The identities of the ledger, in every month. */
function identities(history: History, { figures, terms }: Played): string[] {
  return figures.flatMap((f, at) => {
    const isSigned = terms[at]?.carry.kind === 'signed';
    const spent = isSigned ? f.used : f.fromCarried + f.fromOwn + f.expired;
    return broken({
      available: f.available === f.carriedIn + f.accrued + f.adjustments,
      'available is spent, lost or carried': f.available === spent + f.forfeited + f.carriedOut,
      overage: f.overage === f.used - f.fromCarried - f.fromOwn,
      'signed carry has no overage': !isSigned || (f.overage === 0 && f.expired === 0),
      'only signed carry owes': isSigned || f.carriedOut >= 0,
      'nothing is negative': Math.min(f.overage, f.expired, f.forfeited, f.fromCarried) >= 0,
      'overage is billed or absorbed': f.overageBilled + f.overageAbsorbed === f.overage,
      'the lines sum up to the balance':
        f.carriedIn + f.lines.reduce((sum, line) => sum + line.minutes, 0) === f.carriedOut,
      'lots make the balance': balanceOf(f.after) === f.carriedOut,
      'carried on': f.carriedIn === (figures[at - 1]?.carriedOut ?? balanceOf(opening(history))),
    });
  });
}

/** Caps, lifetimes and the end of an engagement are kept. */
function limits({ figures, facts, terms }: Played): string[] {
  return figures.flatMap((f, at) => {
    const carry = terms[at]?.carry ?? { kind: 'none' };
    const cap = carry.kind === 'none' ? 0 : carry.kind === 'unlimited' ? null : carry.cap;
    return broken({
      cap: cap === null || f.carriedOut <= cap,
      'no empty lot': f.after.lots.every((lot) => lot.minutes > 0),
      'no dead lot': f.after.lots.every((lot) => lot.expires === null || lot.expires > f.month),
      'nothing carried beyond the end': !facts[at]?.engagementEnds || f.carriedOut <= 0,
    });
  });
}

/** What happens later moves no earlier month, and a ledger that goes on from a closure is the same as one from the start. */
function closedMonths(history: History, { figures, facts, terms }: Played): string[] {
  const kept = Math.floor(figures.length / 2);
  const later = history.months.map((one, at) =>
    at < kept
      ? one
      : { ...one, counted: minutes(one.counted + 37), adjustments: [], change: { carry: NONE, overage: ABSORB } },
  );
  const moved = play({ ...history, ends: false, months: later }).figures.slice(0, kept);
  const last = figures[kept - 1];
  const rest = run(last?.after ?? opening(history), facts.slice(kept), terms.slice(kept));
  return broken({
    'closed months never move': told(moved) === told(figures.slice(0, kept)),
    'going on from a closure': told(rest) === told(figures.slice(kept)),
  });
}

/** Figures as one text; whether an earlier month is open is not theirs to say. */
function told(figures: readonly MonthFigures[]): string {
  return JSON.stringify(figures.map((one) => ({ ...one, provisional: false })));
}

const NONE: Carry = { kind: 'none' };
const ABSORB: Overage = { kind: 'absorb' };

/** One carried or own minute: when it was left over, and until when it may be used. */
interface Token {
  readonly born: number;
  readonly until: number;
}

/** The rules once more, minute by minute: every minute is a token that is handed in, thrown away or kept. */
function minuteByMinute(history: History): number[][] {
  let carry = history.carry;
  const lifetime = () =>
    carry.kind === 'capped' || carry.kind === 'unlimited' ? (carry.lifetime ?? Infinity) : Infinity;
  const tokens = (count: number, born: number): Token[] =>
    Array(Math.max(0, count)).fill({ born, until: born + lifetime() });
  let carried = broughtAlong(history).flatMap(({ ago, left }) => tokens(left, -ago));
  let owed: number = carry.kind === 'signed' ? history.owed : 0;
  return history.months.map((one, at) => {
    if (one.change) carry = one.change.carry;
    const adjusted = one.adjustments.reduce((sum, part) => sum + part, 0);
    const used = one.counted + one.corrections.reduce((sum, part) => sum + part, 0);
    const ends = history.ends && at === history.months.length - 1;
    let credit: number = one.accrued;
    let demand: number = owed;
    owed = 0;
    if (adjusted > 0) credit += adjusted;
    else demand -= adjusted;
    if (used < 0) credit -= used;
    if (carry.kind === 'signed') {
      const rest = carried.length + credit - demand - Math.max(0, used);
      const kept = ends ? 0 : Math.min(Math.max(0, rest), carry.cap ?? Infinity);
      owed = Math.max(0, -rest);
      carried = Array(kept).fill({ born: at, until: Infinity });
      return [0, 0, Math.max(0, rest) - kept, kept - owed];
    }
    const settled = Math.min(credit, demand);
    credit -= settled;
    demand += Math.max(0, used) - settled;
    while (demand > 0 && carried.length > 0) {
      carried.shift();
      demand--;
    }
    const own = Math.min(credit, demand);
    demand -= own;
    const dying = carried.filter(({ until }) => ends || until <= at).length;
    const alive = [...carried.filter(({ until }) => !ends && until > at), ...tokens(credit - own, at)];
    const cap = ends || carry.kind === 'none' ? 0 : carry.kind === 'capped' ? carry.cap : Infinity;
    carried = alive.slice(0, cap === Infinity ? alive.length : cap);
    return [demand, dying, alive.length - carried.length, carried.length];
  });
}

const HISTORIES = Math.max(10_000, RUNS);

test('every history keeps the identities and limits, moves no closed month, and agrees with a count of single minutes', () => {
  const counts = { histories: 0, months: 0, minutes: 0 };
  fc.assert(
    fc.property(anyHistory, (history) => {
      const played = play(history);
      const counted = minuteByMinute(history);
      const figures = played.figures.map((f) => [f.overage, f.expired, f.forfeited, f.carriedOut]);
      counts.histories += 1;
      counts.months += figures.length;
      counts.minutes += played.figures.reduce(
        (sum, { used, available }) => sum + Math.abs(used) + Math.abs(available),
        0,
      );
      expect([
        ...identities(history, played),
        ...limits(played),
        ...closedMonths(history, played),
        ...broken({ 'a count of single minutes': JSON.stringify(figures) === JSON.stringify(counted) }),
      ]).toEqual([]);
    }),
    { numRuns: HISTORIES },
  );
  console.info(
    `ledger: ${counts.histories} random histories, ${counts.months} months, ${counts.minutes} minutes counted one by one, 0 differences`,
  );
  expect(counts.histories).toBeGreaterThanOrEqual(10_000);
});
