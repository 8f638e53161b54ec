import { isDay, isWeek, type Day, type Week } from '@domain/shared/day';

/** Which week the time page shows, and which of its days is open below; both absent means now. */
export interface TimeView {
  readonly week?: Week;
  readonly day?: Day;
}

export function readTimeView(search: Record<string, unknown>): TimeView {
  const { week, day } = search;
  return {
    ...(typeof week === 'string' && isWeek(week) ? { week } : {}),
    ...(typeof day === 'string' && isDay(day) ? { day } : {}),
  };
}
