import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { presentEdition } from '@domain/statements/edition';
import { fileNameOf } from '../../api/src/statements/render/file-name';
import { neutralised } from '../../api/src/statements/render/neutralised';
import { renderCsv } from '../../api/src/statements/render/csv';
import { entries, statementSnapshot } from '../support/make/statement-snapshot';

const text = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.stringMatching(/^[ \t]{0,2}[=+\-@＝＋－＠][a-z"';,|!()\r\n]{0,12}$/),
);

describe('the CSV', () => {
  test('reads back as the source apart from the mark, in both dialects', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 6 }), fc.boolean(), (texts, comma) => {
        const rows = entries(texts.length).map((entry, index) => ({ ...entry, text: texts[index]! }));
        const edition = presentEdition(statementSnapshot({ entries: rows }), 'practice', 'all_entries');
        const written = text(renderCsv(edition, { dialect: comma ? 'comma' : 'semicolon' }));
        const read: Record<string, string>[] = parse(written, { columns: true, delimiter: comma ? ',' : ';' });
        const back = read.filter((row) => row['section'] === 'entry').map((row) => row['text']);
        expect(back).toEqual(texts.map(neutralised));
        expect(back.map((cell, index) => (cell === texts[index] ? cell : cell?.slice(1)))).toEqual(texts);
        for (const cell of back) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]/u);
      }),
      { numRuns: 60 },
    );
  });

  test('keeps numbers as numbers: whole minutes, amounts in the dialect', () => {
    const edition = presentEdition(statementSnapshot({ entries: entries(120) }), 'practice', 'all_entries');
    const comma = text(renderCsv(edition, {}));
    expect(comma).toContain('"money","overage"');
    expect(comma).toContain('"15716.67","EUR"');
    expect(comma).toMatch(/"line","consume",.*,-7315,/);
    const semicolon = text(renderCsv(edition, { dialect: 'semicolon', byteOrderMark: true }));
    expect(semicolon.startsWith('\ufeff"client";"legal_name"')).toBe(true);
    expect(semicolon).toContain('"15716,67";"EUR"');
    for (const line of comma.split('\r\n').slice(0, -1)) expect(line).not.toMatch(/[\r\n]/);
  });

  test('has the same number of cells in every row', () => {
    for (const visibility of ['all_entries', 'totals_by_activity', 'balance_only', 'hidden'] as const) {
      const rows: string[][] = parse(text(renderCsv(presentEdition(statementSnapshot(), 'client', visibility), {})));
      expect(new Set(rows.map((row) => row.length))).toEqual(new Set([22]));
    }
  });
});

describe('the file name', () => {
  test('is plain ASCII without path, line break or surprise', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (name) => {
        const client = { ...statementSnapshot().client, name };
        const edition = presentEdition(statementSnapshot({ client }), 'client', 'all_entries');
        expect(fileNameOf(edition, 'pdf')).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*-2026-11-v1-client\.pdf$/);
      }),
    );
  });

  test('says when it is a draft', () => {
    const edition = presentEdition(statementSnapshot({ version: null }), 'practice', 'all_entries');
    expect(fileNameOf(edition, 'csv')).toBe('acme-robotics-2026-11-draft-practice.csv');
  });
});
