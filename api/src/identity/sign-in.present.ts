import type { Me } from '../../contract/identity.js';
import { scopeOf, type Ability } from '../../domain/identity/permissions.js';
import type { StoredMe } from './identity.store.js';

/** Who is signed in, where they belong, and what each of these places opens to them. */
export function presentMe({ user_id, email, name, practices, clients }: StoredMe): Me {
  return {
    userId: user_id,
    email,
    name,
    practices: practices.map(({ practiceId, name: practiceName, memberId, role, zone }) => {
      const may = (word: Ability) => scopeOf(role, word) !== null;
      return {
        practiceId,
        name: practiceName,
        memberId,
        role,
        zone,
        can: {
          readClients: may('clients.read'),
          addClients: may('clients.edit'),
          logTime: may('time.log'),
          importTime: may('time.import'),
          readStatements: may('statements.read'),
          manageMembers: may('members.manage'),
        },
      };
    }),
    clients: clients.map(({ practiceId, practiceName, clientId, clientName, role }) => ({
      practiceId,
      practiceName,
      clientId,
      clientName,
      role,
    })),
  };
}
