import { Injectable } from '@nestjs/common';
import { dayIn, type Day } from '../../../domain/shared/day.js';

/** The one place that asks what time it is, so that tests can say so. */
@Injectable()
export class Clock {
  /** Milliseconds since the epoch. */
  now(): number {
    return Date.now();
  }

  instant(): Date {
    return new Date(this.now());
  }

  /** The calendar date it is now in a zone. */
  today(zone: string): Day {
    return dayIn(zone, this.now());
  }
}
