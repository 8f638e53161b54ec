import type { Id } from '../../contract/shapes.js';
import type { Activity } from '../../domain/time/activities.js';
import type { Day } from '../../domain/shared/day.js';

/** An entry as the list reads it, with the names it is told with; moments are text. */
export interface EntryRow {
  readonly id: Id;
  readonly clientId: Id;
  readonly engagementId: Id;
  readonly memberId: Id;
  readonly memberName: string;
  readonly day: Day;
  readonly minutes: number;
  readonly activity: Activity | null;
  readonly billable: boolean;
  readonly text: string;
  readonly privateNote: string;
  readonly source: 'web' | 'timer' | 'import' | 'api';
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly zone: string | null;
  readonly parallel: boolean;
  readonly wholeId: Id | null;
  readonly voidedAt: string | null;
  readonly voidReason: string | null;
  readonly monthState: string;
  readonly version: number;
}

/** The columns of an `EntryRow` of `e`; who wrote it and how its month stands come from the statement around. */
export function entryColumns(memberName: string, monthState: string): string {
  return `e.id, e.client_id AS "clientId", e.engagement_id AS "engagementId", e.member_id AS "memberId", ${memberName} AS "memberName",
    e.work_date::text AS day, e.minutes, e.activity, e.billable, e.text, e.private_note AS "privateNote", e.source,
    ${moment('e.started_at')} AS "startedAt", ${moment('e.ended_at')} AS "endedAt", e.zone, e.parallel, e.whole_id AS "wholeId",
    ${moment('e.voided_at')} AS "voidedAt", e.void_reason AS "voidReason", ${monthState} AS "monthState", e.version`;
}

function moment(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
