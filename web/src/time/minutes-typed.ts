import { parseDuration } from '@domain/time/duration';

/** The minutes that a duration field says; not a number where it cannot be read, which no body schema takes. */
export function minutesTyped(text: string): number {
  const read = parseDuration(text);
  return read.ok ? read.value.minutes : Number.NaN;
}
