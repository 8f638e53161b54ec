import type { Activity } from '@domain/time/activities';
import type { Day } from '@domain/shared/day';

/** What a row of the week stands for: an engagement and what the time was for. */
export interface RowIdentity {
  readonly engagementId: string;
  readonly activity: Activity | null;
}

/** A row's day. */
export interface CellIdentity extends RowIdentity {
  readonly day: Day;
}

export function rowKey({ engagementId, activity }: RowIdentity): string {
  return `${engagementId} ${activity ?? ''}`;
}

export function cellKey(cell: CellIdentity): string {
  return `${rowKey(cell)} ${cell.day}`;
}

/** Rows of one client stand together by activity; what nobody has said yet comes last. */
export function byActivity(a: RowIdentity, b: RowIdentity): number {
  if (a.activity === b.activity) return 0;
  if (a.activity === null) return 1;
  if (b.activity === null) return -1;
  return a.activity < b.activity ? -1 : 1;
}
