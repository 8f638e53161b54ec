import { day, daysBetween } from '../../../../domain/shared/day.js';
import { columnName, type Cell, type Row, type Sheet } from './cells.js';
import { styleOf } from './styles.js';
import { cellText, declaration, MAIN, xmlText } from './xml.js';

const ROWS_AT_ONCE = 50;
/** Heights in points. */
const LINE = 15;
const TALLEST = 405;
const MINUTES_A_DAY = 1440;
/** Where a spreadsheet counts days from, so that every day from March 1900 on comes out right. */
const DAY_ZERO = day('1899-12-30');

/** A sheet as XML, a few rows at a time, so that nobody waits for a long one. */
export function* sheetXml(sheet: Sheet, selected: boolean): Generator<string> {
  yield declaration + opening(sheet, selected);
  let at = 0;
  let chunk = '';
  for (const row of sheet.rows) {
    at += 1;
    chunk += rowXml(row, at, sheet.columns);
    if (at % ROWS_AT_ONCE === 0) {
      yield chunk;
      chunk = '';
    }
  }
  yield `${chunk}</sheetData>${closing(sheet)}</worksheet>`;
}

function opening({ columns, head }: Sheet, selected: boolean): string {
  const pane =
    head > 0 ? `<pane ySplit="${head}" topLeftCell="A${head + 1}" activePane="bottomLeft" state="frozen"/>` : '';
  const widths = columns
    .map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`)
    .join('');
  return (
    `<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>` +
    `<sheetViews><sheetView showGridLines="0"${selected ? ' tabSelected="1"' : ''} workbookViewId="0">${pane}</sheetView></sheetViews>` +
    `<sheetFormatPr defaultRowHeight="15"/><cols>${widths}</cols><sheetData>`
  );
}

function closing({ wide }: Sheet): string {
  return (
    '<pageMargins left="0.6" right="0.6" top="0.7" bottom="0.7" header="0.3" footer="0.3"/>' +
    `<pageSetup paperSize="9" orientation="${wide ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="0"/>`
  );
}

function rowXml(row: Row, at: number, columns: readonly number[]): string {
  const height = Math.max(LINE, ...row.map((cell, index) => heightOf(cell, columns[index] ?? 10)));
  const sized = height > LINE ? ` ht="${height}" customHeight="1"` : '';
  return `<row r="${at}"${sized}>${row.map((cell, index) => cellXml(cell, `${columnName(index)}${at}`)).join('')}</row>`;
}

/** Not every program measures text that it wraps, so the height is said: as many lines as the text needs at this width. */
function heightOf(cell: Cell, width: number): number {
  if (cell === null || !('text' in cell)) return LINE;
  if (cell.look === 'title') return 24;
  if (cell.look !== 'wrapped') return LINE;
  const lines = cell.text.split('\n').map((line) => {
    const wide = line.match(/[\u1100-\uffef]/gu)?.length ?? 0;
    return Math.max(1, Math.ceil((line.length + wide) / (width * 0.95)));
  });
  return Math.min(TALLEST, LINE * lines.reduce((sum, of) => sum + of, 0));
}

function cellXml(cell: Cell, at: string): string {
  if (cell === null) return '';
  const style = styleOf(cell);
  if ('text' in cell) {
    const text = cellText(cell.text);
    return text === ''
      ? ''
      : `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
  }
  const formula = 'formula' in cell && cell.formula !== undefined ? `<f>${xmlText(cell.formula)}</f>` : '';
  return `<c r="${at}" s="${style}">${formula}<v>${valueOf(cell)}</v></c>`;
}

function valueOf(cell: Exclude<Cell, null | { readonly text: string }>): string {
  if ('day' in cell) return String(daysBetween(DAY_ZERO, cell.day));
  if ('minutes' in cell) return String(cell.minutes / MINUTES_A_DAY);
  if ('amount' in cell) return String(cell.amount / 10 ** cell.decimals);
  return String('part' in cell ? cell.part : cell.count);
}
