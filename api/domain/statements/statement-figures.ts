import type { LedgerLine } from '../engagements/ledger-lines.js';
import type { MonthFigures } from '../engagements/ledger.js';
import type { Overage } from '../engagements/terms.js';
import { formatMonth } from '../shared/format.js';
import { minor, minutes } from '../shared/units.js';
import { printDays } from './print-figures.js';
import type { HoursFacts, MoneyFacts, MoneyLine, PrintedLine } from './snapshot.js';
import { wordings, type Wording } from './wording.js';

/** The part of a summary that the ledger of its month decides: figures, lines, and the same in money. */
export function statementFigures(
  figures: MonthFigures,
  overage: Overage,
  language: keyof typeof wordings,
): Pick<HoursFacts, 'ledger' | 'lines'> & { readonly money: MoneyFacts } {
  const words = wordings[language];
  const { carriedIn, accrued, adjustments, available, used, fromCarried, fromOwn } = figures;
  const { expired, forfeited, carriedOut } = figures;
  const lines = moneyLines(figures, overage);
  return {
    ledger: {
      carriedIn,
      accrued,
      adjustments,
      available,
      used,
      fromCarried,
      fromOwn,
      overage: figures.overage,
      expired,
      forfeited,
      carriedOut,
    },
    lines: figures.lines.map((line) => printedLine(line, figures, words)),
    money: { lines, total: minor(lines.reduce((sum, line) => sum + line.amount, 0)) },
  };
}

function printedLine(line: LedgerLine, { month, lines }: MonthFigures, words: Wording): PrintedLine {
  const { kind, minutes } = line;
  switch (line.kind) {
    case 'accrue': {
      const parts = lines.filter((other) => other.kind === 'accrue').length;
      return { kind, minutes, lot: month, text: parts > 1 ? printDays(line.from, line.to) : '' };
    }
    case 'adjust':
      return { kind, minutes, lot: null, text: line.note };
    case 'overage':
      return { kind, minutes, lot: null, text: line.billed ? words.billed : words.absorbed };
    case 'expire':
    case 'forfeit':
      return { kind, minutes, lot: line.born, text: '' };
    case 'consume':
    case 'correct':
      return { kind, minutes, lot: null, text: '' };
  }
}

/** Fee, billed overage and corrections, a line each; a line of nothing is left out, the fee never. */
function moneyLines(figures: MonthFigures, overage: Overage): readonly MoneyLine[] {
  const { fee, overageMoney, overageBilled, correctionMoney, month } = figures;
  const ratePerHour = overage.kind === 'absorb' ? null : overage.ratePerHour;
  const plain = { text: '', minutes: null, ratePerHour: null };
  const lines: MoneyLine[] = [{ ...plain, kind: 'fee', text: formatMonth(month), amount: fee }];
  if (overageMoney !== 0) {
    lines.push({ ...plain, kind: 'overage', minutes: minutes(overageBilled), ratePerHour, amount: overageMoney });
  }
  if (correctionMoney !== 0) lines.push({ ...plain, kind: 'correction', amount: correctionMoney });
  return lines;
}
