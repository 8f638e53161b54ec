import { stringify } from 'csv-stringify/sync';
import { moneyDecimal, type Money } from '../../../domain/shared/money.js';
import { isRevised, type PracticeEdition } from '../../../domain/statements/bookkeepers-month.js';
import { neutralised } from './neutralised.js';

const COLUMNS = [
  'client',
  'legal_name',
  'address',
  'purchase_order',
  'month',
  'first_day',
  'last_day',
  'version',
  'revised',
  'issued_on',
  'item',
  'text',
  'minutes',
  'rate_per_hour',
  'amount',
  'currency',
] as const;

/** All clients' lines of money in one currency (RFC 4180): each client's lines and total, and the total of all at the end. */
export function monthCsv({
  editions,
  amount,
  currency,
}: Money & { readonly editions: readonly PracticeEdition[] }): Uint8Array {
  const records = [
    ...editions.flatMap((edition) => linesOf(edition)),
    [
      'All clients',
      ...COLUMNS.slice(1, -6).map(() => ''),
      'total',
      '',
      '',
      '',
      moneyDecimal(amount, currency),
      currency,
    ],
  ];
  const text = stringify([[...COLUMNS], ...records], { record_delimiter: '\r\n', quoted_string: true });
  return new TextEncoder().encode(text);
}

function linesOf(edition: PracticeEdition): (string | number)[][] {
  const { client, month, money, engagement, version, issuedOn } = edition;
  const { currency } = engagement;
  const head = [
    neutralised(client.name),
    neutralised(client.legalName ?? ''),
    neutralised(client.address ?? ''),
    neutralised(client.purchaseOrder ?? ''),
    month.month,
    month.firstDay,
    month.lastDay,
    version ?? '',
    isRevised(edition) ? 'yes' : 'no',
    issuedOn,
  ];
  return [
    ...money.lines.map(({ kind, text, minutes, ratePerHour, amount }) => [
      ...head,
      kind,
      neutralised(text),
      minutes ?? '',
      ratePerHour === null ? '' : moneyDecimal(ratePerHour, currency),
      moneyDecimal(amount, currency),
      currency,
    ]),
    [...head, 'total', '', '', '', moneyDecimal(money.total, currency), currency],
  ];
}
