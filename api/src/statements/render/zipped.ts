import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import yazl from 'yazl';

export interface ZipPart {
  readonly path: string;
  /** Bytes, or text that is made while it is compressed, so that a long part is never whole in memory. */
  readonly content: Uint8Array | string | Iterable<string>;
}

/** Local time, because that is what a ZIP holds: the same two bytes in every zone. */
const ALWAYS = new Date(1980, 0, 1);

const ENTRY = { mtime: ALWAYS, mode: 0o100644, forceDosTimestamp: true };

/** The parts as one ZIP. Its entries carry a fixed date, so the same parts give the same bytes. */
export async function zipped(parts: readonly ZipPart[]): Promise<Uint8Array> {
  const zip = new yazl.ZipFile();
  for (const { path, content } of parts) {
    if (typeof content === 'string') zip.addBuffer(Buffer.from(content), path, ENTRY);
    else if (content instanceof Uint8Array) zip.addBuffer(Buffer.from(content), path, ENTRY);
    else {
      zip.addReadStreamLazy(path, ENTRY, (open) => open(null, Readable.from(content, { objectMode: false })));
    }
  }
  zip.end();
  return new Uint8Array(await buffer(zip.outputStream));
}
