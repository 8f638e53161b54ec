import type { TimeEntry } from '@contract/time';
import { clockAt } from '@domain/time/wall-clock';
import { zoneHere } from '../platform/when';

/** `09:00–10:30` as the clocks of its author showed it, with the place where that is not here; empty without clock times. */
export function timesInWords({ instants, parallel }: Pick<TimeEntry, 'instants' | 'parallel'>): string {
  if (!instants) return '';
  const { startedAt, endedAt, zone } = instants;
  const span = `${clockAt(Date.parse(startedAt), zone)}–${clockAt(Date.parse(endedAt), zone)}`;
  const place = zone === zoneHere() ? '' : ` in ${zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ')}`;
  return `${span}${place}${parallel ? ', in parallel' : ''}`;
}
