import { afterAll, expect, test } from '@jest/globals';
import { presentEdition } from '@domain/statements/edition';
import { STATEMENT_FORMATS } from '@domain/statements/formats';
import { stopDrawing } from '../../api/src/statements/render/pdf';
import { renderStatement } from '../../api/src/statements/render/render';
import { entries, statementSnapshot } from '../support/make/statement-snapshot';
import { readPdf } from '../support/pdf-text';

afterAll(stopDrawing);

const megabytes = () => process.memoryUsage().rss / 2 ** 20;

test.each(STATEMENT_FORMATS)(
  'a month of 10,000 entries as %s takes at most ten seconds and 256 MB',
  async (format) => {
    await renderStatement(presentEdition(statementSnapshot(), 'practice', 'all_entries'), format);
    const edition = presentEdition(statementSnapshot({ entries: entries(10_000) }), 'practice', 'all_entries');
    global.gc?.();
    const base = megabytes();
    let peak = base;
    const watch = setInterval(() => (peak = Math.max(peak, megabytes())), 20);
    const began = Date.now();
    const { bytes } = await renderStatement(edition, format);
    const took = Date.now() - began;
    clearInterval(watch);
    console.log(`${format}: ${took} ms, ${Math.round(peak - base)} MB over ${Math.round(base)}, ${bytes.length} bytes`);
    expect(took).toBeLessThan(10_000);
    expect(peak - base).toBeLessThan(256);
    if (format === 'pdf') {
      const { pages, tagged } = await readPdf(bytes);
      expect(tagged).toBe(true);
      expect(pages.length).toBeGreaterThan(100);
    }
  },
  60_000,
);
