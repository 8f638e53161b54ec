import type { DateOrder } from './cells.js';
import type { ImportRow, UnreadableRow } from './rows.js';

/** What reading a row takes beside its cells. */
export interface RowReading {
  /** The row's number in the file; the header is 1. */
  readonly line: number;
  readonly order: DateOrder;
  /** The zone of the file's clock times. */
  readonly zone: string;
}

/** One row's cells by column; what the file or the row lacks is empty. */
export type CellOf<Column extends string> = (column: Column) => string;

/** How one product lays out its detailed export. Columns are known by their names, in any order and among any others. */
export interface Layout<Column extends string = string> {
  /** The names each column has or has had, in small letters. The first that a header has is taken. */
  readonly columns: Readonly<Record<Column, readonly string[]>>;
  /** What a file cannot do without, by the name to tell people, and the columns of which one will do. */
  readonly needs: readonly { readonly name: string; readonly oneOf: readonly NoInfer<Column>[] }[];
  /** Sets of names that, together, only this product's headers have; one set is enough. */
  readonly signatures: readonly (readonly string[])[];
  readonly dates: readonly NoInfer<Column>[];
  readonly read: (cell: CellOf<Column>, reading: RowReading) => ImportRow | UnreadableRow;
}

/** A layout whose columns no longer matter to the caller. */
export function layout<Column extends string>(drawn: Layout<Column>): Layout {
  return drawn as unknown as Layout;
}

/** Names in a header as they are compared: without a byte-order mark, outer spaces and capitals. */
export function namesIn(header: readonly string[]): string[] {
  return header.map((name) =>
    name
      .replace(/^\uFEFF/, '')
      .trim()
      .replace(/\s+/g, ' ')
      .toLowerCase(),
  );
}

/** Where each column of a layout stands in a header; -1 where it does not. */
export function placesOf({ columns }: Layout, header: readonly string[]): ReadonlyMap<string, number> {
  const names = namesIn(header);
  return new Map(
    Object.entries(columns).map(([column, known]) => {
      const name = known.find((one) => names.includes(one));
      return [column, name === undefined ? -1 : names.indexOf(name)];
    }),
  );
}
