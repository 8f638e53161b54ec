import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { canonicalPieces } from '../../../domain/statements/canonical-json.js';
import type { StatementEdition } from '../../../domain/statements/edition.js';
import { printStatement } from '../../../domain/statements/print.js';
import type { StatementFormat } from '../../../domain/statements/formats.js';
import { renderCsv, type CsvDialect } from './csv.js';
import { fileNameOf } from './file-name.js';
import { drawPdf, type Paper } from './pdf.js';
import { statementWorkbook } from './xlsx/statement-workbook.js';
import { writeWorkbook } from './xlsx/workbook.js';

export interface RenderOptions {
  /** PDF only; A4 unless told. */
  readonly paper?: Paper;
  /** CSV only; comma between cells and a decimal dot unless told. */
  readonly dialect?: CsvDialect;
  /** CSV only; a byte-order mark for spreadsheets that need one. Off unless told. */
  readonly byteOrderMark?: boolean;
}

export interface RenderedStatement {
  readonly bytes: Uint8Array;
  /** ASCII letters, digits, dots and hyphens only. */
  readonly fileName: string;
  readonly mediaType: string;
  /** SHA-256 of these bytes, in hexadecimal. */
  readonly sha256: string;
  /** SHA-256 of the edition's canonical JSON: the hash of the version, the same for all formats, printed in the PDF. */
  readonly versionHash: string;
}

const MEDIA_TYPE: Readonly<Record<StatementFormat, string>> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
};

/**
 * One edition of a summary as a file. The same edition and options give the same bytes.
 * @throws PdfFailure when the PDF could not be drawn in time.
 */
export async function renderStatement(
  edition: StatementEdition,
  format: StatementFormat,
  options: RenderOptions = {},
): Promise<RenderedStatement> {
  const { bytes: json, hash: versionHash } = await canonical(edition);
  const bytes = await bytesOf(edition, format, options, json, versionHash);
  return {
    bytes,
    fileName: fileNameOf(edition, format),
    mediaType: MEDIA_TYPE[format],
    sha256: sha256(bytes),
    versionHash,
  };
}

const BYTES_AT_ONCE = 65_536;

/** The edition's canonical JSON with its hash, made piece by piece, so that a long month does not hold up other requests. */
async function canonical(edition: StatementEdition): Promise<{ bytes: Uint8Array; hash: string }> {
  const digest = createHash('sha256');
  const pieces: Buffer[] = [];
  let unbroken = 0;
  for (const text of canonicalPieces(edition)) {
    const piece = Buffer.from(text);
    digest.update(piece);
    pieces.push(piece);
    unbroken += piece.length;
    if (unbroken < BYTES_AT_ONCE) continue;
    unbroken = 0;
    await setImmediate();
  }
  return { bytes: new Uint8Array(Buffer.concat(pieces)), hash: digest.digest('hex') };
}

async function bytesOf(
  edition: StatementEdition,
  format: StatementFormat,
  options: RenderOptions,
  json: Uint8Array,
  hash: string,
): Promise<Uint8Array> {
  if (format === 'json') return json;
  if (format === 'csv') return renderCsv(edition, options);
  if (format === 'xlsx') return writeWorkbook(statementWorkbook(edition, hash));
  return drawPdf(printStatement(edition, hash), options.paper ?? 'a4');
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
