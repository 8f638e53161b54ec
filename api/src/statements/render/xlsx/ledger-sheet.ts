import { formatMonth } from '../../../../domain/shared/format.js';
import type { Month } from '../../../../domain/shared/month.js';
import { minutes, type Minutes } from '../../../../domain/shared/units.js';
import type { PrintedLedger, PrintedLine } from '../../../../domain/statements/snapshot.js';
import type { Wording } from '../../../../domain/statements/wording.js';
import type { Row, Sheet } from './cells.js';
import { signed } from './signed.js';

/** Carried in, what was added, available, what was taken away, carried out; each balance is computed from the one above. */
export function ledgerSheet(
  { ledger, lines }: { readonly ledger: PrintedLedger; readonly lines: readonly PrintedLine[] },
  month: Month,
  words: Wording,
): Sheet {
  const { item, added, taken, balance, belowZero, lot, note } = words.sheet;
  const rows: Row[] = [
    [
      { text: item, look: 'head' },
      { text: lot, look: 'head' },
      { text: note, look: 'head' },
      { text: added, look: 'head_right' },
      { text: taken, look: 'head_right' },
      { text: balance, look: 'head_right' },
      { text: belowZero, look: 'head_right' },
    ],
  ];
  let running: Minutes = ledger.carriedIn;
  const above = () => `F${rows.length}-G${rows.length}`;
  const sum = (label: string, formula?: string) => {
    rows.push([{ text: label, look: 'strong' }, null, null, null, null, ...signed(running, formula, true)]);
  };
  const line = ({ kind, minutes: change, lot: of, text }: PrintedLine) => {
    running = minutes(running + change);
    const at = rows.length + 1;
    rows.push([
      { text: words.line[kind] },
      { text: of && of !== month ? formatMonth(of) : '' },
      { text },
      ...signed(change),
      ...signed(running, `${above()}+D${at}-E${at}`),
    ]);
  };
  const isAdded = ({ kind }: PrintedLine) => kind === 'accrue' || kind === 'adjust';
  sum(words.carriedIn);
  lines.filter(isAdded).forEach(line);
  sum(words.available, above());
  lines.filter((of) => !isAdded(of)).forEach(line);
  sum(words.carriedOut, above());
  return { name: 'Ledger', columns: [34, 18, 40, 11, 11, 11, 12], rows, head: 1, wide: true };
}
