import { dayIn } from '../shared/day.js';
import { accept, refuse, type Verdict } from '../shared/verdict.js';
import type { Stretch } from './stretch.js';

const SECOND = 1000;
const A_LONG_STRETCH = 8 * 3600 * SECOND;

/**
 * Stopping a timer keeps all the time it ran, or the pieces of it that its owner says: in order, each within that time, none
 * touching another's. A timer stopped in the instant it started ran for a second.
 */
export function decideStop(
  startedAt: number,
  stoppedAt: number,
  pieces: readonly Stretch[] | null,
): Verdict<readonly Stretch[], 'time.timer_order' | 'time.outside_timer'> {
  if (stoppedAt < startedAt) return refuse('time.timer_order', { field: 'stoppedAt' });
  const ran = { start: startedAt, end: Math.max(stoppedAt, startedAt + SECOND) };
  if (pieces === null) return accept([ran]);
  const fits = pieces.every(
    ({ start, end }, at) => start < end && start >= (pieces[at - 1]?.end ?? ran.start) && end <= ran.end,
  );
  return fits && pieces.length > 0 ? accept(pieces) : refuse('time.outside_timer', { field: 'keep' });
}

/** Why a timer may have been forgotten: it runs for more than eight hours, or past midnight where its owner is. */
export type Forgotten = 'long' | 'midnight';

/** A timer that looks forgotten is asked about, and never stopped by itself. */
export function looksForgotten(startedAt: number, now: number, zone: string): Forgotten | null {
  if (now - startedAt > A_LONG_STRETCH) return 'long';
  return dayIn(zone, startedAt) < dayIn(zone, now) ? 'midnight' : null;
}
