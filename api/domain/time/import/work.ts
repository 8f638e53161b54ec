import { accept, refuse, type Verdict } from '../../shared/verdict.js';

/** What a worker does with a staged file, in one transaction: log its rows, or void what it logged. */
export type ImportWork = 'entering' | 'undoing';

export type ImportState = 'staged' | 'entering' | 'entered' | 'undoing' | 'undone';

/** What has happened to a file so far. Moments are milliseconds since the epoch. */
export interface ImportFacts {
  readonly work: ImportWork | null;
  readonly workSince: number | null;
  readonly entered: boolean;
  readonly undone: boolean;
}

/** The longest a worker may take, in seconds. */
export const LONGEST_WORK = 120;

/** After that and some grace, a worker that has said nothing was killed, and its transaction with it: nothing was changed. */
const GIVEN_UP = (LONGEST_WORK + 30) * 1000;

export function importState({ work, workSince, entered, undone }: ImportFacts, now: number): ImportState {
  if (work && workSince !== null && now - workSince < GIVEN_UP) return work;
  if (undone) return 'undone';
  return entered ? 'entered' : 'staged';
}

/** Whether work was asked for and came to nothing, because the worker was killed. */
export function isInterrupted(facts: ImportFacts, now: number): boolean {
  return facts.work !== null && importState(facts, now) !== facts.work;
}

/** A file is read anew, mapped and entered only until it is entered, and not while somebody works on it. */
export function decideStaged(
  facts: ImportFacts,
  now: number,
): Verdict<ImportState, 'import.entered' | 'import.working'> {
  const state = importState(facts, now);
  if (state === 'staged') return accept(state);
  return refuse(state === 'entering' || state === 'undoing' ? 'import.working' : 'import.entered');
}

/** What was imported can be undone; what stayed because its month was closed, once that is open again. */
export function decideUndoing(
  facts: ImportFacts,
  now: number,
): Verdict<ImportState, 'import.not_entered' | 'import.working'> {
  const state = importState(facts, now);
  if (state === 'entered' || state === 'undone') return accept(state);
  return refuse(state === 'staged' ? 'import.not_entered' : 'import.working');
}
