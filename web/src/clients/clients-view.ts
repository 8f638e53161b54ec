/** What the client list shows, as the address says it. */
export interface ClientsView {
  readonly phase?: string;
  readonly archived?: true;
}

export function readClientsView(search: Record<string, unknown>): ClientsView {
  return {
    ...(typeof search['phase'] === 'string' ? { phase: search['phase'] } : {}),
    ...(search['archived'] === true ? { archived: true } : {}),
  };
}
