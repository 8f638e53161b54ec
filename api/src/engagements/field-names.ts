import type { Verdict } from '../../domain/shared/verdict.js';

/** A verdict whose refusal names the field of the request instead of the rule's own word for it. */
export function namedFor<T, C extends string>(
  verdict: Verdict<T, C>,
  names: Readonly<Record<string, string>>,
): Verdict<T, C> {
  if (verdict.ok) return verdict;
  const { code, facts } = verdict.refusal;
  const field = facts.field && (names[facts.field] ?? facts.field);
  return { ok: false, refusal: { code, facts: field ? { ...facts, field } : facts } };
}
