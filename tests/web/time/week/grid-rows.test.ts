import { describe, expect, test } from '@jest/globals';
import { minutes } from '@domain/shared/units';
import { hoursToCopy, rowsToCopy } from '../../../../web/src/time/week/copy-rows';
import { dayTotal, gridRows } from '../../../../web/src/time/week/grid-rows';
import { cellKey } from '../../../../web/src/time/week/row-identity';
import { withStored } from '../../../../web/src/time/week/stored-cell';
import { aWeek, anEntry, content, id, MONDAY } from './a-week';

const monday = { [MONDAY]: [anEntry()] };
const acme = { engagementId: id(20), activity: 'C2' as const };

describe('the rows of the week', () => {
  test('are those with hours and those added, a client together, what is not said yet last', () => {
    const week = aWeek([
      { client: 1, activity: 'V1', entries: monday },
      { client: 0, entries: monday },
    ]);
    const rows = gridRows(week, [acme, { engagementId: id(21), activity: 'V1' }]);
    expect(rows.map(({ clientName, activity }) => [clientName, activity])).toEqual([
      ['Acme Robotics', 'C2'],
      ['Acme Robotics', null],
      ['Bolt Health', 'V1'],
    ]);
  });

  test('show what is on its way, in the cell and in the totals', () => {
    const week = aWeek([{ activity: 'C2', entries: monday }]);
    const key = cellKey({ ...acme, day: MONDAY });
    const [row] = gridRows(week, [], {
      wanted: new Map([[key, content({ minutes: minutes(30) })]]),
      failed: new Map(),
    });
    expect(row?.cells[0]).toMatchObject({ minutes: 30, saving: true });
    expect(row?.total).toBe(30);
    const cleared = gridRows(week, [], { wanted: new Map([[key, null]]), failed: new Map() });
    expect(dayTotal(cleared, 0)).toBe(0);
  });

  test('say when a whole row lies in a closed month', () => {
    const week = aWeek([{ activity: 'C2' }]);
    const locks = week.days.map((day) => ({ day, code: 'time.month_closed' as const, month: '2026-10' as never }));
    const closed = { ...week, places: week.places.map((place) => ({ ...place, locks })) };
    expect(gridRows(week, [])[0]?.closed).toBe(false);
    expect(gridRows(closed, [])[0]?.closed).toBe(true);
  });

  test('take a stored entry in place, with all sums', () => {
    const week = aWeek([{ activity: 'C2', entries: monday }]);
    const entry = { ...anEntry({ id: id(91), minutes: minutes(60) }), instants: null } as never;
    const after = withStored(week, { ...acme, day: week.days[1] ?? MONDAY }, entry);
    expect(after.total).toBe(150);
    expect(after.totalsByDay['2026-11-24']).toBe(60);
    expect(withStored(after, { ...acme, day: MONDAY }, null).total).toBe(60);
  });
});

describe('copying the week before', () => {
  const before = aWeek([
    { activity: 'C2', entries: { '2026-11-16': [anEntry({ text: 'board prep' })], '2026-11-20': [anEntry()] } },
    { client: 1, entries: { '2026-11-17': [anEntry()] } },
  ]);
  const here = aWeek([{ activity: 'C2' }]);

  test('brings the rows that are not here yet', () => {
    expect(rowsToCopy(before, here, here.rows)).toEqual([{ engagementId: id(21), activity: null }]);
    expect(rowsToCopy(before, here, [...here.rows, { engagementId: id(21), activity: null }])).toEqual([]);
  });

  test('leaves out clients that take no hours this week', () => {
    const locks = here.days.map((day) => ({ day, code: 'time.engagement_closed' as const, month: null }));
    const over = { ...here, places: here.places.map((place) => ({ ...place, locks })) };
    expect(rowsToCopy(before, over, [])).toEqual([]);
  });

  test('brings the hours to the open and empty days, without their notes, and counts the rest', () => {
    const rows = gridRows(here, rowsToCopy(before, here, here.rows));
    const { cells, left } = hoursToCopy(before, rows);
    expect(cells.map(({ cell, content: worked }) => [cell.clientName, cell.day, worked.minutes, worked.text])).toEqual([
      ['Acme Robotics', '2026-11-23', 90, ''],
      ['Bolt Health', '2026-11-24', 90, ''],
    ]);
    expect(left).toBe(1);
  });
});
