import type { PortfolioRow } from '@contract/clients';
import { formatMonth } from '@domain/shared/format';
import type { Tone } from '../ui/status';

export type Exception = PortfolioRow['exceptions'][number];

function monthName(exception: Exception): string {
  return exception.month ? (formatMonth(exception.month).split(' ')[0] ?? '') : 'month';
}

/** Two or three words for a row, and how loud they are. */
export function exceptionInShort(exception: Exception): { readonly words: string; readonly tone: Tone } {
  switch (exception.kind) {
    case 'over':
      return { words: 'Over allowance', tone: 'over' };
    case 'nearly_used':
      return { words: 'Nearly used', tone: 'warn' };
    case 'forecast_over':
      return { words: 'Over at this pace', tone: 'warn' };
    case 'summary_late':
      return { words: `${monthName(exception)} late`, tone: 'warn' };
    case 'month_to_close':
      return { words: `Close ${monthName(exception)}`, tone: 'plain' };
    case 'summary_to_publish':
      return { words: `Publish ${monthName(exception)}`, tone: 'plain' };
    case 'stalled':
      return { words: 'Search stalled', tone: 'warn' };
    case 'step_overdue':
      return { words: 'Step overdue', tone: 'warn' };
    case 'no_terms':
      return { words: 'No terms', tone: 'plain' };
    case 'hours_missing':
      return { words: 'No hours lately', tone: 'plain' };
    case 'month_ending':
      return { words: `${monthName(exception)} ends`, tone: 'plain' };
  }
}
