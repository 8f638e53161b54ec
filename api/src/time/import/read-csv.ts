import { CsvError, parse } from 'csv-parse/sync';
import { Refused } from '../../platform/problems/refused.js';

/** More rows than a practice logs in years, and more than fit into the time that entering them may take on a slow machine; a longer file is cut into parts by whoever exports it. */
const MOST_ROWS = 60_000;

const SEPARATORS = [',', ';', '\t'];

/** The line by which spreadsheets are told the separator; it is no header. */
const HINT = /^\s*"?sep=(.)"?\s*(?:\r\n|\n|\r)/;

/**
 * Cuts the text of a CSV file into cells, as they are. Commas, semicolons or tabs part them, whichever the first line has
 * most of; a byte-order mark and empty lines before the header are left out, and rows may be shorter or longer than the header.
 */
export function readCsv(text: string): string[][] {
  if (text.includes('\0')) throw new Refused('import.unreadable', { reason: 'it is no text' });
  const cells = cellsOf(
    text
      .replace(/^\uFEFF/, '')
      .replace(HINT, '')
      .replace(/^\s*[\r\n]/, ''),
  );
  if (cells.length > MOST_ROWS + 1) throw new Refused('request.too_large');
  return cells;
}

function cellsOf(text: string): string[][] {
  try {
    const cells: string[][] = parse(whole(text), {
      relax_column_count: true,
      skip_empty_lines: false,
      delimiter: separatorOf(text),
    });
    return cells;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = String(error['lines'] ?? error['quoting_line'] ?? '?');
    throw new Refused('import.unreadable', { reason: `something is wrong with the quotes around line ${line}` });
  }
}

/** Half of a character, where a file was cut in two, is no text that could be kept. */
function whole(text: string): string {
  return text.replaceAll(/\p{Cs}/gu, '\uFFFD');
}

function separatorOf(text: string): string {
  const [header = ''] = text.split(/[\r\n]/, 1);
  const times = (sign: string) => header.split(sign).length;
  return SEPARATORS.toSorted((a, b) => times(b) - times(a))[0] ?? ',';
}
