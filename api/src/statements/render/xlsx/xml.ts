import { printable } from '../../../../domain/statements/printable.js';

export const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as XML holds it, without what XML or paper cannot carry. */
export function xmlText(text: string): string {
  return printable(text)
    .replace(/[\ufffe\uffff]/gu, '')
    .replace(/[&<>"]/g, (mark) => ENTITIES[mark] ?? mark);
}

/** The same in a cell, where `_x0041_` would be read as the letter A. */
export function cellText(text: string): string {
  return xmlText(text.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_'));
}
