/**
 * An independent model of clocks: it knows nothing of the calendar library that the rules use. It asks the platform's
 * formatter what the clocks of a zone show at an instant, and finds everything else by looking.
 */
const formatters = new Map<string, Intl.DateTimeFormat>();
const MINUTE = 60_000;

function formatter(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formatters.set(zone, made);
  return made;
}

/** What the clocks of a zone show: `2026-10-25` and `02:30`. */
export function shown(zone: string, instant: number): { readonly day: string; readonly clock: string } {
  const part = new Map(
    formatter(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type as string, value]),
  );
  return {
    day: `${part.get('year')}-${part.get('month')}-${part.get('day')}`,
    clock: `${part.get('hour')}:${part.get('minute')}`,
  };
}

/** Every instant at which the clocks of a zone show a time on a day, found by trying all minutes around it. */
export function instantsShowing(zone: string, day: string, clock: string): number[] {
  const around = Date.parse(`${day}T${clock}:00Z`);
  const found: number[] = [];
  for (let quarter = -15 * 4; quarter <= 15 * 4; quarter += 1) {
    const instant = around + quarter * 15 * MINUTE;
    const there = shown(zone, instant);
    if (there.day === day && there.clock === clock) found.push(instant);
  }
  return found;
}

/** The days on which a stretch lies in a zone, and how many seconds of it on each, counted border by border. */
export function secondsByDay(zone: string, start: number, end: number): Map<string, number> {
  const days = new Map<string, number>();
  let at = start;
  while (at < end) {
    const { day } = shown(zone, at);
    let [low, high] = [at, end];
    // The last instant that is still that day, by halving; a stretch shorter than a day enters each day once.
    if (shown(zone, end - 1).day === day) low = end;
    else {
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (shown(zone, middle).day === day) low = middle;
        else high = middle;
      }
      low = high;
    }
    days.set(day, (days.get(day) ?? 0) + (low - at) / 1000);
    at = low;
  }
  return days;
}
