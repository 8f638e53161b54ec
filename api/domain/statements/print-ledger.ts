import { formatMonth, formatSignedMinutes } from '../shared/format.js';
import type { Month } from '../shared/month.js';
import { minutes, type Minutes } from '../shared/units.js';
import type { Balance } from './edition.js';
import { printMinutes } from './print-figures.js';
import { printableLine } from './printable.js';
import type { PrintedLedger, PrintedLine } from './snapshot.js';
import type { Wording } from './wording.js';

export interface PrintedBalance {
  readonly heading: string;
  readonly figures: readonly { readonly label: string; readonly value: string }[];
  /** The burn meter, left to right; parts are of its whole length and make 1. Empty where it cannot be drawn. */
  readonly meter: readonly {
    readonly kind: 'carried' | 'own' | 'unused' | 'overage';
    readonly label: string;
    readonly value: string;
    readonly part: number;
  }[];
}

export interface PrintedLedgerTable {
  readonly heading: string;
  readonly columns: readonly [string, string, string];
  readonly rows: readonly {
    readonly kind: 'opening' | 'line' | 'subtotal' | 'closing';
    readonly label: string;
    readonly note: string;
    readonly hours: string;
    readonly balance: string;
  }[];
}

/** The balance in figures, with the burn meter; where the ledger may be read, the meter tells carried hours apart. */
export function printBalance(balance: Balance, ledger: PrintedLedger | null, words: Wording): PrintedBalance {
  const { available, used, overage, left, carriedOut } = balance;
  const figures: [string, Minutes][] = [
    [words.available, available],
    [words.used, used],
    overage > 0 ? [words.line.overage, overage] : [words.left, left],
    [words.carriedOut, carriedOut],
  ];
  return {
    heading: words.balance,
    figures: figures.map(([label, value]) => ({ label, value: printMinutes(value) })),
    meter: meterOf(balance, ledger, words),
  };
}

function meterOf({ available, used, overage, left }: Balance, ledger: PrintedLedger | null, words: Wording) {
  const told = ledger !== null && ledger.fromCarried + ledger.fromOwn + overage === used && ledger.fromCarried > 0;
  const parts = [
    { kind: 'carried' as const, label: words.fromCarried, size: told ? ledger.fromCarried : 0 },
    {
      kind: 'own' as const,
      label: ledger ? words.fromOwn : words.usedPart,
      size: told ? ledger.fromOwn : used - overage,
    },
    { kind: 'unused' as const, label: words.unused, size: left },
    { kind: 'overage' as const, label: words.overage, size: overage },
  ];
  const whole = available + overage;
  if (whole <= 0 || parts.some((part) => part.size < 0)) return [];
  return parts.flatMap(({ kind, label, size }) => {
    return size === 0 ? [] : [{ kind, label, value: printMinutes(minutes(size)), part: size / whole }];
  });
}

/** Carried in, what was added, available, what was taken away, carried out: a column that adds up on the way down. */
export function printLedger(
  ledger: PrintedLedger,
  lines: readonly PrintedLine[],
  month: Month,
  words: Wording,
): PrintedLedgerTable {
  const added = lines.filter(({ kind }) => kind === 'accrue' || kind === 'adjust');
  const taken = lines.filter(({ kind }) => kind !== 'accrue' && kind !== 'adjust');
  let balance: number = ledger.carriedIn;
  const printLine = (line: PrintedLine) => {
    balance += line.minutes;
    return {
      kind: 'line' as const,
      label: words.line[line.kind],
      note: [line.lot && line.lot !== month && words.lot(formatMonth(line.lot)), printableLine(line.text)]
        .filter(Boolean)
        .join('. '),
      hours: formatSignedMinutes(line.minutes).replace('-', '−'),
      balance: printMinutes(minutes(balance)),
    };
  };
  const sum = (kind: 'opening' | 'subtotal' | 'closing', label: string, value: Minutes) => {
    return { kind, label, note: '', hours: '', balance: printMinutes(value) };
  };
  return {
    heading: words.ledger,
    columns: [words.column.item, words.column.hours, words.column.balance],
    rows: [
      sum('opening', words.carriedIn, ledger.carriedIn),
      ...added.map(printLine),
      sum('subtotal', words.available, ledger.available),
      ...taken.map(printLine),
      sum('closing', words.carriedOut, ledger.carriedOut),
    ],
  };
}
