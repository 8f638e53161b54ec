import type { MonthFigures } from '../engagements/ledger.js';
import { countMinutes, roundMinutes, type Rounding } from '../engagements/rounding.js';
import type { Terms } from '../engagements/terms.js';
import type { Day } from '../shared/day.js';
import { firstDayOf, lastDayOf, type Month } from '../shared/month.js';
import { minutes } from '../shared/units.js';
import { activityFacts, type Activity } from '../time/activities.js';
import { readNarrative, type NarrativeWords } from './narrative.js';
import type { HoursFacts, PhaseStanding, PrintedEntry, SearchProgress, StatementSnapshot } from './snapshot.js';
import { statementFigures } from './statement-figures.js';
import { totalsByActivity, workedTotals, type TotalledEntry } from './totals.js';

/** An unvoided entry as a summary needs it. It has no place for a private note. */
export interface SummaryEntry extends TotalledEntry {
  readonly id: string;
  readonly memberId: string;
  readonly author: string;
  readonly day: Day;
  readonly text: string;
}

/**
 * What a month's summary is made of, apart from its words: read from live rows while the month is open, and frozen as it
 * stood by the closure. Everything in it is plain JSON.
 */
export interface SummaryFacts {
  readonly practice: string;
  readonly preparedBy: string;
  readonly client: StatementSnapshot['client'];
  readonly engagement: { readonly id: string; readonly zone: string };
  readonly month: Month;
  /** The calendar date, in the engagement's zone, on which the facts were taken. */
  readonly asOf: Day;
  readonly phase: PhaseStanding;
  readonly searches: readonly SearchProgress[];
  /** The terms that touch the month, oldest first; never empty. */
  readonly terms: readonly Terms[];
  /** By day, then in the order of logging. */
  readonly entries: readonly SummaryEntry[];
  readonly figures: MonthFigures;
}

/** How far the summary of a month has come. */
export interface SummaryState {
  readonly words: NarrativeWords;
  readonly issuedOn: Day;
  /** Null for a draft. */
  readonly version: number | null;
  /** Revision of the closure behind the facts; null while the month is open. */
  readonly closure: number | null;
  /** Why the month was opened again before that closure; null where it was not. */
  readonly revised: string | null;
}

/** The terms that touch a contract month, oldest first; where there is a gap, the last ones before it. */
export function termsOfMonth<T extends Terms>(month: Month, terms: readonly T[]): T[] {
  const sorted = [...terms].sort((a, b) => (a.from < b.from ? -1 : 1));
  const startDay = sorted[0]?.startDay ?? 1;
  const [first, last] = [firstDayOf(month, startDay), lastDayOf(month, startDay)];
  const touching = sorted.filter(({ from, to }) => from <= last && (to === null || to > first));
  return touching.length > 0 ? touching : sorted.filter(({ from }) => from <= last).slice(-1);
}

/** The summary that facts and words make. The same facts and words always make the same one. */
export function snapshotOf(facts: SummaryFacts, { words, ...state }: SummaryState): StatementSnapshot {
  const { practice, preparedBy, client, engagement, month, figures } = facts;
  const terms = rulingTerms(facts);
  const { money, ...hours } = statementFigures(figures, terms.overage, 'en');
  return {
    language: 'en',
    practice: { name: practice, preparedBy },
    client,
    engagement: { ...engagement, currency: figures.currency },
    month: { month, firstDay: firstDayOf(month, terms.startDay), lastDay: lastDayOf(month, terms.startDay) },
    asOf: facts.asOf,
    ...state,
    phase: facts.phase,
    narrative: readNarrative(words),
    searches: facts.searches,
    hours: {
      ...hours,
      activities: activitiesOf(facts.entries),
      mix: [],
      mixNote: null,
      totals: totalsOf(facts, terms.rounding),
      rounding: terms.rounding,
      entries: facts.entries.map((entry) => printedEntry(entry, terms.rounding)),
    },
    money,
  };
}

function rulingTerms({ terms }: Pick<SummaryFacts, 'terms'>): Terms {
  const [ruling] = terms;
  if (!ruling) throw new RangeError('a summary needs terms');
  return ruling;
}

function activitiesOf(entries: readonly SummaryEntry[]): HoursFacts['activities'] {
  return totalsByActivity(entries).map(({ activity, class: group, minutes }) => ({
    id: activity ?? 'none',
    label: activity === null ? 'Not yet assigned' : labelOf(activity),
    group: group ?? 'none',
    minutes,
  }));
}

function totalsOf({ entries, figures }: SummaryFacts, rounding: Rounding): HoursFacts['totals'] {
  const { worked, billable, nonBillable } = workedTotals(entries);
  const counted = countMinutes(
    entries.filter((entry) => entry.billable).map((entry) => ({ ...entry, author: entry.memberId })),
    rounding,
  );
  const corrections = figures.lines.reduce((sum, line) => (line.kind === 'correct' ? sum - line.minutes : sum), 0);
  return {
    worked,
    notBillable: nonBillable,
    rounding: counted.rounding,
    counted: minutes(billable + counted.rounding),
    corrections: minutes(corrections),
    used: figures.used,
  };
}

function printedEntry(entry: SummaryEntry, rounding: Rounding): PrintedEntry {
  const { day, author, activity, text, minutes: worked, billable } = entry;
  const counted = billable ? roundMinutes(worked, rounding) : minutes(0);
  return {
    day,
    author,
    activity: activity && { id: activity, label: labelOf(activity) },
    text,
    worked,
    counted: rounding.scope === 'entry' ? counted : null,
    billable,
  };
}

function labelOf(activity: Activity): string {
  return activityFacts(activity).name;
}
