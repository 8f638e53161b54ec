import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { day } from '@domain/shared/day';
import { month } from '@domain/shared/month';
import { keysOf, suggestMapping, type ImportMapping } from '@domain/time/import/mapping';
import { planImport, type ImportBook } from '@domain/time/import/plan';
import { minutesOf, type ImportRow } from '@domain/time/import/rows';
import { readRows, settleReading, type ImportFileRefusal, type ReadFile } from '@domain/time/import/read-export';
import type { DateOrder } from '@domain/time/import/cells';
import { accept, type Verdict } from '@domain/shared/verdict';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { togglExport } from '../../../support/files/toggl-export';

const today = day('2026-11-23');
const awkward = readFileSync(new URL('../../../support/files/toggl-awkward.csv', import.meta.url), 'utf8');

function cellsOf(text: string): string[][] {
  return parse(text, { relax_column_count: true, skip_empty_lines: false }) as string[][];
}

function readToggl(cells: string[][], dateOrder?: DateOrder): Verdict<ReadFile, ImportFileRefusal> {
  const reading = settleReading(cells, { source: 'toggl', dateOrder, zone: 'Europe/Berlin' });
  const [header = [], ...body] = cells;
  return reading.ok ? accept(readRows(header, body, reading.value, 2)) : reading;
}

function rowsOf(text: string): readonly ImportRow[] {
  const read = readToggl(cellsOf(text));
  if (!read.ok) throw new Error(read.refusal.code);
  return read.value.rows;
}

const northwind = {
  zone: 'Europe/Berlin',
  startDay: 1,
  terms: [{ from: day('2026-09-01'), to: null }],
  closedMonths: [month('2026-09')],
};

function makeBook(facts: Partial<ImportBook> = {}): ImportBook {
  return {
    source: 'toggl',
    engagements: { north: northwind },
    minutesOn: () => 0,
    busy: () => [],
    known: new Set(),
    digest: (text) => text,
    ...facts,
  };
}

function makeMapping(facts: Partial<ImportMapping> = {}): ImportMapping {
  return {
    zone: 'Europe/Berlin',
    people: { 'ada@berg-advisory.test': 'ada', 'bo@lind.test': null },
    engagements: { 'Northwind Robotics / Advisory': 'north', 'Halden Logistics / VP search': 'north', Private: null },
    activities: { C5: 'C5', V1: 'V1', V7: 'V7', C1: 'C1' },
    overlapsAreParallel: false,
    ...facts,
  };
}

describe('a Toggl Track export', () => {
  test('is read by its header, in whatever order, with a byte-order mark, quotes, line breaks and short rows', () => {
    const read = readToggl(cellsOf(awkward));
    expect(read.ok && read.value.rows[0]).toEqual({
      line: 2,
      person: 'Ada@Berg-Advisory.test',
      client: 'Northwind Robotics',
      project: 'Advisory',
      task: 'C5',
      tags: '',
      text: 'Board prep, "final"\nsecond line',
      billable: true,
      date: '2026-11-02',
      start: 32400,
      end: { date: '2026-11-02', time: 37829 },
      seconds: 5429,
    });
    expect(read.ok && read.value.unreadable).toEqual([
      { line: 16, code: 'import.date_unclear', cell: 'yesterday', seconds: 3600 },
      { line: 17, code: 'import.duration_unclear', cell: '', seconds: 0 },
    ]);
    expect(read.ok && read.value.rows.at(-1)).toMatchObject({ line: 18, text: 'A row without tags', tags: '' });
  });

  test('of the layout Toggl writes today is read', () => {
    const header =
      '\uFEFFUser,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount (EUR)';
    const row =
      'Ada Berg,ada@berg.test,Big Company,Project for Big Company,Task 1,Working hard,Yes,2026-03-04,10:23:00,2026-03-04,11:23:01,01:00:01,,111.11';
    const [read] = rowsOf(`${header}\n${row}\n`);
    expect(read).toMatchObject({ person: 'ada@berg.test', client: 'Big Company', seconds: 3601, billable: true });
    expect(read && minutesOf(read)).toBe(60);
  });

  test.each([
    ['nothing', [], 'import.empty'],
    [
      'a header alone',
      [
        ['Email', 'Client', 'Start date', 'Duration'],
        ['', '', '', ''],
      ],
      'import.empty',
    ],
    [
      'another table',
      [
        ['Name', 'Hours'],
        ['Ada', '3'],
      ],
      'import.columns_missing',
    ],
    ['only ambiguous dates', slashed('03/04/2026', '05/06/2026'), 'import.date_order_needed'],
    ['contradicting dates', slashed('13/04/2026', '05/16/2026'), 'import.date_order_mixed'],
  ])('of %s is refused by name', (_, cells, code) => {
    expect(readToggl(cells)).toMatchObject({ ok: false, refusal: { code } });
  });

  test('names the columns it lacks', () => {
    expect(
      readToggl([
        ['Email', 'Duration'],
        ['a', 'b'],
      ]),
    ).toMatchObject({
      refusal: { facts: { missing: ['Client', 'Start date'] } },
    });
  });

  test.each([
    [['13/04/2026', '05/06/2026'], undefined, ['2026-04-13', '2026-06-05']],
    [['03/14/2026', '05/06/2026'], undefined, ['2026-03-14', '2026-05-06']],
    [['03.04.2026'], undefined, ['2026-04-03']],
    [['03/04/2026'], 'month_first' as const, ['2026-03-04']],
    [['03/04/2026'], 'day_first' as const, ['2026-04-03']],
  ])('with the dates %j (%s) reads %j', (dates, order, expected) => {
    const read = readToggl(slashed(...dates), order);
    expect(read.ok && read.value.rows.map(({ date }) => date)).toEqual(expected);
  });

  function slashed(...dates: string[]): string[][] {
    return [
      ['Email', 'Client', 'Start date', 'Start time', 'Duration'],
      ...dates.map((date) => ['ada@berg.test', 'Northwind', date, '01:05 PM', '01:00:00']),
    ];
  }
});

describe('the plan of an import', () => {
  const plan = planImport(rowsOf(awkward), makeMapping(), makeBook(), today);

  test('adds what the rules of logging hours allow, to the minute, split at midnight', () => {
    const added = plan.add.map((entry) => [
      entry.line,
      `${entry.part}/${entry.parts}`,
      entry.day,
      entry.minutes,
      entry.activity,
    ]);
    expect(added).toEqual([
      [2, '1/1', '2026-11-02', 90, 'C5'],
      [4, '1/1', '2026-11-03', 16, 'V1'],
      [6, '1/2', '2026-11-04', 60, 'V7'],
      [6, '2/2', '2026-11-05', 61, 'V7'],
      [7, '1/1', '2026-10-25', 90, null],
      [8, '1/1', '2026-10-25', 10, null],
      [9, '1/1', '2026-11-06', 45, null],
      [18, '1/1', '2026-11-10', 60, 'C1'],
    ]);
  });

  test('lists everything else by name', () => {
    expect(plan.zero.map(({ line }) => line)).toEqual([3]);
    expect(plan.leftOut.map(({ line }) => line)).toEqual([13, 14]);
    expect(plan.refused.map(({ line, refusal }) => [line, refusal.code])).toEqual([
      [5, 'time.overlap'],
      [10, 'time.month_closed'],
      [11, 'time.outside_terms'],
      [12, 'time.day_ahead'],
      [15, 'import.client_unmapped'],
    ]);
  });

  test('notes the hour that comes twice and an end that contradicts its duration', () => {
    expect(plan.notes).toEqual([
      { line: 8, code: 'import.hour_unclear' },
      { line: 9, code: 'import.times_disagree' },
    ]);
    const fitting = plan.add.find(({ line }) => line === 7);
    expect(fitting?.instants).toEqual({ start: Date.UTC(2026, 9, 25, 0, 15), end: Date.UTC(2026, 9, 25, 1, 45) });
    expect(plan.add.find(({ line }) => line === 9)?.instants).toBeNull();
  });

  test('has the same minutes before and after', () => {
    const { totals } = plan;
    expect(totals.added + totals.alreadyThere + totals.leftOut + totals.refused).toBe(totals.minutes);
    expect(totals).toMatchObject({ rows: 15, added: 432, leftOut: 240, alreadyThere: 0 });
    expect(totals.minutes * 60 - totals.seconds).toBe(totals.differenceSeconds);
  });

  test('takes overlaps as parallel work when told so, up to a full day', () => {
    const mapping = makeMapping({ overlapsAreParallel: true });
    const parallel = planImport(rowsOf(awkward), mapping, makeBook(), today);
    expect(parallel.add.filter((entry) => entry.parallel).map(({ line }) => line)).toEqual([5]);
    const full = makeBook({ minutesOn: (_, on) => (on === '2026-11-03' ? 1420 : 0) });
    expect(planImport(rowsOf(awkward), mapping, full, today).refused[0]).toMatchObject({
      line: 5,
      refusal: { code: 'time.day_full' },
    });
  });

  test('sees clock times that are already taken', () => {
    const taken = { start: Date.UTC(2026, 10, 2, 9, 30), end: Date.UTC(2026, 10, 2, 9, 31) };
    expect(
      planImport(rowsOf(awkward), makeMapping(), makeBook({ busy: () => [taken] }), today).refused[0],
    ).toMatchObject({
      line: 2,
      refusal: { code: 'time.overlap' },
    });
  });

  test('asks for people it does not know', () => {
    const unknown = planImport(rowsOf(awkward), makeMapping({ people: {} }), makeBook(), today);
    expect(unknown.add).toEqual([]);
    expect(unknown.refused[0]?.refusal).toEqual({
      code: 'import.person_unmapped',
      facts: { key: 'ada@berg-advisory.test' },
    });
  });

  test('puts a late evening of the file on the next date of an engagement further east', () => {
    const east = makeBook({ engagements: { north: { ...northwind, zone: 'Asia/Tokyo' } } });
    const days = planImport(rowsOf(awkward), makeMapping(), east, today).add.filter(({ line }) => line === 6);
    expect(days.map((entry) => [entry.day, entry.minutes])).toEqual([['2026-11-05', 121]]);
  });
});

describe('a file of 320 rows over three clients', () => {
  const file = togglExport({ until: day('2026-11-20'), rows: 320 });
  const rows = rowsOf(file.text);
  const keys = keysOf(rows);
  const engagements = Object.fromEntries(keys.clients.map(({ key }, n) => [key, n === 0 ? 'north' : `e${n}`]));
  const book = makeBook({
    engagements: Object.fromEntries(Object.values(engagements).map((id) => [id, { ...northwind, closedMonths: [] }])),
  });
  const mapping = makeMapping({
    engagements,
    activities: suggestMapping(keys, { members: [], engagements: [] }).activities,
  });

  test('is read whole', () => {
    expect(rows).toHaveLength(320);
    expect(rows.reduce((sum, row) => sum + row.seconds, 0)).toBe(file.seconds);
    expect(keys.clients).toHaveLength(3);
    expect(new Set(rows.map(({ date }) => date.slice(0, 7))).size).toBeGreaterThan(2);
  });

  test('the same file twice adds nothing', () => {
    const first = planImport(rows, mapping, book, today);
    expect(first.totals).toMatchObject({ rows: 320, added: first.totals.minutes - first.totals.refused });
    const known = new Set(first.add.map((entry) => entry.fingerprint));
    const second = planImport(rows, mapping, { ...book, known }, today);
    expect(second.add).toEqual([]);
    expect(second.totals.alreadyThere).toBe(first.totals.added);
  });

  test('in parts adds what the whole adds, and totals agree to the minute for any part', () => {
    const whole = planImport(rows, mapping, book, today);
    fc.assert(
      fc.property(fc.subarray([...rows]), (some) => {
        const once = planImport(some, mapping, book, today);
        const { added, alreadyThere, leftOut, refused, minutes } = once.totals;
        expect(added + alreadyThere + leftOut + refused).toBe(minutes);
        const known = new Set(once.add.map((entry) => entry.fingerprint));
        const rest = planImport(rows, mapping, { ...book, known }, today);
        expect(rest.totals.added + added).toBe(whole.totals.added);
      }),
      { numRuns: 50 },
    );
  });

  test('suggests who and what its names mean where only one thing fits', () => {
    const suggested = suggestMapping(keys, {
      members: [{ id: 'ada', email: 'Ada@Berg-Advisory.test', name: 'Ada Berg' }],
      engagements: [
        { id: 'n', clientName: 'northwind robotics', clientCode: 'NWR' },
        { id: 'm1', clientName: 'Mapleworks', clientCode: 'MAP' },
        { id: 'm2', clientName: 'Mapleworks', clientCode: 'MW2' },
      ],
    });
    expect(suggested.people).toEqual({ 'ada@berg-advisory.test': 'ada' });
    expect(suggested.engagements).toEqual({ 'Northwind Robotics / Advisory': 'n' });
    expect(suggested.activities).toMatchObject({ C5: 'C5', search: 'search', admin: 'admin' });
  });

  test('tells identical rows apart', () => {
    const twin = rows[0] as ImportRow;
    const twins = planImport([twin, twin], makeMapping({ engagements, overlapsAreParallel: true }), book, today);
    expect(new Set(twins.add.map((entry) => entry.fingerprint)).size).toBe(2);
  });
});
