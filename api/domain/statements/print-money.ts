import { formatMoney, type Currency } from '../shared/money.js';
import type { Minor } from '../shared/units.js';
import { printMinutes } from './print-figures.js';
import { printableLine } from './printable.js';
import type { MoneyFacts } from './snapshot.js';
import type { Wording } from './wording.js';

export interface PrintedMoney {
  readonly heading: string;
  readonly columns: readonly [string, string, string, string];
  readonly rows: readonly {
    readonly item: string;
    readonly note: string;
    readonly hours: string;
    readonly rate: string;
    readonly amount: string;
  }[];
  readonly total: { readonly label: string; readonly amount: string };
}

export function printMoney({ lines, total }: MoneyFacts, currency: Currency, words: Wording): PrintedMoney {
  const amount = (value: Minor) => formatMoney(value, currency).replace('-', '−');
  return {
    heading: words.money,
    columns: [words.column.item, words.column.hours, words.column.rate, words.column.amount],
    rows: lines.map((line) => ({
      item: words.moneyKind[line.kind],
      note: printableLine(line.text),
      hours: line.minutes === null ? '' : printMinutes(line.minutes),
      rate: line.ratePerHour === null ? '' : amount(line.ratePerHour),
      amount: amount(line.amount),
    })),
    total: { label: words.total, amount: amount(total) },
  };
}
