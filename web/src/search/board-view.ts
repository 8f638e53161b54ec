/** What the search shows, as the address says it: board or table, a filter, and whose panel is open over it. */
export interface BoardView {
  readonly view?: 'table';
  readonly find?: string;
  readonly open?: string;
}

export function readBoardView(search: Record<string, unknown>): BoardView {
  const { view, find, open } = search;
  return {
    ...(view === 'table' ? { view } : {}),
    ...(typeof find === 'string' && find !== '' ? { find } : {}),
    ...(typeof open === 'string' ? { open } : {}),
  };
}
