import type { MonthFigures } from '../engagements/ledger.js';
import type { Day } from '../shared/day.js';
import { share, type Share } from '../shared/share.js';
import { minor, minutes, type Minor, type Minutes } from '../shared/units.js';
import { ACTIVITIES, ACTIVITY_CLASSES, type Activity, type ActivityClass } from '../time/activities.js';

/** An entry as totals see it: worked minutes, unvoided. */
export interface TotalledEntry {
  readonly activity: Activity | null;
  readonly minutes: Minutes;
  readonly billable: boolean;
}

export interface ActivityTotal {
  /** Null for time whose activity is still missing. */
  readonly activity: Activity | null;
  readonly class: ActivityClass | null;
  readonly minutes: Minutes;
  readonly billable: Minutes;
  /** Of all worked minutes. */
  readonly share: Share;
}

/** Worked minutes by activity, in the order of the list of activities, missing ones last; only those that have any. */
export function totalsByActivity(entries: readonly TotalledEntry[]): ActivityTotal[] {
  const whole = sumOf(entries);
  return [...ACTIVITIES, { id: null, class: null }]
    .map(({ id, class: group }) => ({ id, group, own: entries.filter(({ activity }) => activity === id) }))
    .filter(({ own }) => own.length > 0)
    .map(({ id, group, own }) => ({
      activity: id,
      class: group,
      minutes: sumOf(own),
      billable: sumOf(own.filter(({ billable }) => billable)),
      share: share(sumOf(own), whole),
    }));
}

export interface ClassTotal {
  readonly class: ActivityClass;
  readonly minutes: Minutes;
  readonly share: Share;
}

/** Worked minutes on CTO duties, VP duties, search, pairing and administration; all five rows, time without activity left out. */
export function totalsByClass(entries: readonly TotalledEntry[]): ClassTotal[] {
  const byActivity = totalsByActivity(entries).filter((one) => one.class !== null);
  const whole = sumOf(byActivity);
  return ACTIVITY_CLASSES.map(({ id }) => {
    const own = sumOf(byActivity.filter((one) => one.class === id));
    return { class: id, minutes: own, share: share(own, whole) };
  });
}

export interface WorkedTotals {
  readonly worked: Minutes;
  readonly billable: Minutes;
  readonly nonBillable: Minutes;
  readonly entries: number;
}

export function workedTotals(entries: readonly TotalledEntry[]): WorkedTotals {
  const worked = sumOf(entries);
  const billable = sumOf(entries.filter((entry) => entry.billable));
  return { worked, billable, nonBillable: minutes(worked - billable), entries: entries.length };
}

/** One line of money on a statement, already rounded. */
export type MoneyLine =
  | { readonly kind: 'fee'; readonly from: Day; readonly to: Day; readonly amount: Minor }
  | { readonly kind: 'overage'; readonly minutes: Minutes; readonly amount: Minor }
  | {
      readonly kind: 'correction';
      readonly entryId: string;
      readonly day: Day;
      readonly reason: string;
      readonly minutes: Minutes;
      readonly ratePerHour: Minor | null;
      readonly amount: Minor;
    };

/** The money of a month, read from its ledger lines: fee by part of the month, billed overage, corrections of billed entries. */
export function moneyLines({ lines }: Pick<MonthFigures, 'lines'>): MoneyLine[] {
  return lines.flatMap((line): MoneyLine[] => {
    if (line.kind === 'accrue') return [{ kind: 'fee', from: line.from, to: line.to, amount: line.fee }];
    if (line.kind === 'overage' && line.billed) {
      return [{ kind: 'overage', minutes: line.minutes, amount: line.money ?? minor(0) }];
    }
    if (line.kind === 'correct' && line.money !== 0) {
      const { entryId, day, reason, billed, ratePerHour, money } = line;
      return [{ kind: 'correction', entryId, day, reason, minutes: billed, ratePerHour, amount: money }];
    }
    return [];
  });
}

/** The total is the sum of the lines, in the one currency of the month. */
export function moneyTotal(lines: readonly MoneyLine[]): Minor {
  return minor(lines.reduce((sum, { amount }) => sum + amount, 0));
}

function sumOf(parts: readonly { readonly minutes: Minutes }[]): Minutes {
  return minutes(parts.reduce((sum, part) => sum + part.minutes, 0));
}
