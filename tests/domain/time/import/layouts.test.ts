import { describe, expect, test } from '@jest/globals';
import { addDays, day } from '@domain/shared/day';
import { readRows, recognise, settleReading, type ReadFile } from '@domain/time/import/read-export';
import { fingerprintsOf, minutesOf } from '@domain/time/import/rows';
import { IMPORT_SOURCES, type ImportSource } from '@domain/time/import/source';
import { textOf } from '@domain/time/import/text-of';
import fc from 'fast-check';
import { readCsv } from '../../../../api/src/time/import/read-csv';
import {
  endOf,
  PLAINEST,
  workHistory,
  writtenExport,
  type Dialect,
  type Work,
} from '../../../support/files/written-export';
import { RUNS } from '../../runs';

const zone = 'Europe/Berlin';

function read(
  text: string,
  wish: Partial<Parameters<typeof settleReading>[1]> = {},
): ReadFile & { source: ImportSource } {
  const [header = [], ...body] = readCsv(text);
  const reading = settleReading([header, ...body], { zone, ...wish });
  if (!reading.ok) throw new Error(reading.refusal.code);
  return { source: reading.value.source, ...readRows(header, body, reading.value, 2) };
}

const CLOCKIFY =
  'Project,Client,Description,Task,User,Group,Email,Tags,Billable,Start Date,Start Time,End Date,End Time,Duration (h),Duration (decimal),Billable Rate (USD)';
const HARVEST =
  'Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,Invoiced?,First Name,Last Name,Currency,External Reference URL';

describe('a Clockify export', () => {
  test('is read with US dates, times with AM and PM with and without seconds, and the exact duration of its two', () => {
    const row =
      'Advisory,Acme,"Roadmap, part 1",,Ada Berg,,ada@berg.example,"C1, deep",Yes,11/13/2026,01:05 PM,11/13/2026,2:05:01 PM,01:00:01,1.00,200.00';
    expect(read(`${CLOCKIFY}\n${row}`)).toEqual({
      source: 'clockify',
      rows: [
        {
          line: 2,
          person: 'ada@berg.example',
          client: 'Acme',
          project: 'Advisory',
          task: '',
          tags: 'C1, deep',
          text: 'Roadmap, part 1',
          billable: true,
          date: '2026-11-13',
          start: 13 * 3600 + 300,
          end: { date: '2026-11-13', time: 14 * 3600 + 301 },
          seconds: 3601,
        },
      ],
      unreadable: [],
    });
  });

  test('with decimal hours alone is read too', () => {
    const { rows } = read('User,Client,Start Date,Duration (decimal)\nAda,Acme,2026-11-13,"1,25"');
    expect(rows[0]).toMatchObject({ seconds: 4500, start: null });
  });
});

describe('a Harvest export', () => {
  test('is read with people by name, decimal commas, and no clock times', () => {
    const row = '2026-11-13,Acme,Advisory,,C5,Board pack,"1,33",No,No,Ada,Berg,Euro - EUR,';
    const { source, rows } = read(`${HARVEST}\n${row}`);
    expect(source).toBe('harvest');
    expect(rows[0]).toEqual({
      line: 2,
      person: 'Ada Berg',
      client: 'Acme',
      project: 'Advisory',
      task: 'C5',
      tags: '',
      text: 'Board pack',
      billable: false,
      date: '2026-11-13',
      start: null,
      end: null,
      seconds: 4788,
    });
    expect(rows[0] && minutesOf(rows[0])).toBe(80);
  });
});

describe('a plain CSV', () => {
  test.each([
    ['1.5', 5400],
    ['1,5', 5400],
    ['1:30', 5400],
    ['1h30', 5400],
    ['90m', 5400],
    ['.75', 2700],
    ['01:30:20', 5420],
    ['9-10:30', 5400],
    ['22-1:30', 12_600],
    ['0', 0],
    ['25:00', 90_000],
    ['25h', 90_000],
  ])('reads the duration "%s"', (duration, seconds) => {
    const { rows } = read(`Date;Client;Duration\n2026-11-13;Acme;${duration}`);
    expect(rows).toMatchObject([{ seconds, billable: true, person: '' }]);
  });

  test.each(['90', '9-5', 'long', '-1', '1:75'])('leaves the duration "%s" to be decided', (duration) => {
    const { unreadable } = read(`Date;Client;Duration\n2026-11-13;Acme;${duration}`);
    expect(unreadable).toEqual([{ line: 2, code: 'import.duration_unclear', cell: duration, seconds: 0 }]);
  });

  test('reads clock times from an interval, or from start and end, over midnight and over a change of summer time', () => {
    const one = read('Date,Client,Duration\n2026-11-13,Acme,22-1:30').rows[0];
    expect(one).toMatchObject({ start: 22 * 3600, end: { date: '2026-11-14', time: 5400 } });
    const rows = read(
      'Date,Customer,From,Until\n2026-11-13,Acme,9:00,10:30\n2026-11-13,Acme,23:00,01:00\n2026-10-25,Acme,01:30,03:30\n2026-03-29,Acme,01:30,03:30',
    ).rows;
    expect(rows.map(({ seconds }) => seconds / 60)).toEqual([90, 120, 180, 60]);
  });

  test('says minutes or hours by the name of the column', () => {
    expect(read('Date,Client,Minutes\n2026-11-13,Acme,90').rows[0]?.seconds).toBe(5400);
    expect(read('Date,Client,Hours\n2026-11-13,Acme,"30,5"').rows[0]?.seconds).toBe(109_800);
  });

  test('keeps the time of a row whose date cannot be read', () => {
    expect(read('Date,Client,Duration\nsoon,Acme,1:30').unreadable).toEqual([
      { line: 2, code: 'import.date_unclear', cell: 'soon', seconds: 5400 },
    ]);
  });
});

describe('the source', () => {
  test.each(IMPORT_SOURCES)('of a %s file is recognised by its header, wherever its columns stand', (source) => {
    const rows = workHistory({ rows: 3, until: day('2026-11-20'), email: 'ada@berg.example', clients: ['Acme'] });
    for (let turned = 0; turned < 17; turned++) {
      const [header = []] = readCsv(
        writtenExport(source, rows, { ...PLAINEST, turned, extraColumns: true, bom: true }),
      );
      expect(recognise(header)).toBe(source);
    }
  });

  test('can be said otherwise', () => {
    const text = writtenExport(
      'toggl',
      workHistory({ rows: 2, until: day('2026-11-20'), email: 'a', clients: ['Acme'] }),
    );
    const said = read(text, { source: 'csv' });
    expect(said.source).toBe('csv');
    expect(said.rows.map(({ seconds }) => seconds)).toEqual(read(text).rows.map(({ seconds }) => seconds));
  });

  test('that cannot be what was said is refused by the columns it lacks', () => {
    const cells = readCsv('Date,Client,Duration\n2026-11-13,Acme,1:30');
    expect(settleReading(cells, { zone, source: 'harvest' })).toMatchObject({
      refusal: { code: 'import.columns_missing', facts: { missing: ['First Name', 'Hours'] } },
    });
  });
});

describe('a hostile file', () => {
  const HEADER = 'Date,Client,Duration,Text';
  const twoRows = `${HEADER}\r\n2026-11-13,Acme,1:30,one\r\n2026-11-13,Acme,0:45,two\r\n`;
  const utf16 = (text: string, big: boolean) => {
    const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
    return big ? bytes.swap16() : bytes;
  };

  test.each([
    ['with a byte-order mark', Buffer.from(`\uFEFF${twoRows}`)],
    ['in UTF-16, little end first', utf16(twoRows, false)],
    ['in UTF-16, big end first', utf16(twoRows, true)],
    ['in UTF-16 without a mark', Buffer.from(twoRows, 'utf16le')],
    ['with semicolons', Buffer.from(twoRows.replaceAll(',', ';'))],
    ['with tabs', Buffer.from(twoRows.replaceAll(',', '\t'))],
    ['with LF alone', Buffer.from(twoRows.replaceAll('\r\n', '\n'))],
    ['with CR alone', Buffer.from(twoRows.replaceAll('\r\n', '\r'))],
    ['with empty lines before and after', Buffer.from(`\r\n\r\n${twoRows}\r\n\r\n,,,\r\n`)],
    ['with the header twice', Buffer.from(`${twoRows}\uFEFF${HEADER}\r\n`)],
    ['that says its separator first', Buffer.from(`sep=,\r\n${twoRows}`)],
    ['with rows longer than the header', Buffer.from(twoRows.replaceAll('one', 'one,more,,'))],
  ])('%s says the same', (_, bytes) => {
    const { rows, unreadable } = read(textOf(bytes));
    expect(rows.map(({ text, seconds, date }) => [text, seconds, date])).toEqual([
      ['one', 5400, '2026-11-13'],
      ['two', 2700, '2026-11-13'],
    ]);
    expect(unreadable).toEqual([]);
  });

  test('from an old Windows keeps its umlauts', () => {
    expect(read(textOf(Buffer.from(twoRows.replace('one', 'f\u00fcr'), 'latin1'))).rows[0]?.text).toBe('für');
  });

  test('with rows shorter than the header reads what they have', () => {
    const { rows, unreadable } = read('Date,Client,Duration,Text\n2026-11-13,Acme,1:30\n2026-11-13,Acme');
    expect(rows).toMatchObject([{ text: '', seconds: 5400 }]);
    expect(unreadable).toMatchObject([{ line: 3, code: 'import.duration_unclear' }]);
  });

  test('with quotes, line breaks and emoji keeps every character', () => {
    const text = 'He said "no",\nthen 👩‍💻 left; =SUM(A1)';
    expect(read(`${HEADER}\n2026-11-13,Acme,1:30,"${text.replaceAll('"', '""')}"`).rows[0]?.text).toBe(text);
  });

  test('with half a character keeps the rest', () => {
    expect(read(`${HEADER}\n2026-11-13,Acme,1:30,a\ud83d b`).rows[0]?.text).toBe('a\ufffd b');
  });

  test('with identical rows tells them apart by their order', () => {
    const { rows } = read(`${HEADER}\n${'2026-11-13,Acme,1:30,same\n'.repeat(3)}`);
    expect(new Set(fingerprintsOf('csv', rows)).size).toBe(3);
  });

  test.each([
    ['of a header alone', `${HEADER}\n`, 'import.empty'],
    ['of nothing', '', 'import.empty'],
    ['of binary', textOf(Uint8Array.from({ length: 4096 }, (_, at) => (at * 7919) % 256)), 'import.unreadable'],
    ['with a quote that never ends', `${HEADER}\n"2026-11-13`, 'import.unreadable'],
    ['that is a web page', '<!doctype html>\n<p>Sign in</p>', 'import.columns_missing'],
  ])('%s is refused by name', (_, text, code) => {
    expect(() => read(text)).toThrow(code);
  });

  test('of 15 MB is read without a long wait', () => {
    const rows = `2026-11-13,Acme,1:30,"${'x'.repeat(764)}"\n`.repeat(19_000);
    const began = performance.now();
    expect(read(`${HEADER}\n${rows}`).rows).toHaveLength(19_000);
    expect(rows.length).toBeGreaterThan(14_900_000);
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});

describe('any table', () => {
  const words = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.replace(/[\0\r\uFEFF]/g, '').trim());
  const name = fc.constantFrom('Acme', 'Globex, Inc.', 'Müller; Söhne', 'O"Brien', 'Ltd\tTabs');
  const work = fc.record<Work>({
    first: fc.constantFrom('Ada', 'Zoë'),
    last: fc.constantFrom('Berg', 'van der Lind'),
    email: fc.constantFrom('ada@berg.example', 'zoe@lind.example'),
    client: name,
    project: name,
    task: words,
    tags: words,
    text: words,
    billable: fc.boolean(),
    day: fc.integer({ min: 0, max: 900 }).map((days) => addDays(day('2024-06-01'), days)),
    start: fc.integer({ min: 0, max: 1439 }).map((minute) => minute * 60),
    seconds: fc.integer({ min: 0, max: 2399 }).map((hundredths) => hundredths * 36),
  });
  const dialect = fc.record<Dialect>({
    separator: fc.constantFrom(',', ';', '\t'),
    newline: fc.constantFrom('\n', '\r\n'),
    bom: fc.boolean(),
    decimal: fc.constantFrom('.', ','),
    dates: fc.constantFrom('iso', 'day_first', 'month_first', 'dotted'),
    clock: fc.constantFrom('24', 'am_pm', 'am_pm_seconds'),
    quoted: fc.boolean(),
    turned: fc.nat(20),
    extraColumns: fc.boolean(),
    emptyLines: fc.nat(2),
  });

  test('written in any of the four layouts and in any dialect reads back to the same rows', () => {
    const counts = { tables: 0, rows: 0 };
    fc.assert(
      fc.property(
        fc.constantFrom(...IMPORT_SOURCES),
        fc.array(work, { minLength: 1, maxLength: 12 }),
        dialect,
        (source, rows, how) => {
          const dateOrder = how.dates === 'month_first' ? 'month_first' : 'day_first';
          const file = read(writtenExport(source, rows, how), { dateOrder });
          expect(file).toEqual({ source, unreadable: [], rows: rows.map((row, at) => expected(source, row, how, at)) });
          counts.tables += 1;
          counts.rows += rows.length;
        },
      ),
      { numRuns: RUNS },
    );
    console.info(
      `${counts.tables} tables of ${counts.rows} rows in ${IMPORT_SOURCES.length} layouts read back the same`,
    );
  });

  function expected(source: ImportSource, row: Work, { clock }: Dialect, at: number) {
    const known = source !== 'harvest';
    const end = endOf(row);
    // A clock without seconds shows the minute that has begun, and a plain table's end has no date of its own.
    const time = clock === 'am_pm' ? end.time - (end.time % 60) : end.time;
    const next = time < row.start ? addDays(row.day, 1) : row.day;
    return {
      line: at + 2,
      person: known ? row.email : `${row.first} ${row.last}`,
      client: row.client,
      project: row.project,
      task: row.task,
      tags: known ? row.tags : '',
      text: row.text,
      billable: row.billable,
      date: row.day,
      start: known ? row.start : null,
      end: known ? { date: source === 'csv' ? next : end.day, time } : null,
      seconds: row.seconds,
    };
  }
});
