/**
 * Needs LibreOffice Calc (`apt-get install --no-install-recommends libreoffice-calc`), which computes every formula of a
 * workbook from which the values beside the formulas were taken out.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { formatMinutes } from '@domain/shared/format';
import { presentEdition } from '@domain/statements/edition';
import { renderStatement } from '../../api/src/statements/render/render';
import { zipped } from '../../api/src/statements/render/zipped';
import { entries, statementSnapshot } from '../support/make/statement-snapshot';
import { unzipped } from '../support/unzipped';

const folder = mkdtempSync(join(tmpdir(), 'workbook-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([0, 3, 120])(
  'LibreOffice computes the totals of a month with %i entries as they are printed',
  async (count) => {
    const snapshot = statementSnapshot({ entries: entries(count) });
    const { bytes } = await renderStatement(presentEdition(snapshot, 'practice', 'all_entries'), 'xlsx');
    const sheets = await computed(bytes, `month-${count}`);
    const row = (sheet: string, label: string) => sheets.get(sheet)?.find(([first]) => first === label) ?? [];

    const { totals, ledger, activities } = snapshot.hours;
    expect(row('Ledger', 'Carried in')[5]).toBe(formatMinutes(ledger.carriedIn));
    expect(row('Ledger', 'Available')[5]).toBe(formatMinutes(ledger.available));
    expect(row('Ledger', 'Carried out')[5]).toBe(formatMinutes(ledger.carriedOut));
    expect(row('Summary', 'Worked')[1]).toBe(formatMinutes(totals.worked));
    expect(row('Summary', 'Counted')[1]).toBe(formatMinutes(totals.counted));
    expect(row('Entries', 'Total')[5]).toBe(formatMinutes(totals.worked));
    expect(row('Entries', 'Total')[6]).toBe(formatMinutes(totals.counted));
    expect(row('Activities', 'Total')[2]).toBe(formatMinutes(totals.worked));
    expect(row('Search', 'Considered')[1]).toBe('14');
    expect(row('Money', 'Total')[5]!.replaceAll(',', '')).toBe((snapshot.money.total / 100).toFixed(2));
    for (const [name, rows] of sheets) {
      expect({ name, wrong: rows.flat().filter((cell) => /^(Err:|#)/.test(cell)) }).toEqual({ name, wrong: [] });
    }
    expect(activities.reduce((sum, activity) => sum + activity.minutes, 0)).toBe(totals.worked);
  },
  120_000,
);

/** The sheets as LibreOffice shows them, computed anew. */
async function computed(bytes: Uint8Array, name: string): Promise<Map<string, string[][]>> {
  const parts = [...unzipped(bytes)].map(([path, content]) => {
    return { path, content: content.toString('utf8').replace(/(<\/f>)<v>[^<]*<\/v>/g, '$1') };
  });
  const book = join(folder, `${name}.xlsx`);
  writeFileSync(book, await zipped(parts));
  calc(
    '--convert-to',
    'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1',
    '--outdir',
    folder,
    book,
  );
  return new Map(
    readdirSync(folder)
      .filter((file) => file.startsWith(`${name}-`) && file.endsWith('.csv'))
      .map((file) => [
        file.slice(name.length + 1, -4),
        parse(readFileSync(join(folder, file)), { relaxColumnCount: true }) as string[][],
      ]),
  );
}

function calc(...words: string[]): void {
  try {
    execFileSync('soffice', [`-env:UserInstallation=file://${folder}/profile`, '--headless', ...words], {
      stdio: 'pipe',
    });
  } catch (cause) {
    throw new Error('This test needs LibreOffice Calc: apt-get install --no-install-recommends libreoffice-calc', {
      cause,
    });
  }
}
