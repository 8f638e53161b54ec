import type { HoursFacts, ActivityGroup, AgreedShare } from './snapshot.js';
import { minutes } from '../shared/units.js';
import { printMinutes } from './print-figures.js';
import { printableLine } from './printable.js';
import type { Wording } from './wording.js';

export interface PrintedGroup {
  readonly label: string;
  readonly hours: string;
  readonly share: string;
  /** Length of the bar: the part of all worked minutes, from 0 to 1. */
  readonly part: number;
  readonly agreed: { readonly text: string; readonly part: number; readonly kept: boolean } | null;
  readonly activities: readonly {
    readonly label: string;
    readonly hours: string;
    readonly part: number;
  }[];
}

export interface PrintedActivities {
  readonly heading: string;
  readonly lead: string;
  readonly groups: readonly PrintedGroup[];
  readonly note: string | null;
}

const GROUPS: readonly ActivityGroup[] = ['C', 'V', 'search', 'pairing', 'admin', 'none'];

/** Worked minutes by kind of work, the largest activity first inside each, beside the shares agreed for the phase. */
export function printActivities(
  { activities, mix, mixNote, totals }: Pick<HoursFacts, 'activities' | 'mix' | 'mixNote' | 'totals'>,
  words: Wording,
): PrintedActivities {
  const worked = totals.worked;
  const byGroup = GROUPS.map((group) => ({
    group,
    own: activities.filter((a) => a.group === group && a.minutes > 0).sort((a, b) => b.minutes - a.minutes),
    agreed: mix.find((share) => share.group === group) ?? null,
  })).filter(({ own, agreed }) => own.length > 0 || agreed !== null);
  const sums = byGroup.map(({ own }) => own.reduce((sum, activity) => sum + activity.minutes, 0));
  const percents = wholePercents(sums);
  return {
    heading: words.hours,
    lead: words.hoursLead(printMinutes(worked)),
    groups: byGroup.map(({ group, own, agreed }, index) => {
      const sum = sums[index] ?? 0;
      return {
        label: words.groups[group],
        hours: printMinutes(minutes(sum)),
        share: words.share(percents[index] ?? 0),
        part: sum / worked,
        agreed: agreed && printAgreed(agreed, sum, worked, words),
        activities:
          own.length === 1 && own[0]?.id === group
            ? []
            : own.map(({ id, label, minutes }) => ({
                label: words.activities[id] ?? printableLine(label),
                hours: printMinutes(minutes),
                part: minutes / worked,
              })),
      };
    }),
    note: mixNote && printableLine(mixNote),
  };
}

function printAgreed({ bound, percent }: AgreedShare, minutes: number, worked: number, words: Wording) {
  const kept = bound === 'at_least' ? minutes * 100 >= percent * worked : minutes * 100 <= percent * worked;
  return { text: `${words.agreed(bound, percent)}, ${kept ? words.kept : words.missed}`, part: percent / 100, kept };
}

/** Whole percentages that add up to 100: what rounding down leaves goes to the largest remainders. */
export function wholePercents(parts: readonly number[]): number[] {
  const total = parts.reduce((sum, part) => sum + part, 0);
  if (total === 0) return parts.map(() => 0);
  const floors = parts.map((part) => Math.floor((part * 100) / total));
  const left = 100 - floors.reduce((sum, floor) => sum + floor, 0);
  const raised = parts
    .map((part, index) => ({ index, remainder: (part * 100) % total }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
    .slice(0, left);
  return floors.map((floor, index) => floor + (raised.some((raise) => raise.index === index) ? 1 : 0));
}
