import type { Role } from './roles.js';

/** `all`: every client of the practice. `own`: the clients assigned to a member, or the one client a client person belongs to. */
export type Scope = 'all' | 'own';

interface Held {
  /** What the word allows, as the permission page prints it. */
  readonly means: string;
  readonly held: Readonly<Partial<Record<Role, Scope>>>;
}

/**
 * Which role may do what, and for which clients. Owners do everything in the practice; a CTO everything at the assigned clients; an
 * assistant time, months, statements and fees there, no candidates; a bookkeeper reads statements of all clients and nothing else.
 * Client people only ever use the portal; accepting is the sponsor's. Owners and CTOs may look at the portal as the client sees it.
 */
export const PERMISSIONS = {
  'practice.read': {
    means: 'Open the practice: its name and one’s own membership',
    held: { owner: 'all', cto: 'all', assistant: 'all', bookkeeper: 'all' },
  },
  'members.manage': { means: 'Invite, change and remove members of the practice', held: { owner: 'all' } },
  'clients.read': {
    means: 'See clients, their contacts, engagement and phase',
    held: { owner: 'all', cto: 'own', assistant: 'own' },
  },
  'clients.edit': {
    means: 'Add and change clients, contacts and engagements, and invite client people',
    held: { owner: 'all', cto: 'own' },
  },
  'clients.archive': { means: 'Archive a client and bring it back', held: { owner: 'all', cto: 'own' } },
  'terms.read': { means: 'See allowance, fee and rates', held: { owner: 'all', cto: 'own', assistant: 'own' } },
  'terms.edit': { means: 'Agree new terms and end them', held: { owner: 'all', cto: 'own' } },
  'phase.move': { means: 'Record evidence and move the phase', held: { owner: 'all', cto: 'own' } },
  'time.log': {
    means: 'Log one’s own hours, change and void them',
    held: { owner: 'all', cto: 'own', assistant: 'own' },
  },
  'time.read': { means: 'See hours and balances', held: { owner: 'all', cto: 'own', assistant: 'own' } },
  'time.import': {
    means: 'Import hours from another time tracker',
    held: { owner: 'all', cto: 'own', assistant: 'own' },
  },
  'search.read': { means: 'See searches, candidates and their history', held: { owner: 'all', cto: 'own' } },
  'search.edit': { means: 'Run searches: add, change, move and close candidates', held: { owner: 'all', cto: 'own' } },
  'statements.read': {
    means: 'See monthly summaries and download their files',
    held: { owner: 'all', cto: 'own', assistant: 'own', bookkeeper: 'all' },
  },
  'statements.edit': {
    means: 'Write summaries and close months',
    held: { owner: 'all', cto: 'own', assistant: 'own' },
  },
  'statements.publish': { means: 'Publish a summary to the client', held: { owner: 'all', cto: 'own' } },
  'statements.reopen': { means: 'Open the latest closed month again', held: { owner: 'all' } },
  'portal.read': {
    means: 'Read what is shared with the client',
    held: { owner: 'all', cto: 'own', sponsor: 'own', member: 'own' },
  },
  'portal.board': {
    means: 'Read the board page of published months',
    held: { owner: 'all', cto: 'own', sponsor: 'own', member: 'own', board: 'own' },
  },
  'portal.accept': { means: 'Accept months, overage and the hand-over for the client', held: { sponsor: 'own' } },
  'audit.read': { means: 'Read the audit trail', held: { owner: 'all', cto: 'own' } },
} as const satisfies Record<string, Held>;

/** A word that roles hold. */
export type Ability = keyof typeof PERMISSIONS;

/** What a route may say about its caller: a permission word, anybody at all, or anybody who is signed in. */
export type PermissionWord = Ability | 'anyone' | 'signed_in';

export const PERMISSION_WORDS = ['anyone', 'signed_in', ...(Object.keys(PERMISSIONS) as Ability[])] as const;

export function isPermissionWord(text: string): text is PermissionWord {
  return (PERMISSION_WORDS as readonly string[]).includes(text);
}

/** For which clients a role holds a permission: all, its own, or none (null). */
export function scopeOf(role: Role, word: Ability): Scope | null {
  const { held }: Held = PERMISSIONS[word];
  return held[role] ?? null;
}

/** The widest scope among several roles of one person. */
export function widestScope(roles: readonly Role[], word: Ability): Scope | null {
  const scopes = roles.map((role) => scopeOf(role, word));
  return scopes.includes('all') ? 'all' : scopes.includes('own') ? 'own' : null;
}
