import { Clock } from '../../api/src/platform/clock/clock';

/** A clock that a test sets. It starts on a Monday noon and moves only when told to. */
export class TestClock extends Clock {
  constructor(private at = Date.parse('2026-11-23T12:00:00Z')) {
    super();
  }

  override now(): number {
    return this.at;
  }

  set(instant: string): void {
    this.at = Date.parse(instant);
  }

  advance({ days = 0, hours = 0, minutes = 0, seconds = 0 }): void {
    this.at += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
  }
}
