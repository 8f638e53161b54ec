import { addDays, dayIn, weekday, type Day } from '../../api/domain/shared/day.js';
import { addMonths, firstDayOf, monthOf, type Month } from '../../api/domain/shared/month.js';
import { Clock } from '../../api/src/platform/clock/clock.js';

export const ZONE = 'Europe/Berlin';

/** The clock by which the demo is made: it is set to the day a thing happened on, so that history has its real dates. */
export class DemoClock extends Clock {
  private at = Date.now();

  override now(): number {
    return this.at;
  }

  /** Mid-afternoon of a day, and never later than now. */
  goTo(day: Day): void {
    this.at = Math.min(Date.parse(`${day}T15:00:00Z`), Date.now());
  }
}

/** The dates of the demo, all relative to the day it is made on. */
export class Timeline {
  readonly today = dayIn(ZONE, Date.now());
  readonly thisMonth = monthOf(this.today, 1);

  month(back: number): Month {
    return addMonths(this.thisMonth, -back);
  }

  firstOf(back: number): Day {
    return firstDayOf(this.month(back), 1);
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
