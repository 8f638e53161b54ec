import { roundHalfUp } from './rounded.js';

/** A part of a whole. Every percentage shows its counts; it is null where the whole is too small to say anything. */
export interface Share {
  readonly part: number;
  readonly whole: number;
  /** Whole percent, half up. */
  readonly percent: number | null;
}

/** `percent` stays null while the whole is below `enough`, or nothing at all. */
export function share(part: number, whole: number, enough = 1): Share {
  return { part, whole, percent: whole >= Math.max(1, enough) ? roundHalfUp(part * 100, whole) : null };
}
