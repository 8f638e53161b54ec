import { zipped } from '../zipped.js';
import type { Workbook } from './cells.js';
import { sheetXml } from './sheet-xml.js';
import { stylesXml } from './styles.js';
import { declaration, MAIN, RELATIONSHIPS, xmlText } from './xml.js';

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The workbook as XLSX (ECMA-376): values and formulas only, nothing that reaches outside, dated by its own contents. */
export function writeWorkbook(book: Workbook): Promise<Uint8Array> {
  return zipped([
    { path: '[Content_Types].xml', content: contentTypes(book) },
    { path: '_rels/.rels', content: rootRelations() },
    { path: 'docProps/core.xml', content: coreProperties(book) },
    { path: 'xl/workbook.xml', content: workbookXml(book) },
    { path: 'xl/_rels/workbook.xml.rels', content: workbookRelations(book) },
    { path: 'xl/styles.xml', content: stylesXml() },
    ...book.sheets.map((sheet, index) => ({ path: sheetPath(index), content: sheetXml(sheet, index === 0) })),
  ]);
}

function sheetPath(index: number): string {
  return `xl/worksheets/sheet${index + 1}.xml`;
}

function contentTypes({ sheets }: Workbook): string {
  const part = (path: string, type: string) => `<Override PartName="/${path}" ContentType="${type}"/>`;
  return (
    `${declaration}<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    part('xl/workbook.xml', `${OFFICE}.sheet.main+xml`) +
    part('xl/styles.xml', `${OFFICE}.styles+xml`) +
    part('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml') +
    sheets.map((_, index) => part(sheetPath(index), `${OFFICE}.worksheet+xml`)).join('') +
    '</Types>'
  );
}

function relations(of: readonly (readonly [type: string, target: string])[]): string {
  const all = of.map(([type, target], index) => {
    return `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`;
  });
  return `${declaration}<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`;
}

function rootRelations(): string {
  return relations([
    [`${RELATIONSHIPS}/officeDocument`, 'xl/workbook.xml'],
    [`${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
  ]);
}

function workbookRelations({ sheets }: Workbook): string {
  return relations([
    ...sheets.map((_, index) => [`${RELATIONSHIPS}/worksheet`, `worksheets/sheet${index + 1}.xml`] as const),
    [`${RELATIONSHIPS}/styles`, 'styles.xml'],
  ]);
}

function coreProperties({ title, author, date }: Workbook): string {
  const moment = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${date}T00:00:00Z</dcterms:${name}>`;
  return (
    `${declaration}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"` +
    ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${xmlText(title)}</dc:title><dc:creator>${xmlText(author)}</dc:creator>` +
    `${moment('created')}${moment('modified')}</cp:coreProperties>`
  );
}

function workbookXml({ sheets }: Workbook): string {
  const list = sheets.map(({ name }, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`);
  const titles = sheets.flatMap(({ name, head }, index) => {
    return head === 0
      ? []
      : [`<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${name}!$1:$${head}</definedName>`];
  });
  return (
    `${declaration}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}"><bookViews><workbookView/></bookViews>` +
    `<sheets>${list.join('')}</sheets>${titles.length > 0 ? `<definedNames>${titles.join('')}</definedNames>` : ''}` +
    '</workbook>'
  );
}
