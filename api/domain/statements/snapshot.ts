import type { Phase } from '../engagements/phases.js';
import type { Rounding } from '../engagements/rounding.js';
import type { Currency } from '../shared/currency.js';
import type { Day } from '../shared/day.js';
import type { Month } from '../shared/month.js';
import type { Minor, Minutes } from '../shared/units.js';
import type { Narrative } from './narrative.js';

/** One unbroken stay in a phase. `days` counts calendar days without pauses, the first being 1. */
export interface PhaseStay {
  readonly phase: Phase;
  readonly label: string;
  readonly from: Day;
  readonly to: Day | null;
  readonly days: number;
  /** The sentence written for the client when this phase was entered. */
  readonly sentence: string | null;
  /** The written reason when the gate into this phase was overridden; the client may read it. */
  readonly override: string | null;
}

/** What has to be true before the engagement moves on to the phase called `towards`. */
export interface GateProgress {
  readonly towards: string;
  readonly criteria: readonly { readonly text: string; readonly met: boolean }[];
}

export interface PhaseStanding {
  readonly phase: Phase;
  readonly label: string;
  readonly since: Day;
  readonly days: number;
  /** Oldest stay first; the last one is the present one. */
  readonly timeline: readonly PhaseStay[];
  readonly gate: GateProgress | null;
  readonly milestone: { readonly name: string; readonly on: Day } | null;
}

/** A search as counts of people, never as names. `steps` run from first to last. */
export interface SearchProgress {
  readonly title: string;
  readonly week: number;
  readonly targetWeeks: number;
  /** `now` stand in the step; `reached` got at least this far, wherever they are today. */
  readonly steps: readonly { readonly label: string; readonly now: number; readonly reached: number }[];
  /** Out of the search. Everyone considered = all `now` + closed. */
  readonly closed: number;
  readonly considered: number;
}

export type ActivityGroup = 'C' | 'V' | 'search' | 'pairing' | 'admin' | 'none';

/** Worked minutes, billable or not. `id` is a duty such as `C5`, or `search`, `pairing`, `admin`, `none`. */
export interface ActivityMinutes {
  readonly id: string;
  readonly label: string;
  readonly group: ActivityGroup;
  readonly minutes: Minutes;
}

/** A share of worked minutes agreed for the phase, in whole percent. */
export interface AgreedShare {
  readonly group: ActivityGroup;
  readonly bound: 'at_least' | 'at_most';
  readonly percent: number;
}

/**
 * available = carried in + accrued + adjustments, and available + overage = used + expired + forfeited + carried out.
 * Under signed carry, available and carried out may be negative.
 */
export interface PrintedLedger {
  readonly carriedIn: Minutes;
  readonly accrued: Minutes;
  readonly adjustments: Minutes;
  readonly available: Minutes;
  readonly used: Minutes;
  readonly fromCarried: Minutes;
  readonly fromOwn: Minutes;
  readonly overage: Minutes;
  readonly expired: Minutes;
  readonly forfeited: Minutes;
  readonly carriedOut: Minutes;
}

export type PrintedLineKind = 'accrue' | 'adjust' | 'consume' | 'correct' | 'overage' | 'expire' | 'forfeit';

/** A signed ledger line: carried in plus all lines is carried out. `lot` is the month whose minutes it touches. */
export interface PrintedLine {
  readonly kind: PrintedLineKind;
  readonly minutes: Minutes;
  readonly lot: Month | null;
  readonly text: string;
}

export interface PrintedEntry {
  readonly day: Day;
  readonly author: string;
  /** Null while it is still missing. */
  readonly activity: { readonly id: string; readonly label: string } | null;
  readonly text: string;
  readonly worked: Minutes;
  /** Null where the terms round a day or a month together, so that no single entry has a rounded figure. */
  readonly counted: Minutes | null;
  readonly billable: boolean;
}

/** counted = worked - not billable + rounding; used = counted + corrections. */
export interface HourTotals {
  readonly worked: Minutes;
  readonly notBillable: Minutes;
  readonly rounding: Minutes;
  readonly counted: Minutes;
  readonly corrections: Minutes;
  readonly used: Minutes;
}

export interface HoursFacts {
  readonly activities: readonly ActivityMinutes[];
  readonly mix: readonly AgreedShare[];
  /** One suggested sentence about the mix, written for the client. */
  readonly mixNote: string | null;
  readonly ledger: PrintedLedger;
  readonly lines: readonly PrintedLine[];
  readonly totals: HourTotals;
  readonly rounding: Rounding;
  readonly entries: readonly PrintedEntry[];
}

/** A statement line in money. `ratePerHour` and `minutes` are given where the line is priced by the hour. */
export interface MoneyLine {
  readonly kind: 'fee' | 'overage' | 'correction' | 'adjustment';
  readonly text: string;
  readonly minutes: Minutes | null;
  readonly ratePerHour: Minor | null;
  readonly amount: Minor;
}

export interface MoneyFacts {
  readonly lines: readonly MoneyLine[];
  readonly total: Minor;
}

/**
 * Everything one monthly summary is printed from: facts frozen by the closure, and the words as they stood. It has no
 * place for private notes, candidate names or evaluations, so none can be printed.
 */
export interface StatementSnapshot {
  readonly language: 'en';
  readonly practice: { readonly name: string; readonly preparedBy: string };
  readonly client: {
    readonly name: string;
    readonly legalName: string | null;
    readonly address: string | null;
    readonly purchaseOrder: string | null;
  };
  readonly engagement: { readonly id: string; readonly zone: string; readonly currency: Currency };
  /** The contract month with its first and last day. */
  readonly month: { readonly month: Month; readonly firstDay: Day; readonly lastDay: Day };
  /** The calendar date, in the engagement's zone, on which the facts were taken. */
  readonly asOf: Day;
  /** The publishing date, or the date of the preview. */
  readonly issuedOn: Day;
  /** Null while it is a draft. */
  readonly version: number | null;
  /** Revision of the closure behind the figures; null while the month is open. */
  readonly closure: number | null;
  /** Why the month was opened again before this closure; null where it was not. */
  readonly revised: string | null;
  readonly phase: PhaseStanding;
  readonly narrative: Narrative;
  readonly searches: readonly SearchProgress[];
  readonly hours: HoursFacts;
  readonly money: MoneyFacts;
}
