import { addDays, type Day } from '../shared/day.js';
import { accept, refuse, type Verdict } from '../shared/verdict.js';

/** What became of a published version, by the calendar of its engagement. */
export interface AcceptanceFacts {
  readonly publishedOn: Day;
  /** Days after which it counts as accepted; null where the terms name none. */
  readonly acceptanceDays: number | null;
  readonly accepted: boolean;
  /** Oldest first; an open one has no answer yet. */
  readonly questions: readonly { readonly answeredOn: Day | null }[];
  /** A newer version of the month was published. */
  readonly replaced: boolean;
  /** The month was opened again, so a newer version is on its way. */
  readonly setAside: boolean;
}

export const ACCEPTANCE_STATES = ['published', 'questioned', 'accepted', 'being_revised', 'replaced'] as const;
export type AcceptanceState = (typeof ACCEPTANCE_STATES)[number];

/** How a version stands with the client, and the day on which it counts as accepted if nobody says anything. */
export function acceptanceOf(facts: AcceptanceFacts): {
  readonly state: AcceptanceState;
  readonly countsOn: Day | null;
} {
  const state = stateOf(facts);
  return { state, countsOn: state === 'published' ? acceptedByTimeOn(facts) : null };
}

function stateOf({ accepted, questions, replaced, setAside }: AcceptanceFacts): AcceptanceState {
  if (replaced) return 'replaced';
  if (setAside) return 'being_revised';
  if (accepted) return 'accepted';
  return questions.some(({ answeredOn }) => answeredOn === null) ? 'questioned' : 'published';
}

/** The clock starts with publishing and anew with every answer; a question stops it. */
function acceptedByTimeOn({ publishedOn, acceptanceDays, questions }: AcceptanceFacts): Day | null {
  if (acceptanceDays === null) return null;
  const answers = questions.flatMap(({ answeredOn }) => (answeredOn === null ? [] : [answeredOn]));
  const from = [publishedOn, ...answers].sort().at(-1) ?? publishedOn;
  return addDays(from, acceptanceDays);
}

type NotInForce = 'statements.replaced' | 'statements.being_revised';

/** The sponsor accepts the version in force, whether or not a question is open; once accepted it stays so. */
export function decideAcceptance(facts: AcceptanceFacts): Verdict<'accept' | 'accepted_already', NotInForce> {
  if (facts.replaced) return refuse('statements.replaced');
  if (facts.setAside) return refuse('statements.being_revised');
  return accept(facts.accepted ? 'accepted_already' : 'accept');
}

/** The sponsor asks about the version in force until it is accepted. */
export function decideQuestion(facts: AcceptanceFacts): Verdict<'ask', NotInForce | 'statements.accepted'> {
  if (facts.replaced) return refuse('statements.replaced');
  if (facts.setAside) return refuse('statements.being_revised');
  return facts.accepted ? refuse('statements.accepted') : accept('ask');
}
