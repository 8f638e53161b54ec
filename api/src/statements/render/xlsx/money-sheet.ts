import { currencyDecimals, type Currency } from '../../../../domain/shared/currency.js';
import type { MoneyFacts } from '../../../../domain/statements/snapshot.js';
import type { Wording } from '../../../../domain/statements/wording.js';
import type { Cell, Row, Sheet } from './cells.js';
import { signed } from './signed.js';

/** Fee and overage in the one currency of the month, with their sum. */
export function moneySheet({ lines, total }: MoneyFacts, currency: Currency, words: Wording): Sheet {
  const decimals = currencyDecimals(currency);
  const { column, sheet } = words;
  const rows: Row[] = [
    [
      { text: column.item, look: 'head' },
      { text: sheet.note, look: 'head' },
      { text: column.hours, look: 'head_right' },
      { text: sheet.belowZero, look: 'head_right' },
      { text: sheet.in(column.rate, currency), look: 'head_right' },
      { text: sheet.in(column.amount, currency), look: 'head_right' },
    ],
    ...lines.map(({ kind, text, minutes, ratePerHour, amount }): Row => {
      const hours: [Cell, Cell] = minutes === null ? [null, null] : signed(minutes);
      const rate = ratePerHour === null ? null : { amount: ratePerHour, decimals };
      return [{ text: words.moneyKind[kind] }, { text }, ...hours, rate, { amount, decimals }];
    }),
  ];
  const formula = lines.length > 0 ? { formula: `SUM(F2:F${lines.length + 1})` } : {};
  rows.push([
    { text: words.total, look: 'strong' },
    null,
    null,
    null,
    null,
    { amount: total, decimals, ...formula, total: true },
  ]);
  return { name: 'Money', columns: [26, 34, 11, 12, 16, 18], rows, head: 1, wide: false };
}
