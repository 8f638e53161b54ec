/** A named "no", with the facts its sentence needs. `field` names the input it belongs to, when there is one. */
export interface Refusal<C extends string = string> {
  readonly code: C;
  readonly facts: RefusalFacts;
}

export type RefusalFacts = Readonly<Record<string, unknown>> & { readonly field?: string };

/** What a rule answers: a value, or a refusal by name. `C` lists the codes a rule can refuse with. */
export type Verdict<T, C extends string = string> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal<C> };

export function accept<T>(value: T): Verdict<T, never> {
  return { ok: true, value };
}

export function refuse<const C extends string>(code: C, facts: RefusalFacts = {}): Verdict<never, C> {
  return { ok: false, refusal: { code, facts } };
}
