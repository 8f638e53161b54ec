import { addDays, dayIn, weekday, type Day } from '../../api/domain/shared/day.js';
import { Clock } from '../../api/src/platform/clock/clock.js';

export const ZONE = 'Europe/Berlin';

/** The clock by which the demo is made: it is set to the day a thing happened on, so that history has its real dates. */
export class DemoClock extends Clock {
  private at: number;

  /** @param end the moment at which the story stands; milliseconds since 1970 */
  constructor(private readonly end: number) {
    super();
    this.at = end;
  }

  override now(): number {
    return this.at;
  }

  /** Mid-afternoon of a day, and never later than the story's end. */
  goTo(day: Day): void {
    this.at = Math.min(Date.parse(`${day}T15:00:00Z`), this.end);
  }
}

/** The dates of the demo, all relative to the day it is made on. */
export class Timeline {
  readonly today: Day;

  constructor(readonly now: number) {
    this.today = dayIn(ZONE, now);
  }

  ago(days: number): Day {
    return addDays(this.today, -days);
  }

  /** Monday to Friday from a day up to, and not including, another. */
  workingDays(from: Day, before: Day): Day[] {
    const days: Day[] = [];
    for (let at = from; at < before; at = addDays(at, 1)) if (weekday(at) <= 5) days.push(at);
    return days;
  }
}

/** Numbers that look random and are the same at every start. */
export function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}
