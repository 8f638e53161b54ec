/** Where in the grid one is, counted from its first row and day. */
export interface Position {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
}

/** The keys that lead somewhere, as the grid pattern of WAI-ARIA has them. */
const STEPS: Readonly<Record<string, (at: Position, size: GridSize) => Position>> = {
  ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
  ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
  ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
  ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
  Home: ({ row }) => ({ row, column: 0 }),
  End: ({ row }, { columns }) => ({ row, column: columns - 1 }),
  PageUp: ({ column }) => ({ row: 0, column }),
  PageDown: ({ column }, { rows }) => ({ row: rows - 1, column }),
  'mod+Home': () => ({ row: 0, column: 0 }),
  'mod+End': (_, { rows, columns }) => ({ row: rows - 1, column: columns - 1 }),
};

/** Where a key leads from here; undefined when it leads nowhere. The borders of the grid hold. */
export function moved(at: Position, key: string, size: GridSize): Position | undefined {
  const step = STEPS[key];
  if (!step || size.rows === 0) return undefined;
  const { row, column } = step(at, size);
  return { row: within(row, size.rows), column: within(column, size.columns) };
}

function within(at: number, length: number): number {
  return Math.max(0, Math.min(at, length - 1));
}
