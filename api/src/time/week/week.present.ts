import type { WeekEntry, WeekPlace, WeekView } from '../../../contract/time.js';
import { addDays, mondayOf, type Day, type Week } from '../../../domain/shared/day.js';
import { minutes, type Minutes } from '../../../domain/shared/units.js';
import { lockOf } from '../../../domain/time/locked-day.js';
import type { WeekEntryRow, WeekFacts, WeekPlaceRow } from './week.store.js';

type Row = WeekView['rows'][number];

/** A week as rows of client and activity, with totals that add up in both directions. */
export function presentWeek(
  week: Week,
  { entries, places }: WeekFacts,
  { today, todayIn }: { readonly today: Day; readonly todayIn: (zone: string) => Day },
): WeekView {
  const monday = mondayOf(week);
  const days = Array.from({ length: 7 }, (_, at) => addDays(monday, at));
  return {
    week,
    days,
    today,
    rows: places.flatMap((place) =>
      presentRows(
        place,
        entries.filter((entry) => entry.engagement_id === place.engagement_id),
      ),
    ),
    places: places.map((place) => presentPlace(place, days, todayIn(place.zone))),
    totalsByDay: Object.fromEntries(days.map((day) => [day, sumOf(entries.filter((entry) => entry.day === day))])),
    total: sumOf(entries),
  };
}

/** A client's rows by activity; what it was for and nobody has said yet comes last. */
function presentRows(place: WeekPlaceRow, entries: readonly WeekEntryRow[]): Row[] {
  const activities = [...new Set(entries.map(({ activity }) => activity))].sort((a, b) =>
    a === null ? 1 : b === null ? -1 : a < b ? -1 : 1,
  );
  return activities.map((activity) => {
    const mine = entries.filter((entry) => entry.activity === activity);
    const byDay = [...new Set(mine.map(({ day }) => day))].map(
      (day) => [day, mine.filter((entry) => entry.day === day)] as const,
    );
    return {
      clientId: place.client_id,
      clientName: place.client_name,
      engagementId: place.engagement_id,
      activity,
      minutesByDay: Object.fromEntries(byDay.map(([day, some]) => [day, sumOf(some)])),
      entriesByDay: Object.fromEntries(byDay.map(([day, some]) => [day, some.map(presentCell)])),
      total: sumOf(mine),
    };
  });
}

function presentCell(entry: WeekEntryRow): WeekEntry {
  return {
    id: entry.id,
    minutes: minutes(entry.minutes),
    billable: entry.billable,
    text: entry.text,
    privateNote: entry.private_note,
    timed: entry.timed,
    version: entry.version,
    can: { edit: !entry.month_closed, remove: !entry.month_closed },
  };
}

function presentPlace(place: WeekPlaceRow, days: readonly Day[], today: Day): WeekPlace {
  const book = {
    startDay: place.start_day,
    terms: place.terms,
    closedMonths: place.closed_months,
    closed: place.phase === 'closed',
  };
  return {
    clientId: place.client_id,
    clientName: place.client_name,
    engagementId: place.engagement_id,
    locks: days.flatMap((day) => lockOf(day, book, today) ?? []),
  };
}

function sumOf(entries: readonly WeekEntryRow[]): Minutes {
  return minutes(entries.reduce((sum, entry) => sum + entry.minutes, 0));
}
