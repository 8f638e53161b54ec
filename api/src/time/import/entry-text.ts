const LONGEST_TEXT = 500;
const LONGEST_NOTE = 2000;

/** The text of an entry from a cell: one line. What is too long for it is kept whole in the private note. */
export function entryText(cell: string): { readonly text: string; readonly privateNote: string } {
  const text = cell.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  if (text.length <= LONGEST_TEXT) return { text, privateNote: '' };
  return { text: `${text.slice(0, LONGEST_TEXT - 1)}…`, privateNote: text.slice(0, LONGEST_NOTE) };
}
