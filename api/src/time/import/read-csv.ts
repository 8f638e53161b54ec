import { CsvError, parse } from 'csv-parse/sync';
import { Refused } from '../../platform/problems/refused.js';

/** More rows than a person logs in years; a longer file is cut into parts by whoever exports it. */
const MOST_ROWS = 20_000;

/**
 * Cuts the text of a CSV file into cells, as they are. Commas, semicolons or tabs part them, whichever the first line has
 * most of; a byte-order mark is left out, and rows may be shorter than the header.
 */
export function readCsv(text: string): string[][] {
  const cells = cellsOf(text);
  if (cells.length > MOST_ROWS + 1) throw new Refused('request.too_large');
  return cells;
}

function cellsOf(text: string): string[][] {
  try {
    return parse(text, { bom: true, relax_column_count: true, skip_empty_lines: false, delimiter: separatorOf(text) });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = String(error['lines'] ?? error['quoting_line'] ?? '?');
    throw new Refused('import.unreadable', { reason: `something is wrong with the quotes around line ${line}` });
  }
}

function separatorOf(text: string): string {
  const [header = ''] = text.split('\n', 1);
  const times = (sign: string) => header.split(sign).length;
  return [',', ';', '\t'].toSorted((a, b) => times(b) - times(a))[0] ?? ',';
}
