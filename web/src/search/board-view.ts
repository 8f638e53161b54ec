/** How the search is shown, as the address says it: board or table, and what the names are filtered by. */
export interface BoardView {
  readonly view?: 'table';
  readonly q?: string;
}

export function readBoardView(search: Record<string, unknown>): BoardView {
  const { view, q } = search;
  return {
    ...(view === 'table' ? { view } : {}),
    ...(typeof q === 'string' && q !== '' ? { q } : {}),
  };
}
