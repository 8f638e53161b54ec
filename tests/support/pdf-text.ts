import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface ReadPdf {
  readonly pages: readonly string[];
  /** All pages, with single blanks. */
  readonly text: string;
  readonly info: Readonly<Record<string, unknown>>;
  readonly tagged: boolean;
}

/** The text of a PDF page by page, as a reader that copies it would get it. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const loading = getDocument({ data: bytes.slice(), useSystemFonts: false, verbosity: 0 });
  const document = await loading.promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''));
  }
  const { info } = await document.getMetadata();
  const tagged = (await document.getMarkInfo())?.['Marked'] === true;
  await loading.destroy();
  return { pages, text: pages.join(' ').replace(/\s+/gu, ' '), info: { ...info }, tagged };
}
