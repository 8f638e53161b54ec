import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { day } from '@domain/shared/day';
import { minor, minutes } from '@domain/shared/units';
import { presentEdition } from '@domain/statements/edition';
import { readNarrative } from '@domain/statements/narrative';
import { renderStatement } from '../../api/src/statements/render/render';
import { writeWorkbook } from '../../api/src/statements/render/xlsx/workbook';
import { entries, statementSnapshot } from '../support/make/statement-snapshot';
import { ReadWorkbook, readWorkbook, toMinutes } from '../support/read-workbook';
import { unzipped } from '../support/unzipped';

const render = async (edition: Parameters<typeof renderStatement>[0]) => (await renderStatement(edition, 'xlsx')).bytes;

const text = (files: ReadonlyMap<string, Buffer>, path: string) => files.get(path)?.toString('utf8') ?? '';

const sheetsOf = (files: ReadonlyMap<string, Buffer>) =>
  [...files.keys()].filter((path) => path.startsWith('xl/worksheets/')).map((path) => text(files, path));

const unescaped = (xml: string) =>
  xml
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');

/** Every text cell: what it says, and whether its style keeps it text when it is edited. */
function textCells(files: ReadonlyMap<string, Buffer>) {
  const styles = [...text(files, 'xl/styles.xml').matchAll(/<xf [^>]*>/g)].slice(1).map(([xf]) => xf);
  return sheetsOf(files).flatMap((xml) =>
    [
      ...xml.matchAll(/<c r="[A-Z]+\d+" s="(\d+)" t="inlineStr"><is><t xml:space="preserve">([^<]*)<\/t><\/is><\/c>/g),
    ].map(([, style, of]) => ({ text: unescaped(of!), quoted: styles[Number(style)]!.includes('quotePrefix="1"') })),
  );
}

describe('the workbook', () => {
  test.each([0, 3, 120])('says with %i entries what the summary says, in real durations and dates', async (count) => {
    const snapshot = statementSnapshot({ entries: entries(count) });
    const book = await readWorkbook(await render(presentEdition(snapshot, 'practice', 'all_entries')));
    expect(book.names).toEqual(['Summary', 'Ledger', 'Money', 'Activities', 'Entries', 'Search']);

    const { totals, ledger, entries: rows } = snapshot.hours;
    expect(book.signed('Ledger', 'Carried in', 5)).toBe(ledger.carriedIn);
    expect(book.signed('Ledger', 'Available', 5)).toBe(ledger.available);
    expect(book.signed('Ledger', 'Carried out', 5)).toBe(ledger.carriedOut);
    expect(book.signed('Summary', 'Used', 1)).toBe(ledger.used);
    expect(book.signed('Summary', 'Not billable', 1)).toBe(0 - totals.notBillable);
    expect(toMinutes(book.row('Activities', 'Total')[2])).toBe(totals.worked);
    expect(book.row('Money', 'Total')[5]).toBe(snapshot.money.total / 100);
    expect(book.row('Search', 'Considered')[1]).toBe(14);

    const listed = book.rows('Entries').slice(1, -1);
    expect(listed.map(([date, who, , what]) => [date, who, what])).toEqual(
      rows.map((entry) => [new Date(`${entry.day}T00:00:00Z`), entry.author, entry.text]),
    );
    expect(listed.map((row) => [toMinutes(row[5]), toMinutes(row[6])])).toEqual(
      rows.map(({ worked, counted }) => [worked, counted]),
    );
    expect(toMinutes(book.row('Entries', 'Total')[5])).toBe(totals.worked);
    expect(toMinutes(book.row('Entries', 'Total')[6])).toBe(totals.counted);
  });

  test('has only the sheets that its reader may see, and no money', async () => {
    const snapshot = statementSnapshot({ entries: entries(9) });
    const names = async (visibility: Parameters<typeof presentEdition>[2]) => {
      const bytes = await render(presentEdition(snapshot, 'client', visibility));
      const parts = [...unzipped(bytes).values()].map(String).join('');
      expect(parts).not.toMatch(/EUR|8000|15716/);
      if (visibility !== 'all_entries') expect(parts).not.toMatch(/Board preparation|Ines/);
      return (await readWorkbook(bytes)).names;
    };
    expect(await names('all_entries')).toEqual(['Summary', 'Ledger', 'Activities', 'Entries', 'Search']);
    expect(await names('totals_by_activity')).toEqual(['Summary', 'Ledger', 'Activities', 'Search']);
    expect(await names('balance_only')).toEqual(['Summary', 'Search']);
    expect(await names('hidden')).toEqual(['Summary', 'Search']);
    const hidden = await render(presentEdition(snapshot, 'client', 'hidden'));
    expect(sheetsOf(unzipped(hidden)).join('')).not.toMatch(/Hours|Used|Available/);
  });

  test('prints a balance below zero in a column of its own', async () => {
    const snapshot = statementSnapshot({ entries: entries(24) });
    const { ledger } = snapshot.hours;
    const owed = minutes(-90);
    const bytes = await render(
      presentEdition(
        {
          ...snapshot,
          hours: {
            ...snapshot.hours,
            ledger: {
              ...ledger,
              carriedIn: owed,
              available: minutes(2510),
              expired: minutes(0),
              forfeited: minutes(0),
              overage: minutes(0),
              fromCarried: minutes(0),
              carriedOut: minutes(2510 - ledger.used),
            },
            lines: [
              { kind: 'accrue', minutes: minutes(2600), lot: null, text: '' },
              { kind: 'consume', minutes: minutes(-ledger.used), lot: null, text: '' },
            ],
          },
        },
        'client',
        'all_entries',
      ),
    );
    const book = await readWorkbook(bytes);
    expect(toMinutes(book.row('Ledger', 'Carried in')[6])).toBe(90);
    expect(book.signed('Ledger', 'Carried in', 5)).toBe(-90);
    expect(book.signed('Ledger', 'Carried out', 5)).toBe(2510 - ledger.used);
    for (const xml of sheetsOf(unzipped(bytes))) expect(xml).not.toContain('<v>-');
  });

  test('takes text for text: nothing is run, nothing is lost, and what starts like a formula is marked', async () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
      fc.stringMatching(/^[ ]{0,2}[=+\-@＝＋－＠][a-zA-Z0-9"';,|!()<>&]{1,12}$/),
      fc.constantFrom(`=cmd|'/C calc'!A0`, '_x0041_ stays', '</t></is></c><c><f>1+1</f>', '@SUM(A1:A9)', ']]>&lt;'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { minLength: 1, maxLength: 5 }), async (texts) => {
        const rows = entries(texts.length).map((entry, index) => ({
          ...entry,
          text: texts[index]!,
          author: texts[0]!,
        }));
        const snapshot = statementSnapshot({
          entries: rows,
          client: { name: texts[0]!, legalName: texts[0]!, address: texts[0]!, purchaseOrder: texts[0]! },
          narrative: readNarrative({ outcomes: texts.join('\n\n'), decisions: '', risks: '', nextMonth: '' }),
        });
        const bytes = await render(presentEdition(snapshot, 'practice', 'all_entries'));
        const files = unzipped(bytes);
        for (const { text: of, quoted } of textCells(files)) {
          if (/^\s*[=+\-@＝＋－＠]/.test(of)) expect({ of, quoted }).toEqual({ of, quoted: true });
        }
        const formulas = sheetsOf(files).flatMap((xml) => [...xml.matchAll(/<f>([^<]*)<\/f>/g)].map(([, f]) => f!));
        for (const formula of formulas) {
          expect(unescaped(formula)).toMatch(/^(?:SUM|SUMIF|IF|ROUND|Entries!|"no"|[A-G]\$?\d+|[-+*/=,:()]|\d+)+$/);
        }
        const listed = (await readWorkbook(bytes)).rows('Entries').slice(1, -1);
        const kept = (of: unknown) =>
          String(of ?? '').replace(/[\s\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, '');
        expect(listed.map((row) => kept(row[3]))).toEqual(rows.map((entry) => kept(entry.text)));
      }),
      { numRuns: 60 },
    );
  });

  test('reaches nowhere: no link, no macro, no other book', async () => {
    const files = unzipped(await render(presentEdition(statementSnapshot(), 'practice', 'all_entries')));
    expect([...files.keys()]).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'docProps/core.xml',
      'xl/workbook.xml',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      ...[1, 2, 3, 4, 5, 6].map((number) => `xl/worksheets/sheet${number}.xml`),
    ]);
    const all = [...files.values()].map(String).join('');
    expect(all).not.toMatch(/TargetMode|hyperlink|externalReference|externalLink|ddeLink|oleObject|vbaProject|file:/i);
  });

  test('is dated by its month, and comes out in the same bytes when asked twice', async () => {
    const edition = presentEdition(statementSnapshot(), 'client', 'all_entries');
    const [first, second] = [await render(edition), await render(structuredClone(edition))];
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
    const core = text(unzipped(first), 'docProps/core.xml');
    expect(core.match(/2026-12-02T00:00:00Z/g)).toHaveLength(2);
    expect(core).not.toContain(String(new Date().getFullYear() + 1));
  });

  test('holds every kind of cell, amounts in the decimals of their currency', async () => {
    const bytes = await writeWorkbook({
      title: 'Cells',
      author: 'Lind Advisory',
      date: day('2026-11-30'),
      sheets: [
        {
          name: 'Cells',
          columns: [10],
          head: 0,
          wide: false,
          rows: [
            [{ day: day('1999-12-31') }, { minutes: minutes(100_000) }, { count: 7 }, { part: 0.25 }],
            [
              { amount: minor(-123_456), decimals: 2 },
              { amount: minor(500), decimals: 0 },
              { amount: minor(1_234_567), decimals: 3 },
              null,
              { text: '東京 Αθήνα 😀' },
            ],
          ],
        },
      ],
    });
    const book: ReadWorkbook = await readWorkbook(bytes);
    const [first, second] = book.rows('Cells');
    expect(first![0]).toEqual(new Date('1999-12-31T00:00:00Z'));
    expect(toMinutes(first![1])).toBe(100_000);
    expect(first!.slice(2, 4)).toEqual([7, 0.25]);
    expect(second).toEqual([-1234.56, 500, 1234.567, null, '東京 Αθήνα 😀']);
  });
});
