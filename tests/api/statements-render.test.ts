import { createHash } from 'node:crypto';
import { afterAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { HoursVisibility } from '@domain/engagements/terms';
import { presentEdition, type Edition } from '@domain/statements/edition';
import { readNarrative } from '@domain/statements/narrative';
import type { StatementSnapshot } from '@domain/statements/snapshot';
import { formatMinutes } from '@domain/shared/format';
import { formatMoney } from '@domain/shared/money';
import { minutes } from '@domain/shared/units';
import { stopDrawing } from '../../api/src/statements/render/pdf';
import { renderStatement } from '../../api/src/statements/render/render';
import { entries, statementSnapshot } from '../support/make/statement-snapshot';
import { readPdf } from '../support/pdf-text';

afterAll(stopDrawing);

const copy = (snapshot: StatementSnapshot, edition: Edition = 'client', visibility: HoursVisibility = 'all_entries') =>
  presentEdition(snapshot, edition, visibility);

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

const PDF_ESCAPE = /\/(JavaScript|JS|Launch|GoToR|URI|EmbeddedFile|OpenAction|AA)\b/;

describe('the same summary in every format', () => {
  test.each([0, 3, 120])('carries the same totals with %i entries', async (count) => {
    const snapshot = statementSnapshot({ entries: entries(count) });
    const edition = copy(snapshot, 'practice');
    const [pdf, csv, json] = await Promise.all([
      renderStatement(edition, 'pdf'),
      renderStatement(edition, 'csv'),
      renderStatement(edition, 'json'),
    ]);
    const read = await readPdf(pdf.bytes);
    const rows: Record<string, string>[] = parse(text(csv.bytes), { columns: true });
    const parsed = JSON.parse(text(json.bytes));
    const cell = (section: string, item: string, column: string) =>
      rows.find((row) => row['section'] === section && row['item'] === item)?.[column];

    const { totals, ledger } = snapshot.hours;
    for (const [item, value] of Object.entries(totals)) {
      expect(parsed.hours.totals[item]).toBe(value);
      expect(cell('total', item === 'notBillable' ? 'not_billable' : item, 'minutes')).toBe(String(value));
    }
    for (const [item, value] of Object.entries(ledger)) {
      expect(parsed.hours.ledger[item]).toBe(value);
      expect(
        cell(
          'ledger',
          item.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`),
          'minutes',
        ),
      ).toBe(String(value));
    }
    const worked = rows.filter((row) => row['section'] === 'entry').map((row) => Number(row['worked_minutes']));
    expect(worked).toHaveLength(count);
    expect(worked.reduce((sum, each) => sum + each, 0)).toBe(totals.worked);

    expect(read.text).toContain(`Worked ${formatMinutes(totals.worked)}`.slice(0, count === 0 ? 0 : undefined));
    expect(read.text).toContain(`Available ${formatMinutes(ledger.available)}`);
    expect(read.text).toContain(`Carried in ${formatMinutes(ledger.carriedIn)}`);
    expect(read.text).toContain(`Carried out ${formatMinutes(ledger.carriedOut)}`);
    expect(read.text).toContain(formatMinutes(minutes(totals.used)));
    expect(read.text).toContain(`Total ${formatMoney(snapshot.money.total, 'EUR')}`);
    expect(cell('money', 'total', 'amount')).toBe((snapshot.money.total / 100).toFixed(2));
    expect(parsed.money.total).toBe(snapshot.money.total);
    for (const entry of snapshot.hours.entries) expect(read.text).toContain(formatMinutes(entry.worked));

    expect(json.sha256).toBe(json.versionHash);
    expect(pdf.versionHash).toBe(json.sha256);
    expect(read.text.replace(/ /g, '')).toContain(json.sha256);
    for (const file of [pdf, csv, json]) {
      expect(file.sha256).toBe(createHash('sha256').update(file.bytes).digest('hex'));
    }
  });

  test('comes out in the same bytes when asked twice, also from a fresh thread', async () => {
    const edition = copy(statementSnapshot());
    for (const format of ['pdf', 'csv', 'json'] as const) {
      const first = await renderStatement(edition, format);
      const second = await renderStatement(structuredClone(edition), format);
      expect(second.sha256).toBe(first.sha256);
    }
    const before = await renderStatement(edition, 'pdf');
    await stopDrawing();
    expect((await renderStatement(edition, 'pdf')).sha256).toBe(before.sha256);
  });

  test('the client file has no fee, no rate and no more hours than it may', async () => {
    const snapshot = statementSnapshot({ entries: entries(120) });
    const shown = await readPdf((await renderStatement(copy(snapshot, 'client', 'balance_only'), 'pdf')).bytes);
    expect(shown.text).toContain('78:35');
    expect(shown.text).not.toMatch(/EUR|8,000|Entries|Hours by activity|Board preparation/);
    const hidden = await readPdf((await renderStatement(copy(snapshot, 'client', 'hidden'), 'pdf')).bytes);
    expect(hidden.text).not.toMatch(/EUR|78:35|Hours/);
    const practice = await readPdf((await renderStatement(copy(snapshot, 'practice', 'hidden'), 'pdf')).bytes);
    expect(practice.text).toContain('Practice edition, with fee and rate');
    expect(practice.text).toContain('EUR 200.00');
    expect(practice.text).toContain('EUR 15,716.67');
  });
});

describe('the PDF', () => {
  test('reads in the agreed order, with a running foot on every page', async () => {
    const {
      pages,
      text: read,
      info,
      tagged,
    } = await readPdf((await renderStatement(copy(statementSnapshot({ entries: entries(120) })), 'pdf')).bytes);
    const order = [
      'Acme Robotics',
      'Where we stand',
      'Hours used',
      'Outcomes',
      'Decisions',
      'Search: VP of Engineering',
      'Hours by activity',
      'The hour balance, line by line',
      'Entries',
      'Risks and asks',
      'Next month',
      'About this summary',
    ];
    const places = order.map((heading) => read.indexOf(heading));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    pages.forEach((page, index) => {
      expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
      expect(page).toMatch(/Version 1 · SHA-256 [0-9a-f]{12}/);
    });
    const listing = pages.filter((page) => page.includes('not billable'));
    expect(listing.length).toBeGreaterThan(2);
    for (const page of listing) expect(page.replace(/\s+/g, ' ')).toContain('Date Who Activity What Worked Counted');
    expect(info).toMatchObject({ Title: 'Acme Robotics, Monthly summary November 2026', Author: 'Lind Advisory' });
    expect(tagged).toBe(true);
  });

  test('leaves no total, heading or column head behind, wherever the pages break', async () => {
    for (let count = 14; count <= 62; count += 4) {
      const edition = copy(statementSnapshot({ entries: entries(count) }), count % 8 === 6 ? 'client' : 'practice');
      const { pages } = await readPdf((await renderStatement(edition, 'pdf')).bytes);
      for (const page of pages) {
        const body = page.replace(/\s+/g, ' ');
        expect(body).not.toMatch(
          /(Date Who Activity What Worked Counted|November 2026) (Worked|Not billable|Rounding|Counted) −?\d/,
        );
        expect(body).not.toMatch(
          /(Date Who Activity What Worked Counted|Entries|Risks and asks|Fee and overage|Balance) Acme Robotics ·/,
        );
      }
    }
  });

  test('says on its face that a later version is a revised one', async () => {
    const { pages } = await readPdf((await renderStatement(copy(statementSnapshot({ version: 2 })), 'pdf')).bytes);
    expect(pages[0]).toContain('Version 2, revised');
    expect(pages.join(' ')).not.toContain('revised, revised');
  });

  test('is drawn on A4 and on Letter', async () => {
    const sizes = await Promise.all(
      (['a4', 'us-letter'] as const).map(async (paper) => {
        const { bytes } = await renderStatement(copy(statementSnapshot()), 'pdf', { paper });
        return /\/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)/.exec(Buffer.from(bytes).toString('latin1'))?.slice(1).map(Number);
      }),
    );
    expect(sizes.map((size) => size?.map(Math.round))).toEqual([
      [595, 842],
      [612, 792],
    ]);
  });

  test('prints Greek, Cyrillic and Japanese', async () => {
    const snapshot = statementSnapshot({
      client: { name: '東京ロボット株式会社', legalName: null, address: null, purchaseOrder: null },
      practice: { name: 'Σύμβουλοι Αθηνών', preparedBy: 'Анна Смирнова' },
    });
    const file = await renderStatement(copy(snapshot), 'pdf');
    const { text: read } = await readPdf(file.bytes);
    for (const words of ['東京ロボット株式会社', 'Σύμβουλοι Αθηνών', 'Анна Смирнова']) expect(read).toContain(words);
    expect(file.fileName).toBe('client-2026-11-v1-client.pdf');
  });

  test('leaves hostile text as text', async () => {
    const hostile = [
      `=cmd|'/C calc'!A0`,
      '#import "@preview/evil:1.0.0": *',
      '$x^2$ #{panic()} #sys.inputs',
      String.raw`back\slash \u{41} "quotes" 'single' <label> @ref`,
      '*bold* _emph_ `raw` // comment /* block */ https://example.test/a',
      '= Heading\u0000\u0007 \u202egnp.exe',
    ];
    const rows = entries(hostile.length).map((entry, index) => ({
      ...entry,
      author: 'Rhea Lind',
      text: hostile[index]!,
    }));
    const narrative = readNarrative({
      outcomes: hostile.join('\n\n'),
      decisions: '',
      risks: 'emoji 😀 שלום مرحبا',
      nextMonth: hostile.map((line) => `- ${line}`).join('\n'),
    });
    const { bytes } = await renderStatement(copy(statementSnapshot({ entries: rows, narrative })), 'pdf');
    const { text: read } = await readPdf(bytes);
    for (const line of hostile.slice(0, 4)) {
      expect(read.replace(/[\s\u200b]/gu, '').split(line.replace(/\s/gu, '')).length - 1).toBe(3);
    }
    expect(read).toContain('*bold* _emph_ `raw` // comment /* block */');
    expect(read).toContain('= Heading gnp.exe');
    expect(read).toContain('שלום');
    expect(Buffer.from(bytes).toString('latin1')).not.toMatch(PDF_ESCAPE);
  });

  test('keeps going when many are asked at once', async () => {
    const edition = copy(statementSnapshot({ entries: entries(3) }));
    const files = await Promise.all(Array.from({ length: 12 }, () => renderStatement(edition, 'pdf')));
    expect(new Set(files.map((file) => file.sha256)).size).toBe(1);
  });

  test('what waits when the server stops fails by name, and the next one is drawn again', async () => {
    const edition = copy(statementSnapshot({ entries: entries(3) }));
    const cut = Promise.allSettled([renderStatement(edition, 'pdf'), renderStatement(edition, 'pdf')]);
    await new Promise((resolve) => setImmediate(resolve));
    await stopDrawing();
    for (const outcome of await cut) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'PdfFailure' } });
    }
    expect((await renderStatement(edition, 'pdf')).bytes.length).toBeGreaterThan(10_000);
  });
});
