import type { LoggedHours, TimeEntry, WeekView } from '../../contract/time.js';
import { addDays, mondayOf, type Day, type Week } from '../../domain/shared/day.js';
import { minutes, type Minutes } from '../../domain/shared/units.js';
import { mayChangeEntry } from '../../domain/time/authors.js';
import type { Activity } from '../../domain/time/activities.js';
import { found } from '../platform/problems/refused.js';
import type { Me } from '../platform/tenancy/actor.js';
import type { EntryRow } from './entry.query.js';
import type { WeekRow } from './time.store.js';

/** An entry as staff read it. The portal has a presenter of its own. */
export function presentEntry(entry: EntryRow, me: Me): TimeEntry {
  const { startedAt, endedAt, zone, voidedAt } = entry;
  const closed = entry.monthState === 'closed';
  const own = !voidedAt && mayChangeEntry(me.role, entry.memberId === me.memberId);
  const changeable = own && !closed;
  return {
    id: entry.id,
    clientId: entry.clientId,
    engagementId: entry.engagementId,
    memberId: entry.memberId,
    memberName: entry.memberName,
    day: entry.day,
    minutes: minutes(entry.minutes),
    activity: entry.activity,
    billable: entry.billable,
    text: entry.text,
    privateNote: entry.privateNote,
    source: entry.source,
    instants: startedAt && endedAt && zone ? { startedAt, endedAt, zone } : null,
    parallel: entry.parallel,
    wholeId: entry.wholeId,
    voided: voidedAt === null ? null : { at: voidedAt, reason: entry.voidReason ?? '' },
    monthClosed: closed,
    version: entry.version,
    can: { edit: changeable, remove: changeable, correct: own && closed },
  };
}

/** Hours as they were logged: the first part, and with it those on later days. */
export function presentLogged([first, ...later]: readonly EntryRow[], me: Me): LoggedHours {
  return { ...presentEntry(found(first), me), later: later.map((entry) => presentEntry(entry, me)) };
}

/** A week as rows of client and activity, with totals that add up in both directions. */
export function presentWeek(week: Week, today: Day, stored: readonly WeekRow[]): WeekView {
  const monday = mondayOf(week);
  const days = Array.from({ length: 7 }, (_, at) => addDays(monday, at));
  const rows = new Map<string, WeekView['rows'][number]>();
  const totalsByDay: Record<string, Minutes> = Object.fromEntries(days.map((day) => [day, minutes(0)]));
  let total = minutes(0);
  for (const cell of stored) {
    const key = `${cell.engagement_id} ${cell.activity}`;
    const row = rows.get(key) ?? {
      clientId: cell.client_id,
      clientName: cell.client_name,
      engagementId: cell.engagement_id,
      activity: cell.activity as Activity | null,
      minutesByDay: {},
      entriesByDay: {},
      total: minutes(0),
    };
    row.minutesByDay[cell.day] = minutes(cell.minutes);
    row.entriesByDay[cell.day] = cell.entries;
    row.total = minutes(row.total + cell.minutes);
    rows.set(key, row);
    totalsByDay[cell.day] = minutes((totalsByDay[cell.day] ?? 0) + cell.minutes);
    total = minutes(total + cell.minutes);
  }
  return { week, days, today, rows: [...rows.values()], totalsByDay, total };
}
