import { minutes } from '../../../../domain/shared/units.js';
import type { ActivityMinutes } from '../../../../domain/statements/snapshot.js';
import type { Wording } from '../../../../domain/statements/wording.js';
import type { Row, Sheet } from './cells.js';

/** Worked hours by activity, each with its share of the whole. */
export function activitiesSheet(activities: readonly ActivityMinutes[], words: Wording): Sheet {
  const worked = minutes(activities.reduce((sum, activity) => sum + activity.minutes, 0));
  const last = activities.length + 1;
  const share = (row: number) => `IF(C$${last + 1}=0,0,C${row}/C$${last + 1})`;
  const rows: Row[] = [
    [
      { text: words.column.activity, look: 'head' },
      { text: words.sheet.kind, look: 'head' },
      { text: words.column.worked, look: 'head_right' },
      { text: words.sheet.share, look: 'head_right' },
    ],
    ...activities.map(({ id, label, group, minutes: own }, index): Row => {
      const part = worked === 0 ? 0 : own / worked;
      return [
        { text: words.activities[id] ?? label },
        { text: words.groups[group] },
        { minutes: own },
        { part, formula: share(index + 2) },
      ];
    }),
    [
      { text: words.total, look: 'strong' },
      null,
      { minutes: worked, ...(last > 1 ? { formula: `SUM(C2:C${last})` } : {}), total: true },
    ],
  ];
  return { name: 'Activities', columns: [34, 34, 11, 9], rows, head: 1, wide: false };
}
