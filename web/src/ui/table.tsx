import type { ReactNode } from 'react';
import classes from './table.module.css';

export interface Column<Row> {
  readonly key: string;
  readonly head: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: 'start' | 'end';
  readonly width?: string;
  /** Where the cell goes when rows become cards: the card's name, the figure beside it, a line below, or nowhere. */
  readonly phone?: 'name' | 'aside' | 'line' | 'hidden';
  readonly total?: ReactNode;
  /** Keeps dates and figures on one line. */
  readonly nowrap?: true;
}

interface DataTableProps<Row> {
  /** Read out as the table's name; not drawn. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly quiet?: (row: Row) => boolean;
  readonly chosen?: (row: Row) => boolean;
  /** Headings over runs of rows; a heading is drawn where its text changes. */
  readonly groupOf?: (row: Row) => { readonly key: string; readonly head: ReactNode; readonly sum?: ReactNode };
}

/** Rows of 40 px with numbers at the right; below 720 px each row is a card. */
export function DataTable<Row>({ caption, columns, rows, rowKey, quiet, chosen, groupOf }: DataTableProps<Row>) {
  const totalled = columns.some((column) => column.total !== undefined);
  let group = '';
  return (
    <table className={classes.table}>
      <caption className="visually-hidden">{caption}</caption>
      <colgroup>
        {columns.map((column) => (
          <col key={column.key} style={column.width ? { width: column.width } : undefined} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" data-align={column.align}>
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.flatMap((row) => {
          const heading = groupOf?.(row);
          const starts = heading !== undefined && heading.key !== group;
          group = heading?.key ?? group;
          const line = (
            <tr key={rowKey(row)} data-quiet={quiet?.(row) || undefined} data-chosen={chosen?.(row) || undefined}>
              {columns.map((column, index) => {
                const Cell = index === 0 ? 'th' : 'td';
                return (
                  <Cell
                    key={column.key}
                    {...(index === 0 ? { scope: 'row' as const } : {})}
                    data-align={column.align}
                    data-nowrap={column.nowrap}
                    data-phone={column.phone ?? 'line'}
                  >
                    {column.cell(row)}
                  </Cell>
                );
              })}
            </tr>
          );
          if (!starts) return [line];
          return [
            <tr key={`group-${heading.key}`} className={classes.group}>
              <th scope="colgroup" colSpan={heading.sum === undefined ? columns.length : columns.length - 1}>
                {heading.head}
              </th>
              {heading.sum === undefined ? null : <td data-align="end">{heading.sum}</td>}
            </tr>,
            line,
          ];
        })}
      </tbody>
      {totalled ? (
        <tfoot>
          <tr>
            {columns.map((column) => (
              <td key={column.key} data-align={column.align}>
                {column.total}
              </td>
            ))}
          </tr>
        </tfoot>
      ) : null}
    </table>
  );
}
