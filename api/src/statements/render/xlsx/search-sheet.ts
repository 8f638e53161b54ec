import type { SearchProgress } from '../../../../domain/statements/snapshot.js';
import type { Wording } from '../../../../domain/statements/wording.js';
import type { Row, Sheet } from './cells.js';

/** Searches as counts of people: who is where now, how many got so far, and the closed ones beside them. */
export function searchSheet(searches: readonly SearchProgress[], words: Wording): Sheet {
  const { sheet } = words;
  const rows: Row[] = [];
  for (const { title, week, targetWeeks, steps, closed, considered } of searches) {
    rows.push(
      [{ text: words.search(title), look: 'section' }],
      [{ text: sheet.week }, { count: week }],
      [{ text: sheet.targetWeeks }, { count: targetWeeks }],
      [
        { text: sheet.step, look: 'head' },
        { text: words.now, look: 'head_right' },
        { text: words.reached, look: 'head_right' },
      ],
    );
    const first = rows.length + 1;
    rows.push(...steps.map(({ label, now, reached }): Row => [{ text: label }, { count: now }, { count: reached }]));
    rows.push([{ text: sheet.closed }, { count: closed }]);
    const formula = `SUM(B${first}:B${rows.length})`;
    rows.push(
      [
        { text: sheet.considered, look: 'strong' },
        { count: considered, formula, total: true },
      ],
      [],
    );
  }
  return { name: 'Search', columns: [40, 14, 14], rows, head: 0, wide: false };
}
