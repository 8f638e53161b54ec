import { workingDays } from '../engagements/balance.js';
import { addDays, daysBetween, type Day } from '../shared/day.js';
import { formatContractMonth, formatDate } from '../shared/format.js';
import { lastDayOf, monthOf, type Month } from '../shared/month.js';

/** Hours that may be missing, as a line that asks for them. */
export interface Gap {
  readonly kind: 'hours_missing' | 'month_ending';
  readonly sentence: string;
  readonly month: Month | null;
}

/** What is known of a running engagement when gaps are looked for. */
export interface LoggedSoFar {
  readonly startsOn: Day;
  readonly startDay: number;
  readonly termsInForce: boolean;
  /** The latest day with hours, whoever worked them; null where the weeks that are looked at hold none. */
  readonly lastEntryOn: Day | null;
}

/** So many whole working days without an entry are a gap. */
const QUIET_DAYS = 5;
/** So many days before its end a month is said to end. */
const NOTICE_DAYS = 3;
/** Where no entry is known, nothing is known of what lies further back than this. */
const KNOWN_DAYS = 56;

/** Hours are forgotten in two ways: a client of whom nothing was written for a week, and a month that ends meanwhile. */
export function gapsOf(logged: LoggedSoFar, today: Day): Gap[] {
  if (!logged.termsInForce || logged.startsOn > today) return [];
  return [...hoursMissing(logged, today), ...monthEnding(logged, today)];
}

/** Today is not over, so it does not count. */
function hoursMissing({ startsOn, lastEntryOn }: LoggedSoFar, today: Day): Gap[] {
  const from = lastEntryOn === null ? startsOn : addDays(lastEntryOn, 1);
  const quiet = from < today ? workingDays(from, addDays(today, -1)) : 0;
  if (quiet < QUIET_DAYS) return [];
  return [{ kind: 'hours_missing', sentence: sentenceOf(startsOn, lastEntryOn, quiet, today), month: null }];
}

function sentenceOf(startsOn: Day, lastEntryOn: Day | null, quiet: number, today: Day): string {
  if (lastEntryOn !== null) return `No hours for ${quiet} working days; the last were on ${formatDate(lastEntryOn)}`;
  if (daysBetween(startsOn, today) > KNOWN_DAYS) return 'No hours for eight weeks';
  return `No hours since the start on ${formatDate(startsOn)}`;
}

function monthEnding({ startDay }: LoggedSoFar, today: Day): Gap[] {
  const month = monthOf(today, startDay);
  const days = daysBetween(today, lastDayOf(month, startDay));
  if (days > NOTICE_DAYS) return [];
  const when = days === 0 ? 'ends today' : days === 1 ? 'ends tomorrow' : `ends in ${days} days`;
  return [
    { kind: 'month_ending', sentence: `${formatContractMonth(month, startDay)} ${when}: log what is missing`, month },
  ];
}
