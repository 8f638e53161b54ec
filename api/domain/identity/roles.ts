/** Roles in a practice. */
export const PRACTICE_ROLES = ['owner', 'cto', 'assistant', 'bookkeeper'] as const;

/** Roles at one client company. */
export const CLIENT_ROLES = ['sponsor', 'member', 'board', 'panelist', 'vp'] as const;

export type PracticeRole = (typeof PRACTICE_ROLES)[number];
export type ClientRole = (typeof CLIENT_ROLES)[number];
export type Role = PracticeRole | ClientRole;

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  owner: 'Owner',
  cto: 'Fractional CTO',
  assistant: 'Assistant',
  bookkeeper: 'Bookkeeper',
  sponsor: 'Sponsor',
  member: 'Member',
  board: 'Board',
  panelist: 'Interview panelist',
  vp: 'VP of Engineering',
};

export function isPracticeRole(role: string): role is PracticeRole {
  return (PRACTICE_ROLES as readonly string[]).includes(role);
}

export function isClientRole(role: string): role is ClientRole {
  return (CLIENT_ROLES as readonly string[]).includes(role);
}
