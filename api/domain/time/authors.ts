import type { PracticeRole } from '../identity/roles.js';

/** Hours are changed and voided by whoever logged them; an owner may change everybody's. */
export function mayChangeEntry(role: PracticeRole, isAuthor: boolean): boolean {
  return isAuthor || role === 'owner';
}
