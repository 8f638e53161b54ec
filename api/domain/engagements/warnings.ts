import { formatMinutes } from '../shared/format.js';
import { warningsOf, type MonthBalance, type Threshold } from './balance.js';

export type WarningMark = Threshold | 'forecast';

export const WARNING_MARKS = [50, 80, 100, 'forecast'] as const satisfies readonly WarningMark[];

/** What a judgement of a balance adds: marks nobody was warned of yet, and the one that is told of. */
export interface BalanceNews {
  readonly marks: readonly WarningMark[];
  /** The highest of the new marks; the forecast only where it says more than the marks do. Null when there is no news. */
  readonly tell: WarningMark | null;
}

/**
 * A month warns at each mark once. Where one entry passes several marks at once, all of them are used up and the highest is told,
 * so that nobody gets three mails for one afternoon.
 */
export function balanceNews(balance: MonthBalance, warned: readonly WarningMark[]): BalanceNews {
  const marks = warningsOf(balance).filter((mark) => !warned.includes(mark));
  const reached = marks.filter((mark) => mark !== 'forecast');
  const tell = marks.includes('forecast') ? 'forecast' : (reached.at(-1) ?? null);
  return { marks, tell };
}

/** How a month stands, in a sentence for everybody. */
export function balanceInWords(
  balance: Pick<MonthBalance, 'available' | 'used' | 'forecast'>,
  mark: WarningMark,
): string {
  const [used, available] = [formatMinutes(balance.used), formatMinutes(balance.available)];
  switch (mark) {
    case 50:
      return `Half of what is available is used: ${used} of ${available}.`;
    case 80:
      return `80 % of what is available is used: ${used} of ${available}.`;
    case 100:
      return balance.used > balance.available
        ? `More than what is available is used: ${used} of ${available}.`
        : `All of what is available is used: ${available}.`;
    case 'forecast':
      return `At the present pace ${formatMinutes(balance.forecast ?? balance.used)} of ${available} will be used by the end of the month; ${used} are used so far.`;
  }
}
