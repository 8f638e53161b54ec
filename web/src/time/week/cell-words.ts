import { formatDayShort, formatMinutes, formatWeekday } from '@domain/shared/format';
import { count } from '../../platform/when';
import { activityName, isDuty } from '../activity-options';
import type { GridCell } from './grid-rows';

type Named = Pick<GridCell, 'clientName' | 'activity' | 'day'>;

/** Which cell is meant, for a sentence: a duty by its code, as one types it. */
export function cellName({ clientName, activity, day }: Named): string {
  const what = activity !== null && isDuty(activity) ? activity : activityName(activity);
  return `${clientName}, ${what}, ${formatWeekday(day)} ${formatDayShort(day)}`;
}

/** The cell as it is heard: where it is, what it holds, and how that stands. */
export function cellHeard(cell: GridCell): string {
  const said = [
    cell.minutes === 0 ? 'no hours' : formatMinutes(cell.minutes),
    cell.entries.length > 1 ? count(cell.entries.length, 'entry', 'entries') : '',
    cell.note ? `note: ${cell.note}` : '',
    cell.saving ? 'saving' : '',
    cell.unsent ? 'not sent yet' : '',
    cell.failed ? `not saved: ${cell.failed.typed}` : '',
  ];
  const where = [
    cell.clientName,
    activityName(cell.activity),
    `${formatWeekday(cell.day)} ${formatDayShort(cell.day)}`,
  ];
  return `${where.join(', ')}: ${said.filter(Boolean).join(', ')}`;
}
