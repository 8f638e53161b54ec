import { boundsOf } from '../../api/domain/shared/day-bounds.js';
import { daysBetween, type Day } from '../../api/domain/shared/day.js';
import { ZONE } from './timeline.js';

const MINUTE = 60_000;
const NINE_O_CLOCK = 9 * 60;
const A_BREAK = 15;
/** Older hours were kept by somebody who only wrote down how long. */
const RECENT_DAYS = 14;

/** Gives recent hours a start and an end, one after the other from nine o'clock on. */
export class Diary {
  private readonly free = new Map<Day, number>();

  constructor(private readonly today: Day) {}

  enter(day: Day, lasting: number) {
    if (daysBetween(day, this.today) > RECENT_DAYS) return null;
    const from = this.free.get(day) ?? NINE_O_CLOCK;
    this.free.set(day, from + lasting + A_BREAK);
    const instant = (minute: number) => new Date(boundsOf(day, ZONE).start + minute * MINUTE).toISOString();
    return { startedAt: instant(from), endedAt: instant(from + lasting), zone: ZONE };
  }
}
