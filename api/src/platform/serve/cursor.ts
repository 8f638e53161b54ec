import { Refused } from '../problems/refused.js';

/** A place in a list, as opaque text: the sort key of the last row that was told. */
export function cursorOf(key: readonly string[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** @throws Refused when the cursor is not one of ours. */
export function readCursor(cursor: string | undefined, parts: number): string[] | null {
  if (cursor === undefined) return null;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(key) && key.length === parts && key.every((part) => typeof part === 'string')) return key;
  } catch {
    // Falls through to the refusal.
  }
  throw new Refused('request.invalid', { field: 'cursor' });
}

/** Cuts a list that was read one row longer than asked into the part to tell and the cursor of the next. */
export function cut<Row, Item>(
  rows: readonly Row[],
  limit: number,
  key: (row: Row) => readonly string[],
  present: (row: Row) => Item,
): { items: Item[]; next: string | null } {
  const told = rows.slice(0, limit);
  const last = told.at(-1);
  return { items: told.map(present), next: rows.length > limit && last ? cursorOf(key(last)) : null };
}
