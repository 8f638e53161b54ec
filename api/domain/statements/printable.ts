/**
 * Text as paper can carry it: without control characters, direction overrides that would let a line read as another
 * one, and half surrogate pairs. Line breaks stay.
 */
export function printable(text: string): string {
  return text
    .replace(/\r\n?/gu, '\n')
    .replace(/[\u2028\u2029]/gu, '\n')
    .replace(/\t/gu, ' ')
    .replace(/[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, (mark) => (mark === '\n' ? mark : ''))
    .replace(/\p{Surrogate}/gu, '\ufffd');
}

/** The same on one line. */
export function printableLine(text: string): string {
  return printable(text).replace(/\s+/gu, ' ').trim();
}
