import { dayIn, daysBetween, type Day } from '@domain/shared/day';
import { formatDayShort } from '@domain/shared/format';

/** Where this device is. */
export function zoneHere(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The author's own date on this device; engagements keep theirs in their own zone. */
export function todayHere(): Day {
  return dayIn(zoneHere(), Date.now());
}

/** `today`, `tomorrow`, `in 3 days`, `yesterday`, `4 days ago`. */
export function nearby(of: Day, today: Day): string {
  const days = daysBetween(today, of);
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  return days > 0 ? `in ${days} days` : `${-days} days ago`;
}

/** The moment as this device reads it: `14:05` today, `23 Nov, 14:05` before. Takes an ISO instant. */
export function moment(instant: string): string {
  const zone = zoneHere();
  const at = Date.parse(instant);
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone }).format(at);
  const on = dayIn(zone, at);
  return on === todayHere() ? `${time} today` : `${formatDayShort(on)}, ${time}`;
}

/** `1 candidate`, `2 candidates`. */
export function count(of: number, noun: string, plural = `${noun}s`): string {
  return `${of} ${of === 1 ? noun : plural}`;
}
