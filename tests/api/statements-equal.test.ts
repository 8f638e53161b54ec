import { afterAll, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { currencyDecimals } from '@domain/shared/currency';
import { formatMinutes } from '@domain/shared/format';
import { formatMoney, moneyDecimal } from '@domain/shared/money';
import { minutes } from '@domain/shared/units';
import { presentEdition, type Edition, type StatementEdition } from '@domain/statements/edition';
import { stopDrawing } from '../../api/src/statements/render/pdf';
import { renderStatement } from '../../api/src/statements/render/render';
import { playMonth, randomMonth } from '../support/make/random-month';
import { readPdf } from '../support/pdf-text';
import { readWorkbook, toMinutes } from '../support/read-workbook';

afterAll(stopDrawing);

const MONTHS = process.env['BATON_LONG'] === '1' ? 500 : 60;

const sum = (sizes: readonly number[]) => sizes.reduce((all, size) => all + size, 0);
const printed = (size: number) => formatMinutes(minutes(size)).replace('-', '−');
const read = (text: string) => {
  const [, sign, hours, rest] = /^([−-]?)(\d+):(\d\d)$/.exec(text) ?? [];
  return (sign ? -1 : 1) * (Number(hours) * 60 + Number(rest));
};

test(`the ledger and all four files say the same to the minute and the cent in ${MONTHS} random months`, async () => {
  let files = 0;
  await fc.assert(
    fc.asyncProperty(randomMonth, fc.constantFrom<Edition>('client', 'practice'), async (given, edition) => {
      const { figures, entries, snapshot } = playMonth(given);
      const shown = presentEdition(snapshot, edition, given.visibility);
      const [json, csv, xlsx, pdf] = await Promise.all(
        (['json', 'csv', 'xlsx', 'pdf'] as const).map(async (format) => (await renderStatement(shown, format)).bytes),
      );
      files += 4;
      const data = JSON.parse(Buffer.from(json!).toString()) as StatementEdition;
      const rows: Record<string, string>[] = parse(Buffer.from(csv!), { columns: true });
      const book = await readWorkbook(xlsx!);
      const { text } = await readPdf(pdf!);
      const cells = (section: string) => rows.filter((row) => row['section'] === section);
      const cell = (section: string, item: string) => cells(section).find((row) => row['item'] === item);
      for (const said of [text, String(Buffer.from(csv!)), String(Buffer.from(json!))])
        expect(said).not.toContain('voided-');

      const { hours } = data;
      if (hours.visibility === 'hidden') {
        expect(text).not.toMatch(/Hours used|Available/);
        expect([...cells('balance'), ...cells('ledger'), ...cells('entry')]).toEqual([]);
        return;
      }
      const { available, used, carriedOut, carriedIn, overage } = figures;
      expect(hours.balance).toMatchObject({ available, used, overage, carriedOut });
      for (const [item, size] of [
        ['available', available],
        ['used', used],
        ['carried_out', carriedOut],
      ] as const) {
        expect(cell('balance', item)?.['minutes']).toBe(String(size));
      }
      expect(book.signed('Summary', 'Available', 1)).toBe(available);
      expect(book.signed('Summary', 'Carried out', 1)).toBe(carriedOut);
      expect(text).toContain(printed(used));
      if (hours.visibility === 'balance_only') {
        expect(book.names).not.toContain('Entries');
        expect(text).not.toContain('entry-');
        return;
      }

      expect(text).toContain(`Carried in ${printed(carriedIn)}`);
      expect(text).toContain(`Available ${printed(available)}`);
      expect(text).toContain(`Carried out ${printed(carriedOut)}`);
      expect(carriedIn + sum(cells('line').map((row) => Number(row['minutes'])))).toBe(carriedOut);
      expect(book.signed('Ledger', 'Carried in', 5)).toBe(carriedIn);
      expect(book.signed('Ledger', 'Carried out', 5)).toBe(carriedOut);
      const moved = book
        .rows('Ledger')
        .slice(2, -1)
        .map((row) => toMinutes(row[3]) - toMinutes(row[4]));
      expect(carriedIn + sum(moved)).toBe(carriedOut);

      const worked = sum(entries.map((entry) => entry.minutes));
      const { totals } = hours;
      expect(totals.worked).toBe(worked);
      expect(Number(cell('total', 'worked')?.['minutes'])).toBe(worked);
      expect(Number(cell('total', 'used')?.['minutes'])).toBe(used);
      expect(book.signed('Summary', 'Counted', 1)).toBe(totals.counted);
      expect(sum(cells('activity').map((row) => Number(row['worked_minutes'])))).toBe(worked);
      expect(toMinutes(book.row('Activities', 'Total')[2])).toBe(worked);
      if (entries.length > 0 || hours.visibility === 'totals_by_activity') {
        expect(text).toContain(`Worked ${printed(worked)}`);
        expect(text).toContain(`Counted ${printed(totals.counted)}`);
      }

      if (hours.visibility === 'all_entries') {
        const onPaper = [...text.matchAll(/entry-(\d+) (?:not billable )?(\d+:\d\d)(?: (\d+:\d\d))?/g)];
        expect(onPaper).toHaveLength(entries.length);
        expect(sum(onPaper.map(([, , figure]) => read(figure!)))).toBe(worked);
        const counted = onPaper.flatMap(([, , , figure]) => (figure === undefined ? [] : [read(figure)]));
        if (counted.length > 0) expect(sum(counted)).toBe(totals.counted);
        if (entries.length > 0)
          expect(text).toContain(`${entries.length} ${entries.length === 1 ? 'entry' : 'entries'}`);
        expect(sum(cells('entry').map((row) => Number(row['worked_minutes'])))).toBe(worked);
        const listed = book.rows('Entries').slice(1, -1);
        expect(listed).toHaveLength(entries.length);
        expect(sum(listed.map((row) => toMinutes(row[5])))).toBe(worked);
      } else {
        expect(text).not.toContain('entry-');
      }

      if (edition === 'client') {
        expect(data.money).toBeNull();
        expect(text).not.toContain(given.currency);
        expect(book.names).not.toContain('Money');
        return;
      }
      const total = figures.fee + figures.overageMoney + figures.correctionMoney;
      const unit = 10 ** currencyDecimals(given.currency);
      const minorOf = (decimal: unknown) => Math.round(Number(decimal) * unit);
      expect(data.money?.total).toBe(total);
      expect(cell('money', 'total')?.['amount']).toBe(moneyDecimal(data.money!.total, given.currency));
      expect(
        sum(
          cells('money')
            .slice(0, -1)
            .map((row) => minorOf(row['amount'])),
        ),
      ).toBe(total);
      expect(text).toContain(`Total ${formatMoney(data.money!.total, given.currency).replace('-', '−')}`);
      expect(minorOf(book.row('Money', 'Total')[5])).toBe(total);
      expect(
        sum(
          book
            .rows('Money')
            .slice(1, -1)
            .map((row) => minorOf(row[5])),
        ),
      ).toBe(total);
    }),
    { numRuns: MONTHS },
  );
  console.info(`${MONTHS} random months, ${files} files read again`);
}, 600_000);
