import type { LedgerLine } from '../engagements/ledger-lines.js';
import type { MonthFigures } from '../engagements/ledger.js';
import type { OverageAsked } from '../engagements/overage-request.js';
import type { Overage } from '../engagements/terms.js';
import type { Day } from '../shared/day.js';
import { formatDate, formatMinutes, formatMonth } from '../shared/format.js';
import { printDays } from './print-figures.js';
import type { HoursFacts, MoneyFacts, MoneyLine, PrintedLine } from './snapshot.js';
import { moneyLines, moneyTotal } from './totals.js';
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
  const lines = printedMoney(figures, overage);
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
    money: { lines, total: moneyTotal(moneyLines(figures)) },
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
      return { kind, minutes, lot: null, text: overageText(line, words) };
    case 'expire':
    case 'forfeit':
      return { kind, minutes, lot: line.born, text: '' };
    case 'correct':
      return { kind, minutes, lot: null, text: correctionText(line) };
    case 'consume':
      return { kind, minutes, lot: null, text: '' };
  }
}

/** What became of hours beyond, and what the client was asked and answered. */
function overageText({ billed, asked = [] }: LedgerLine & { readonly kind: 'overage' }, words: Wording): string {
  return [billed ? words.billed : words.absorbed, ...asked.map(askedText)].join('. ');
}

function askedText({ minutes, reason, askedOn, answer, sentence, answeredBy, answeredOn }: OverageAsked): string {
  const said = answer === null ? 'no answer yet' : answer === 'yes' ? 'approved' : 'declined';
  const by = [answeredBy && `by ${answeredBy}`, answeredOn && `on ${formatDate(answeredOn)}`].filter(Boolean).join(' ');
  const answered = [said, by].filter(Boolean).join(' ');
  return `Asked for ${formatMinutes(minutes)} on ${formatDate(askedOn)}, “${reason}”: ${answered}${sentence ? `, “${sentence}”` : ''}`;
}

/** The entry that a correction mends, by its day, and why. */
function correctionText({ day, reason }: { readonly day: Day; readonly reason: string }): string {
  return `${formatDate(day)}: ${reason}`;
}

/** The month's lines of money in words: the fee by part of the month, billed overage with its rate, corrections. */
function printedMoney(figures: MonthFigures, overage: Overage): readonly MoneyLine[] {
  const ratePerHour = overage.kind === 'absorb' ? null : overage.ratePerHour;
  const lines = moneyLines(figures);
  const parts = lines.filter((line) => line.kind === 'fee').length;
  return lines.map((line): MoneyLine => {
    const { kind, amount } = line;
    if (line.kind === 'fee') {
      const text = parts > 1 ? printDays(line.from, line.to) : formatMonth(figures.month);
      return { kind, text, minutes: null, ratePerHour: null, amount };
    }
    return line.kind === 'correction'
      ? { kind, text: correctionText(line), minutes: line.minutes, ratePerHour: line.ratePerHour, amount }
      : { kind, text: '', minutes: line.minutes, ratePerHour, amount };
  });
}
