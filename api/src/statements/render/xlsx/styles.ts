import { startsLikeFormula } from '../neutralised.js';
import type { Cell, TextLook } from './cells.js';
import { declaration, MAIN } from './xml.js';

const FONT = ['plain', 'strong', 'muted', 'title', 'section'] as const;
const FORMAT = { general: 0, percent: 9, hours: 164, day: 165, amount0: 3, amount2: 4, amount3: 166 } as const;
const BORDER = ['none', 'below', 'above'] as const;

interface Style {
  readonly font?: (typeof FONT)[number];
  readonly format?: keyof typeof FORMAT;
  readonly border?: (typeof BORDER)[number];
  readonly align?: 'left' | 'right';
  readonly wrap?: boolean;
  /** Tells a spreadsheet that the text stays text when somebody edits the cell. */
  readonly quoted?: boolean;
}

const LOOKS: Readonly<Record<TextLook, Style>> = {
  plain: {},
  strong: { font: 'strong' },
  muted: { font: 'muted' },
  title: { font: 'title' },
  section: { font: 'section' },
  head: { font: 'strong', border: 'below' },
  head_right: { font: 'strong', border: 'below', align: 'right' },
  wrapped: { wrap: true },
};

const TEXT = Object.entries(LOOKS).flatMap(([look, style]): [string, Style][] => [
  [look, style],
  [`${look} quoted`, { ...style, quoted: true }],
]);

const FIGURES = (['general', 'hours', 'amount0', 'amount2', 'amount3'] as const).flatMap(
  (format): [string, Style][] => [
    [format, { format }],
    [`${format} total`, { format, font: 'strong', border: 'above' }],
  ],
);

const STYLES = new Map<string, Style>([
  ...TEXT,
  ...FIGURES,
  ['day', { format: 'day', align: 'left' }],
  ['percent', { format: 'percent' }],
]);
const NUMBERS = new Map([...STYLES.keys()].map((name, number) => [name, number]));

/** The number of a cell's style in `stylesXml`. */
export function styleOf(cell: NonNullable<Cell>): number {
  return NUMBERS.get(nameOf(cell)) ?? 0;
}

function nameOf(cell: NonNullable<Cell>): string {
  if ('text' in cell) return (cell.look ?? 'plain') + (startsLikeFormula(cell.text) ? ' quoted' : '');
  if ('day' in cell) return 'day';
  if ('part' in cell) return 'percent';
  const format = 'minutes' in cell ? 'hours' : 'amount' in cell ? `amount${cell.decimals}` : 'general';
  return format + (cell.total ? ' total' : '');
}

export function stylesXml(): string {
  const xfs = [...STYLES.values()].map(styleXml).join('');
  return (
    `${declaration}<styleSheet xmlns="${MAIN}">` +
    '<numFmts count="3"><numFmt numFmtId="164" formatCode="[h]:mm"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/>' +
    '<numFmt numFmtId="166" formatCode="#,##0.000"/></numFmts>' +
    '<fonts count="5"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font>' +
    '<font><sz val="11"/><color rgb="FF566272"/><name val="Calibri"/></font>' +
    '<font><b/><sz val="16"/><name val="Calibri"/></font>' +
    '<font><b/><sz val="12"/><color rgb="FF0B5D57"/><name val="Calibri"/></font></fonts>' +
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
    `<borders count="3">${border('')}${border('<bottom style="thin"><color rgb="FF16202C"/></bottom>')}` +
    `${border('<top style="thin"><color rgb="FF16202C"/></top>')}</borders>` +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="${STYLES.size}">${xfs}</cellXfs>` +
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
  );
}

function border(side: string): string {
  const top = side.startsWith('<top') ? side : '<top/>';
  const bottom = side.startsWith('<bottom') ? side : '<bottom/>';
  return `<border><left/><right/>${top}${bottom}<diagonal/></border>`;
}

function styleXml({ font = 'plain', format = 'general', border = 'none', align, wrap, quoted }: Style): string {
  const alignment = `<alignment vertical="top"${align ? ` horizontal="${align}"` : ''}${wrap ? ' wrapText="1"' : ''}/>`;
  return (
    `<xf numFmtId="${FORMAT[format]}" fontId="${FONT.indexOf(font)}" fillId="0" borderId="${BORDER.indexOf(border)}" xfId="0"` +
    `${quoted ? ' quotePrefix="1"' : ''} applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1">${alignment}</xf>`
  );
}
