/** When something happened and when it was sent, both by the clock of the device; milliseconds since the epoch. */
export interface DeviceMoment {
  readonly happened: number;
  readonly sent: number;
}

const LONGEST_KEPT = 45 * 24 * 3600 * 1000;

/**
 * What the server takes it to mean: as long before the receipt as the device counted between the two, so that a clock which is
 * wrong by an hour or a day shifts nothing. A device whose clock jumped meanwhile counts backwards, or for months; then the
 * receipt itself is the best that is known.
 */
export function momentOf({ happened, sent }: DeviceMoment, received: number): number {
  const ago = sent - happened;
  return ago >= 0 && ago <= LONGEST_KEPT ? received - ago : received;
}
