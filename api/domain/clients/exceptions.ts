import type { Phase } from '../engagements/phases.js';
import type { Day } from '../shared/day.js';
import { formatContractMonth, formatDate, formatMinutes } from '../shared/format.js';
import type { Month } from '../shared/month.js';
import { minutes, type Minutes } from '../shared/units.js';
import { gapsOf } from './gaps.js';

/** What a client asks of the practice today, the most pressing first. */
export const EXCEPTION_KINDS = [
  'over',
  'nearly_used',
  'forecast_over',
  'summary_late',
  'month_to_close',
  'summary_to_publish',
  'stalled',
  'step_overdue',
  'no_terms',
  'hours_missing',
  'month_ending',
] as const;

export interface Exception {
  readonly kind: (typeof EXCEPTION_KINDS)[number];
  readonly sentence: string;
  readonly month: Month | null;
}

/** What is known about a client when its exceptions are looked for. */
export interface Standing {
  readonly today: Day;
  readonly archived: boolean;
  readonly nextStep: string;
  readonly nextStepOn: Day | null;
  /** People in the open search who have stood still for longer than their stage allows. */
  readonly stalled: number;
  readonly engagement: {
    readonly phase: Phase;
    readonly startsOn: Day;
    readonly startDay: number;
    readonly termsInForce: boolean;
    /** Of the running contract month; null without one. */
    readonly hours: {
      readonly month: Month;
      readonly available: Minutes;
      readonly used: Minutes;
      /** What will be used by the end of the month at the present pace; null while it is too early to say. */
      readonly forecast?: Minutes | null;
    } | null;
    /** Months that have ended and are not closed, oldest first. */
    readonly toClose: readonly Month[];
    /** Closed months whose last closure is not published, oldest first. */
    readonly toPublish: readonly Month[];
    /** The latest day with hours within the last eight weeks, whoever worked them. */
    readonly lastEntryOn: Day | null;
    /** The oldest month whose first summary should be out by now. */
    readonly late: { readonly month: Month; readonly dueOn: Day } | null;
  } | null;
}

/** From so many percent of what is available on, a month counts as nearly used. */
const NEARLY = 80;

/** Everything about a client that does not go by itself. An archived client asks for nothing, and a closed engagement only for its last summary. */
export function exceptionsOf(client: Standing): Exception[] {
  if (client.archived) return [];
  const running = client.engagement !== null && client.engagement.phase !== 'closed';
  return [
    ...(running ? hoursOf(client) : []),
    ...summaryLate(client),
    ...(running ? monthToClose(client) : []),
    ...summaryToPublish(client),
    ...(running ? stalledSearch(client) : []),
    ...stepOverdue(client),
    ...(running || client.engagement === null ? missingTerms(client) : []),
    ...(running && client.engagement ? gapsOf(client.engagement, client.today) : []),
  ];
}

function hoursOf({ engagement }: Standing): Exception[] {
  if (!engagement?.hours || engagement.hours.available <= 0) return [];
  const { month, available, used, forecast = null } = engagement.hours;
  const whole = formatMinutes(available);
  if (used > available) {
    return [
      {
        kind: 'over',
        sentence: `${formatMinutes(minutes(used - available))} beyond the ${whole} of this month`,
        month,
      },
    ];
  }
  if (used * 100 < available * NEARLY) {
    if (forecast === null || forecast <= available) return [];
    const sentence = `At this pace ${formatMinutes(forecast)} of ${whole} this month`;
    return [{ kind: 'forecast_over', sentence, month }];
  }
  const sentence =
    used === available ? `All ${whole} of this month are used` : `${formatMinutes(used)} of ${whole} used`;
  return [{ kind: 'nearly_used', sentence, month }];
}

function summaryLate({ engagement }: Standing): Exception[] {
  if (!engagement?.late) return [];
  const { month, dueOn } = engagement.late;
  const name = formatContractMonth(month, engagement.startDay);
  return [{ kind: 'summary_late', sentence: `The summary for ${name} was due ${formatDate(dueOn)}`, month }];
}

function monthToClose({ engagement }: Standing): Exception[] {
  const [month, ...later] = engagement?.toClose ?? [];
  if (!engagement || !month) return [];
  const name = formatContractMonth(month, engagement.startDay);
  const sentence = later.length > 0 ? `${name} and ${later.length} more are not closed` : `${name} is not closed`;
  return [{ kind: 'month_to_close', sentence, month }];
}

function summaryToPublish({ engagement }: Standing): Exception[] {
  const [month, ...later] = engagement?.toPublish ?? [];
  if (!engagement || !month) return [];
  const name = formatContractMonth(month, engagement.startDay);
  const sentence =
    later.length > 0 ? `${name} and ${later.length} more are not published` : `${name} is closed and not published`;
  return [{ kind: 'summary_to_publish', sentence, month }];
}

function stalledSearch({ stalled }: Standing): Exception[] {
  if (stalled === 0) return [];
  const who = stalled === 1 ? '1 person has' : `${stalled} people have`;
  return [{ kind: 'stalled', sentence: `${who} not moved for too long`, month: null }];
}

function stepOverdue({ nextStep, nextStepOn, today }: Standing): Exception[] {
  if (nextStep === '' || nextStepOn === null || nextStepOn >= today) return [];
  return [{ kind: 'step_overdue', sentence: `${nextStep}: was due ${formatDate(nextStepOn)}`, month: null }];
}

function missingTerms({ engagement, today }: Standing): Exception[] {
  if (!engagement) return [{ kind: 'no_terms', sentence: 'No engagement yet', month: null }];
  if (engagement.termsInForce || engagement.startsOn > today) return [];
  return [{ kind: 'no_terms', sentence: 'No terms are in force', month: null }];
}
