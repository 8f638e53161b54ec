import type { ProblemCode } from '../../../contract/problems.js';
import type { RefusalFacts, Verdict } from '../../../domain/shared/verdict.js';

/** A refusal on its way out. Thrown inside a transaction it rolls everything back. */
export class Refused extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly facts: RefusalFacts = {},
    /** Field path to sentence, for input that was not as it should be. */
    readonly fields?: Readonly<Record<string, string>>,
  ) {
    super(code);
  }
}

/** Unwraps a yes and raises a no. */
export function accepted<T>(verdict: Verdict<T, ProblemCode>): T {
  if (verdict.ok) return verdict.value;
  throw new Refused(verdict.refusal.code, verdict.refusal.facts);
}

/** A record that is not there for this person: absent, another practice's and another client's all read the same. */
export function found<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Refused('request.not_found');
  return value;
}

/** Whether an update by version hit its row. */
export function current(updated: { readonly count: number }): void {
  if (updated.count === 0) throw new Refused('request.version_stale');
}
