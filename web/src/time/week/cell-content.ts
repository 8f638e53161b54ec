import type { WeekEntry } from '@contract/time';
import type { Minutes } from '@domain/shared/units';

/** What a cell is to hold, as one entry; an empty cell holds null. */
export interface CellContent {
  readonly minutes: Minutes;
  readonly billable: boolean;
  readonly text: string;
  readonly privateNote: string;
}

/** The way from what a cell holds to what it is to hold. */
export type CellChange =
  | { readonly is: 'nothing' }
  | { readonly is: 'log'; readonly content: CellContent }
  | { readonly is: 'edit'; readonly entry: WeekEntry; readonly content: Partial<CellContent> }
  | { readonly is: 'void'; readonly entry: WeekEntry };

export function contentOf({ minutes, billable, text, privateNote }: WeekEntry): CellContent {
  return { minutes, billable, text, privateNote };
}

/** Says nothing where nothing would change, and of an edit only what does. */
export function changeFor(entry: WeekEntry | null, wanted: CellContent | null): CellChange {
  if (entry === null) return wanted === null ? { is: 'nothing' } : { is: 'log', content: wanted };
  if (wanted === null) return { is: 'void', entry };
  const had = contentOf(entry);
  const changed = Object.entries(wanted).filter(([name, value]) => had[name as keyof CellContent] !== value);
  if (changed.length === 0) return { is: 'nothing' };
  return { is: 'edit', entry, content: Object.fromEntries(changed) };
}
