import type { Day } from '../shared/day.js';
import { minutes, type Minutes } from '../shared/units.js';
import { accept, refuse, type Verdict } from '../shared/verdict.js';
import type { MonthToAgreeOn } from './adjust.js';
import type { Terms } from './terms.js';

export const OVERAGE_ANSWERS = ['yes', 'no'] as const;

export type OverageAnswer = (typeof OVERAGE_ANSWERS)[number];

/** Hours beyond the allowance that the client was asked for, and what became of it. */
export interface OverageAsked {
  readonly id: string;
  readonly minutes: Minutes;
  readonly reason: string;
  readonly askedOn: Day;
  /** Null while it waits. */
  readonly answer: OverageAnswer | null;
  readonly sentence: string;
  readonly answeredBy: string;
  readonly answeredOn: Day | null;
}

/** Whether these terms ask the client before hours beyond the allowance are billed. */
export function asksFirst({ carry, overage }: Pick<Terms, 'carry' | 'overage'>): boolean {
  return overage.kind === 'approval' && carry.kind !== 'signed';
}

/** What the sponsor said yes to. */
export function approvedOf(asked: readonly OverageAsked[]): Minutes {
  return sumOf(asked.filter(({ answer }) => answer === 'yes'));
}

/** What still waits for an answer. */
export function waitingOf(asked: readonly OverageAsked[]): Minutes {
  return sumOf(asked.filter(({ answer }) => answer === null));
}

/** The client is asked about a month that has begun and is open, under terms that ask first, and about one thing at a time. */
export function decideRequest<T extends { readonly minutes: Minutes; readonly reason: string }>(
  draft: T,
  { month, closed, known }: MonthToAgreeOn,
  { asks, asked }: { readonly asks: boolean; readonly asked: readonly OverageAsked[] },
): Verdict<
  T,
  'ledger.month_unknown' | 'ledger.month_closed' | 'ledger.overage_needs_no_answer' | 'ledger.overage_waits'
> {
  if (!known.includes(month)) return refuse('ledger.month_unknown', { month });
  if (closed) return refuse('ledger.month_closed', { month });
  if (!asks) return refuse('ledger.overage_needs_no_answer');
  if (waitingOf(asked) > 0) return refuse('ledger.overage_waits');
  return accept(draft);
}

/** An answer is given once. The same answer again changes nothing; another one is refused. */
export function decideAnswer(
  stands: OverageAnswer | null,
  answer: OverageAnswer,
): Verdict<{ readonly writes: boolean }, 'ledger.overage_answered'> {
  if (stands === null) return accept({ writes: true });
  return stands === answer ? accept({ writes: false }) : refuse('ledger.overage_answered', { answer: stands });
}

function sumOf(asked: readonly OverageAsked[]): Minutes {
  return minutes(asked.reduce((sum, one) => sum + one.minutes, 0));
}
