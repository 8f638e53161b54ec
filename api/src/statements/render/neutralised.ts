/** What a spreadsheet may take for the start of a formula, also after blanks: ASCII and full-width signs, and controls. */
const FORMULA = /^[\s\u200b-\u200f\u2060\ufeff]*[=+\-@\t\r\n\0＝＋－＠﹢﹣﹦﹫−]/u;

export function startsLikeFormula(text: string): boolean {
  return FORMULA.test(text) || /^[\t\r\n]/.test(text);
}

/** The text, led by a quote where a spreadsheet could run it. Text that needs no mark is returned as it is. */
export function neutralised(text: string): string {
  return startsLikeFormula(text) ? `'${text}` : text;
}
