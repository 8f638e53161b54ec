import { secondsToMinutes } from './elapsed.js';
import type { Stretch } from './stretch.js';

/** What can be done about clock times that are taken in part; the third way is to say that both went on side by side. */
export interface WaysOut {
  /** The longest piece that is free; null when nothing is. */
  readonly trim: Stretch | null;
  /** All free pieces, where there are several. */
  readonly split: readonly Stretch[] | null;
}

/** Clock times that collide with others can be cut down to the longest free piece, or split around what is there. */
export function waysOut(wanted: Stretch, taken: readonly Stretch[]): WaysOut {
  const free = freePieces(wanted, taken);
  const [trim] = [...free].sort((a, b) => lengthOf(b) - lengthOf(a) || a.start - b.start);
  return { trim: trim ?? null, split: free.length > 1 ? free : null };
}

/** What is left of a stretch once others are taken out of it, in order; what comes to no minute is left out. */
export function freePieces(wanted: Stretch, taken: readonly Stretch[]): Stretch[] {
  const pieces: Stretch[] = [];
  let from = wanted.start;
  for (const { start, end } of [...taken].sort((a, b) => a.start - b.start)) {
    if (start > from) pieces.push({ start: from, end: Math.min(start, wanted.end) });
    from = Math.max(from, end);
    if (from >= wanted.end) break;
  }
  if (from < wanted.end) pieces.push({ start: from, end: wanted.end });
  return pieces.filter((piece) => secondsToMinutes(Math.round(lengthOf(piece) / 1000)) > 0);
}

function lengthOf({ start, end }: Stretch): number {
  return end - start;
}
