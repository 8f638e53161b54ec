import { addDays, type Day } from '../shared/day.js';
import { addMonths, firstDayOf, monthOf, type Month } from '../shared/month.js';
import type { Currency } from '../shared/currency.js';
import { roundHalfUp } from '../shared/rounded.js';
import { minutes, type Minor, type Minutes } from '../shared/units.js';
import { accept, refuse, type Verdict } from '../shared/verdict.js';
import type { Rounding } from './rounding.js';

/** Minutes agreed per week or month; 0 means paid by the hour. */
export interface Allowance {
  readonly per: 'week' | 'month';
  readonly minutes: Minutes;
}

/** What becomes of unused minutes. `lifetime` counts the months after the one in which they were left over; null is for ever. */
export type Carry =
  | { readonly kind: 'none' }
  | { readonly kind: 'capped'; readonly cap: Minutes; readonly lifetime: number }
  | { readonly kind: 'unlimited'; readonly lifetime: number | null }
  /** Overuse reduces the next month instead of being billed; a cap limits only the positive side. */
  | { readonly kind: 'signed'; readonly cap: Minutes | null };

/** What becomes of minutes beyond what is available. */
export type Overage =
  /** Billed by the hour; `leeway` minutes a month are free and only the excess is billed. */
  | { readonly kind: 'bill'; readonly ratePerHour: Minor; readonly leeway: Minutes }
  | { readonly kind: 'absorb' }
  /** Only minutes the sponsor approved are billed. */
  | { readonly kind: 'approval'; readonly ratePerHour: Minor };

export const CARRY_KINDS = ['none', 'capped', 'unlimited', 'signed'] as const satisfies readonly Carry['kind'][];
export const OVERAGE_KINDS = ['bill', 'absorb', 'approval'] as const satisfies readonly Overage['kind'][];

/** What the client may see of single entries. */
export const HOURS_VISIBILITIES = ['all_entries', 'totals_by_activity', 'balance_only', 'hidden'] as const;

export type HoursVisibility = (typeof HOURS_VISIBILITIES)[number];

/** Dated commercial terms of an engagement, in force from `from` up to but not including `to`. */
export interface Terms {
  readonly from: Day;
  readonly to: Day | null;
  readonly allowance: Allowance;
  /** The day of the calendar month on which contract months start, 1-28. */
  readonly startDay: number;
  /** For a whole contract month. */
  readonly fee: Minor;
  readonly currency: Currency;
  readonly carry: Carry;
  readonly overage: Overage;
  readonly rounding: Rounding;
  readonly visibility: HoursVisibility;
  /** After so many days a published statement counts as accepted; null when only the sponsor can accept. */
  readonly acceptedAfterDays: number | null;
  /** The working day of the next month by which the summary is due. */
  readonly dueWorkingDay: number;
}

/** A summary is due on the third working day of the next month, unless the terms say otherwise. */
export const DUE_WORKING_DAY = 3;

/** What a new engagement starts from: ten hours a week. */
export const SUGGESTED_ALLOWANCE: Allowance = { per: 'week', minutes: minutes(600) };

/** The monthly allowance: a week's minutes times 52 / 12, rounded half up to the minute. 10 h a week are 2,600 min, never x 4. */
export function monthlyAllowance(allowance: Allowance): Minutes {
  return allowance.per === 'month' ? allowance.minutes : minutes(roundHalfUp(allowance.minutes * 52, 12));
}

/** The terms in force on a day, if any. */
export function termsOn<T extends Pick<Terms, 'from' | 'to'>>(terms: readonly T[], of: Day): T | undefined {
  return terms.find(({ from, to }) => from <= of && (to === null || of < to));
}

export type TermsRefusal =
  | 'terms.ends_before_start'
  | 'terms.month_closed'
  | 'terms.overlap'
  | 'terms.start_day_kept'
  | 'terms.change_inside_month';

/** What storing new terms means: the terms themselves, and the open-ended ones that end where they begin. */
export interface TermsChange<T> {
  readonly add: T;
  readonly end: { readonly id: string; readonly to: Day } | null;
}

/**
 * Terms never overlap: new ones end the open-ended ones on the day they begin. Only allowance and fee may change inside a contract
 * month; carry, overage, rounding and currency change on a month border. A closed month keeps its terms, and the day on which
 * contract months start stays for the whole engagement.
 */
export function decideTerms<T extends Terms>(
  draft: T,
  existing: readonly (Terms & { readonly id: string })[],
  lastClosed: Month | null,
): Verdict<TermsChange<T>, TermsRefusal> {
  if (draft.to !== null && draft.to <= draft.from) return refuse('terms.ends_before_start', { field: 'to' });
  if (touchesClosed(draft.from, draft.startDay, lastClosed)) {
    return refuse('terms.month_closed', { field: 'from', month: lastClosed });
  }
  const ended = existing.find(({ from, to }) => to === null && from < draft.from);
  const others = existing.map((one) => (one === ended ? { ...one, to: draft.from } : one));
  const overlapped = others.find((one) => overlaps(one, draft));
  if (overlapped) return refuse('terms.overlap', { field: 'from', from: overlapped.from, to: overlapped.to });
  if (others.some(({ startDay }) => startDay !== draft.startDay)) {
    return refuse('terms.start_day_kept', { field: 'startDay', startDay: others[0]?.startDay });
  }
  if (others.some((one) => shareMonth(one, draft) && policyOf(one) !== policyOf(draft))) {
    return refuse('terms.change_inside_month', { field: 'from', ...borders(draft) });
  }
  return accept({ add: draft, end: ended ? { id: ended.id, to: draft.from } : null });
}

/** Ends terms on a day that is no longer covered by them; never inside or before a closed month. */
export function decideTermsEnd(
  terms: Pick<Terms, 'from' | 'startDay'>,
  to: Day,
  lastClosed: Month | null,
): Verdict<{ readonly to: Day }, 'terms.ends_before_start' | 'terms.month_closed'> {
  if (to <= terms.from) return refuse('terms.ends_before_start', { field: 'to' });
  if (touchesClosed(to, terms.startDay, lastClosed))
    return refuse('terms.month_closed', { field: 'to', month: lastClosed });
  return accept({ to });
}

function touchesClosed(from: Day, startDay: number, lastClosed: Month | null): boolean {
  return lastClosed !== null && monthOf(from, startDay) <= lastClosed;
}

type Span = Pick<Terms, 'from' | 'to'>;

function overlaps(a: Span, b: Span): boolean {
  return (b.to === null || a.from < b.to) && (a.to === null || b.from < a.to);
}

function shareMonth(a: Terms, b: Terms): boolean {
  const [earlier, later] = a.from < b.from ? [a, b] : [b, a];
  return earlier.to !== null && monthOf(addDays(earlier.to, -1), a.startDay) === monthOf(later.from, a.startDay);
}

function policyOf({ carry, overage, rounding, currency }: Terms): string {
  return JSON.stringify(
    [carry, overage, rounding, currency].map((part) => (typeof part === 'string' ? part : sorted(part))),
  );
}

function sorted(part: object): [string, unknown][] {
  return Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The month borders around the day from which terms were wanted, to offer instead. */
function borders({ from, startDay }: Terms): { readonly before: Day; readonly after: Day } {
  const of = monthOf(from, startDay);
  return { before: firstDayOf(of, startDay), after: firstDayOf(addMonths(of, 1), startDay) };
}
