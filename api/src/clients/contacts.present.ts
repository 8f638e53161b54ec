import type { Reply } from '../../contract/route.js';
import type { addContact } from '../../contract/clients.js';
import type { Contact } from '../platform/database/generated/client.js';

/** Somebody at the client, as staff read them. */
export function presentContact({ id, name, title, email, phone, version }: Contact): Reply<typeof addContact> {
  return { id, name, title, email, phone, version };
}
