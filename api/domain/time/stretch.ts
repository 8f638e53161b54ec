/** A stretch of time in milliseconds since the epoch, the end not included. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}
