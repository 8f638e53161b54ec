import { accept, refuse, type Verdict } from '../shared/verdict.js';

/** A client is put away once no engagement runs any more; nothing is lost by it. */
export function decideArchiving(client: {
  readonly archived: boolean;
  readonly engagementRunning: boolean;
}): Verdict<true, 'clients.archived' | 'clients.engagement_running'> {
  if (client.archived) return refuse('clients.archived');
  if (client.engagementRunning) return refuse('clients.engagement_running');
  return accept(true);
}
