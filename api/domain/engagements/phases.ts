import { daysBetween, type Day } from '../shared/day.js';

/** The arc of an engagement, in order, with the words the client reads. */
export const PHASES = [
  { id: 'assessing', label: 'Assessing' },
  { id: 'foundation', label: 'Building the plan' },
  { id: 'preparing_search', label: 'Preparing the search' },
  { id: 'search_running', label: 'Search running' },
  { id: 'handing_over', label: 'Handing over' },
  { id: 'strategic_partner', label: 'Strategic partner' },
  { id: 'winding_down', label: 'Wrapping up' },
  { id: 'closed', label: 'Closed' },
] as const satisfies readonly { id: string; label: string }[];

export type Phase = (typeof PHASES)[number]['id'];

export const PHASE_IDS = PHASES.map(({ id }) => id) as [Phase, ...Phase[]];

/** The phases an engagement may begin in: any but the last, because practices come here mid-way. */
export const STARTING_PHASES = PHASES.filter(({ id }) => id !== 'closed');

/** Where an engagement may go from each phase; anything else is refused by name. */
export const PHASE_MOVES: Readonly<Record<Phase, readonly Phase[]>> = {
  assessing: ['foundation', 'preparing_search', 'strategic_partner', 'winding_down'],
  foundation: ['preparing_search', 'strategic_partner', 'winding_down'],
  preparing_search: ['search_running', 'foundation', 'winding_down'],
  search_running: ['handing_over', 'preparing_search', 'foundation', 'winding_down'],
  handing_over: ['strategic_partner', 'search_running', 'winding_down'],
  strategic_partner: ['foundation', 'preparing_search', 'search_running', 'winding_down'],
  winding_down: ['closed', 'strategic_partner'],
  closed: [],
};

export function isPhase(text: string): text is Phase {
  return text in PHASE_MOVES;
}

export function canMove(from: Phase, to: Phase): boolean {
  return PHASE_MOVES[from].includes(to);
}

/** Later on the arc, and not winding down: such a move needs what the old phase asks for before it is left. */
export function isForward(from: Phase, to: Phase): boolean {
  return to !== 'winding_down' && PHASE_IDS.indexOf(to) > PHASE_IDS.indexOf(from);
}

/** What the client reads. A partner phase entered by override without an accepted hand-over says so. */
export function phaseLabel(phase: Phase, { handoverMissing = false }: { handoverMissing?: boolean } = {}): string {
  const label = PHASES.find(({ id }) => id === phase)?.label ?? phase;
  return phase === 'strategic_partner' && handoverMissing ? `${label}; hand-over not accepted` : label;
}

/** Calendar days in a phase, of which the day it began is the first. Days of a pause inside it do not count. */
export function daysInPhase(since: Day, today: Day, pausedDays = 0): number {
  return Math.max(0, daysBetween(since, today) + 1 - pausedDays);
}
