import { PHASE_IDS, type Phase } from '../engagements/phases.js';
import { formatDate, formatDayShort } from '../shared/format.js';
import { printableLine } from './printable.js';
import type { PhaseStanding, StatementSnapshot } from './snapshot.js';
import type { Wording } from './wording.js';

export interface PrintedStation {
  readonly label: string;
  readonly state: 'done' | 'current' | 'passed' | 'ahead';
  readonly note: string;
}

export interface PrintedPhase {
  readonly label: string;
  readonly since: string;
  readonly stations: readonly PrintedStation[];
  /** The moves of this month, each with its date and the sentence written for the client. */
  readonly moves: readonly { readonly on: string; readonly label: string; readonly text: string }[];
  readonly gate: {
    readonly heading: string;
    readonly criteria: readonly { readonly text: string; readonly met: boolean; readonly word: string }[];
  } | null;
  readonly milestone: string | null;
}

const ENDING: readonly Phase[] = ['winding_down', 'closed'];
const ARC = PHASE_IDS.filter((id) => !ENDING.includes(id));

export function printPhase(phase: PhaseStanding, month: StatementSnapshot['month'], words: Wording): PrintedPhase {
  return {
    label: printableLine(phase.label),
    since: `${words.since(formatDate(phase.since))}, ${words.dayInPhase(phase.days)}`,
    stations: stationsOf(phase, words),
    moves: phase.timeline
      .filter((stay) => stay.from >= month.firstDay && stay.from <= month.lastDay)
      .map((stay) => ({
        on: formatDayShort(stay.from),
        label: printableLine(stay.label),
        text: [stay.sentence, stay.override && words.overridden(stay.override)]
          .flatMap((text) => (text ? [printableLine(text)] : []))
          .join(' '),
      })),
    gate: phase.gate && {
      heading: words.gate(printableLine(phase.gate.towards)),
      criteria: phase.gate.criteria.map(({ text, met }) => {
        return { text: printableLine(text), met, word: met ? words.met : words.open };
      }),
    },
    milestone:
      phase.milestone &&
      `${words.keyFigures.milestone}: ${printableLine(phase.milestone.name)}, ${formatDate(phase.milestone.on)}`,
  };
}

/** The arc every engagement is read against; its last two stations show only once they are reached. */
function stationsOf(phase: PhaseStanding, words: Wording): PrintedStation[] {
  const visited = (id: Phase) => phase.timeline.filter((stay) => stay.phase === id);
  const arc = [...ARC, ...ENDING.filter((id) => visited(id).length > 0 || id === phase.phase)];
  const here = arc.indexOf(phase.phase);
  return arc.map((id, index) => {
    if (id === phase.phase) {
      return { label: words.phases[id], state: 'current', note: words.dayInPhase(phase.days) };
    }
    const days = visited(id).reduce((sum, stay) => sum + stay.days, 0);
    if (days > 0) return { label: words.phases[id], state: 'done', note: words.daysSpent(days) };
    return index < here
      ? { label: words.phases[id], state: 'passed', note: words.notPassed }
      : { label: words.phases[id], state: 'ahead', note: words.ahead };
  });
}
