import type { HoursVisibility } from '../engagements/terms.js';
import { minutes, type Minutes } from '../shared/units.js';
import type {
  HoursFacts,
  MoneyFacts,
  PhaseStanding,
  PrintedEntry,
  PrintedLine,
  SearchProgress,
  StatementSnapshot,
} from './snapshot.js';
import type { Narrative, NarrativeBlock } from './narrative.js';
import { disagreements } from './sums.js';

/** Who a copy of the summary is for. */
export type Edition = 'client' | 'practice';

/** available + overage = used + left. Of what is left, `carriedOut` lives on; the rest ended with the month. */
export interface Balance {
  readonly available: Minutes;
  readonly used: Minutes;
  readonly overage: Minutes;
  readonly left: Minutes;
  readonly carriedOut: Minutes;
}

/** The hours of one edition, by how much of them may be read. */
export type EditionHours =
  | ({ readonly visibility: 'all_entries'; readonly balance: Balance } & HoursFacts)
  | ({ readonly visibility: 'totals_by_activity'; readonly balance: Balance } & Omit<HoursFacts, 'entries'>)
  | { readonly visibility: 'balance_only'; readonly balance: Balance }
  | { readonly visibility: 'hidden' };

/** What one reader gets, and the only thing a file is rendered from. Its canonical JSON is what a version's hash covers. */
export interface StatementEdition extends Omit<StatementSnapshot, 'hours' | 'money'> {
  readonly schema: 'baton.summary.1';
  readonly edition: Edition;
  readonly hours: EditionHours;
  readonly money: MoneyFacts | null;
}

/**
 * The copy of a summary that its reader may have. The practice's copy has everything; the client's has the hours that
 * the engagement's visibility allows, and no fee, rate or amount. A figure present in both copies is the same figure.
 * Fields are listed one by one, so whatever else hangs on the facts stays home.
 * @throws Error when a printed total is not explained by its rows.
 */
export function presentEdition(
  snapshot: StatementSnapshot,
  edition: Edition,
  visibility: HoursVisibility,
): StatementEdition {
  const wrong = disagreements(snapshot);
  if (wrong.length > 0) throw new Error(`the summary does not add up: ${wrong.join('; ')}`);
  const { practice, client, engagement, month } = snapshot;
  return {
    schema: 'baton.summary.1',
    edition,
    language: snapshot.language,
    practice: { name: practice.name, preparedBy: practice.preparedBy },
    client: {
      name: client.name,
      legalName: client.legalName,
      address: client.address,
      purchaseOrder: client.purchaseOrder,
    },
    engagement: { id: engagement.id, zone: engagement.zone, currency: engagement.currency },
    month: { month: month.month, firstDay: month.firstDay, lastDay: month.lastDay },
    asOf: snapshot.asOf,
    issuedOn: snapshot.issuedOn,
    version: snapshot.version,
    closure: snapshot.closure,
    revised: snapshot.revised,
    phase: presentPhase(snapshot.phase),
    narrative: presentNarrative(snapshot.narrative),
    searches: snapshot.searches.map(presentSearch),
    hours: presentHours(snapshot.hours, edition === 'practice' ? 'all_entries' : visibility),
    money: edition === 'practice' ? presentMoney(snapshot.money) : null,
  };
}

function presentHours(hours: HoursFacts, visibility: HoursVisibility): EditionHours {
  if (visibility === 'hidden') return { visibility };
  const balance = balanceOf(hours);
  if (visibility === 'balance_only') return { visibility, balance };
  const { ledger, totals, rounding } = hours;
  const summed = {
    balance,
    activities: hours.activities.map(({ id, label, group, minutes }) => ({ id, label, group, minutes })),
    mix: hours.mix.map(({ group, bound, percent }) => ({ group, bound, percent })),
    mixNote: hours.mixNote,
    ledger: {
      carriedIn: ledger.carriedIn,
      accrued: ledger.accrued,
      adjustments: ledger.adjustments,
      available: ledger.available,
      used: ledger.used,
      fromCarried: ledger.fromCarried,
      fromOwn: ledger.fromOwn,
      overage: ledger.overage,
      expired: ledger.expired,
      forfeited: ledger.forfeited,
      carriedOut: ledger.carriedOut,
    },
    totals: {
      worked: totals.worked,
      notBillable: totals.notBillable,
      rounding: totals.rounding,
      counted: totals.counted,
      corrections: totals.corrections,
      used: totals.used,
    },
    rounding: { scope: rounding.scope, step: rounding.step, direction: rounding.direction },
  };
  const lines = hours.lines.map(({ kind, minutes, lot, text }) => ({ kind, minutes, lot, text }));
  return visibility === 'totals_by_activity'
    ? { visibility, ...summed, lines: withoutWork(lines) }
    : { visibility, ...summed, lines, entries: hours.entries.map(presentEntry) };
}

function balanceOf({ ledger }: HoursFacts): Balance {
  return {
    available: ledger.available,
    used: ledger.used,
    overage: ledger.overage,
    left: minutes(ledger.available + ledger.overage - ledger.used),
    carriedOut: ledger.carriedOut,
  };
}

/** Totals must not tell single pieces of work apart, so use and corrections become one line each. */
function withoutWork(lines: readonly PrintedLine[]): readonly PrintedLine[] {
  return lines.flatMap((line, index) => {
    if (line.kind !== 'consume' && line.kind !== 'correct') return [line];
    const alike = lines.filter((other) => other.kind === line.kind);
    if (lines.findIndex((other) => other.kind === line.kind) !== index) return [];
    return [
      { kind: line.kind, minutes: minutes(alike.reduce((sum, { minutes }) => sum + minutes, 0)), lot: null, text: '' },
    ];
  });
}

function presentEntry(entry: PrintedEntry): PrintedEntry {
  const { day, author, activity, text, worked, counted, billable } = entry;
  return {
    day,
    author,
    activity: activity && { id: activity.id, label: activity.label },
    text,
    worked,
    counted,
    billable,
  };
}

function presentMoney(money: MoneyFacts): MoneyFacts {
  return {
    lines: money.lines.map(({ kind, text, minutes, ratePerHour, amount }) => ({
      kind,
      text,
      minutes,
      ratePerHour,
      amount,
    })),
    total: money.total,
  };
}

function presentPhase(phase: PhaseStanding): PhaseStanding {
  return {
    phase: phase.phase,
    label: phase.label,
    since: phase.since,
    days: phase.days,
    timeline: phase.timeline.map(({ phase, label, from, to, days, sentence, override }) => {
      return { phase, label, from, to, days, sentence, override };
    }),
    gate: phase.gate && {
      towards: phase.gate.towards,
      criteria: phase.gate.criteria.map(({ text, met }) => ({ text, met })),
    },
    milestone: phase.milestone && { name: phase.milestone.name, on: phase.milestone.on },
  };
}

function presentSearch(search: SearchProgress): SearchProgress {
  return {
    title: search.title,
    week: search.week,
    targetWeeks: search.targetWeeks,
    steps: search.steps.map(({ label, now, reached }) => ({ label, now, reached })),
    closed: search.closed,
    considered: search.considered,
  };
}

function presentNarrative({ outcomes, decisions, risks, nextMonth }: Narrative): Narrative {
  return {
    outcomes: outcomes.map(presentBlock),
    decisions: decisions.map(presentBlock),
    risks: risks.map(presentBlock),
    nextMonth: nextMonth.map(presentBlock),
  };
}

function presentBlock(block: NarrativeBlock): NarrativeBlock {
  return block.kind === 'bullets'
    ? { kind: 'bullets', items: [...block.items] }
    : { kind: 'paragraph', text: block.text };
}
