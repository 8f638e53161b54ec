export const PRACTICE_ROLES = ['owner', 'cto', 'assistant', 'bookkeeper'] as const;
export type PracticeRole = (typeof PRACTICE_ROLES)[number];

export const CLIENT_ROLES = ['sponsor', 'member', 'board', 'panelist', 'vp'] as const;
export type ClientRole = (typeof CLIENT_ROLES)[number];

/** Somebody in the portal: one of the client's people, or staff who look at what the client sees. */
export type PortalRole = ClientRole | 'viewer';

/** `own`: what the person wrote themselves; `all`: whatever lies within the clients they work for. */
export type Scope = 'own' | 'all';

interface Permission {
  /** What holding the word lets a person do. */
  readonly lets: string;
  readonly practice?: Partial<Record<PracticeRole, Scope>>;
  readonly portal?: readonly PortalRole[];
}

const everyone = { owner: 'all', cto: 'all', assistant: 'all', bookkeeper: 'all' } as const;
const clientWork = { owner: 'all', cto: 'all', assistant: 'all' } as const;
const leads = { owner: 'all', cto: 'all' } as const;

/**
 * The whole of who may do what. Which clients a person works for narrows every word further: an owner and a bookkeeper
 * have all of them, a cto and an assistant those assigned to them.
 */
export const PERMISSIONS = {
  'practice.read': { lets: 'see who is at the practice', practice: everyone },
  'members.manage': { lets: 'invite, change and remove members', practice: { owner: 'all' } },
  'clients.read': { lets: 'see clients, phases and hours left', practice: clientWork },
  'clients.edit': { lets: 'change clients, contacts, milestones and who looks in', practice: leads },
  'clients.archive': { lets: 'put clients away and bring them back', practice: { owner: 'all' } },
  'terms.read': { lets: 'see terms, fees and the ledger', practice: clientWork },
  'terms.edit': { lets: 'agree terms and start engagements', practice: leads },
  'phase.move': { lets: 'move phases and record evidence', practice: leads },
  'time.log': {
    lets: 'log hours, and change those they may',
    practice: { owner: 'all', cto: 'own', assistant: 'all' },
  },
  'time.read': { lets: 'read hours', practice: clientWork },
  'time.import': { lets: 'import hours from other tools', practice: clientWork },
  'search.read': { lets: 'see candidates', practice: leads },
  'search.edit': { lets: 'run a search', practice: leads },
  'statements.read': { lets: 'read summaries and their files', practice: everyone },
  'statements.edit': { lets: 'write the words of a summary', practice: clientWork },
  'statements.publish': { lets: 'close months and publish summaries', practice: leads },
  'audit.read': { lets: 'read the audit trail', practice: { owner: 'all' } },
  'portal.read': { lets: "see the client's side", portal: ['sponsor', 'member', 'board', 'vp', 'viewer'] },
  'portal.statements': { lets: 'download published summaries', portal: ['sponsor', 'member', 'viewer'] },
} as const satisfies Record<string, Permission>;

export type PermissionWord = keyof typeof PERMISSIONS;

/** How far a role holds a word; `null` when it does not hold it at all. */
export function scopeOf(role: PracticeRole, word: PermissionWord): Scope | null {
  const { practice }: Permission = PERMISSIONS[word];
  return practice?.[role] ?? null;
}

/** Whether a role holds a word for a thing that somebody wrote. */
export function may(role: PracticeRole, word: PermissionWord, mine = true): boolean {
  const scope = scopeOf(role, word);
  return scope === 'all' || (scope === 'own' && mine);
}

/** The roles that hold a word, as the database is asked for them. */
export function rolesWith(word: PermissionWord): readonly string[] {
  const { practice, portal }: Permission = PERMISSIONS[word];
  return [...Object.keys(practice ?? {}), ...(portal ?? [])];
}

const RANK: Record<PracticeRole, number> = { owner: 3, cto: 2, assistant: 1, bookkeeper: 1 };

/** Nobody gives a role above their own. */
export function mayGrant(giver: PracticeRole, role: PracticeRole): boolean {
  return RANK[giver] >= RANK[role];
}
