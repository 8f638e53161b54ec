import type { LoggedHours, TimeEntry } from '../../contract/time.js';
import { minutes } from '../../domain/shared/units.js';
import { mayChangeEntry } from '../../domain/time/authors.js';
import { found } from '../platform/problems/refused.js';
import type { Me } from '../platform/tenancy/actor.js';
import type { EntryRow } from './entry.query.js';

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
