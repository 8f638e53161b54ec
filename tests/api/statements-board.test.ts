import { afterAll, describe, expect, test } from '@jest/globals';
import { presentEdition } from '@domain/statements/edition';
import { readNarrative } from '@domain/statements/narrative';
import { printBoard } from '@domain/statements/print-board';
import type { StatementSnapshot } from '@domain/statements/snapshot';
import { drawBoard, stopDrawing } from '../../api/src/statements/render/pdf';
import { entries, statementSnapshot } from '../support/make/statement-snapshot';
import { readPdf } from '../support/pdf-text';

afterAll(stopDrawing);

const HASH = 'ab'.repeat(32);

const board = (snapshot: StatementSnapshot, visibility: Parameters<typeof presentEdition>[2] = 'all_entries') =>
  printBoard(presentEdition(snapshot, 'client', visibility), HASH);

describe('the board page', () => {
  test('is one page with at most eight figures, the risks and the asks, and neither people nor entries', async () => {
    const printed = board(statementSnapshot({ entries: entries(120) }));
    expect(printed.figures).toHaveLength(8);
    const { pages, text, tagged } = await readPdf(await drawBoard(printed, 'a4'));
    expect(pages).toHaveLength(1);
    expect(tagged).toBe(true);
    for (const said of [
      'Acme Robotics',
      'Search running',
      '125:15',
      '6 of 16',
      '50%',
      'Risks and asks',
      'Please decide by',
    ])
      expect(text).toContain(said);
    expect(text).toContain(`SHA-256 ${HASH.slice(0, 12)}`);
    expect(text).not.toMatch(/Rhea|Ines|Planning round|Vendor call|EUR/);
  });

  test('stays one page however much was written, and says where the rest is', async () => {
    const words = 'The motion controller has one owner and no second pair of eyes. ';
    for (const risks of [words.repeat(70), `- ${words}\n`.repeat(70), `${words}\n\n`.repeat(70), 'x'.repeat(5000)]) {
      const printed = board(
        statementSnapshot({
          client: {
            name: 'Aktiengesellschaft für Nordseefähren und Inselversorgung',
            legalName: null,
            address: null,
            purchaseOrder: null,
          },
          narrative: readNarrative({ outcomes: '', decisions: '', risks, nextMonth: '' }),
        }),
      );
      for (const paper of ['a4', 'us-letter'] as const) {
        const { pages, text } = await readPdf(await drawBoard(printed, paper));
        expect(pages).toHaveLength(1);
        expect(text).toContain('More in the monthly summary.');
      }
    }
  });

  test('says no more of the hours than the client may read', () => {
    const said = (visibility: Parameters<typeof presentEdition>[2]) =>
      board(statementSnapshot({ entries: entries(120) }), visibility).figures.map(({ label }) => label);
    expect(said('balance_only')).toEqual(expect.arrayContaining(['Hours used', 'Beyond the allowance']));
    expect(said('balance_only')).not.toContain('Time on strategy');
    expect(said('hidden').join()).not.toMatch(/Hours|allowance|strategy/);
  });

  test('says so when there is nothing to report', async () => {
    const quiet = readNarrative({ outcomes: 'Fine.', decisions: '', risks: '', nextMonth: '' });
    const printed = board(statementSnapshot({ narrative: quiet, searches: [] }));
    const { text } = await readPdf(await drawBoard(printed, 'a4'));
    expect(text).toContain('None to report this month.');
    expect(text).not.toContain('Fine.');
  });
});
