import type { Day } from '../../../../domain/shared/day.js';
import type { Minor, Minutes } from '../../../../domain/shared/units.js';

export type TextLook = 'plain' | 'strong' | 'muted' | 'title' | 'section' | 'head' | 'head_right' | 'wrapped';

/**
 * A cell by what it means. Durations are never below zero, because Excel cannot show such a time: what is taken away
 * stands in a column of its own. A `formula` recomputes the value beside it, from cells and our own words only.
 */
export type Cell =
  | null
  | { readonly text: string; readonly look?: TextLook }
  | { readonly day: Day }
  | { readonly minutes: Minutes; readonly formula?: string; readonly total?: boolean }
  | { readonly count: number; readonly formula?: string; readonly total?: boolean }
  | { readonly part: number; readonly formula?: string }
  | { readonly amount: Minor; readonly decimals: 0 | 2 | 3; readonly formula?: string; readonly total?: boolean };

export type Row = readonly Cell[];

export interface Sheet {
  /** One of our own words, never somebody's text: formulas call a sheet by its name. */
  readonly name: string;
  /** Widths in characters. */
  readonly columns: readonly number[];
  /** Made while they are written; called once. */
  readonly rows: Iterable<Row>;
  /** How many rows stay in sight, and are printed on every page. */
  readonly head: number;
  readonly wide: boolean;
}

export interface Workbook {
  readonly title: string;
  readonly author: string;
  readonly date: Day;
  readonly sheets: readonly Sheet[];
}

/** `A` for 0, `AA` for 26. */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}
