import type { Ability } from '../../../domain/identity/permissions.js';
import type { PracticeRole } from '../../../domain/identity/roles.js';
import type { Id } from '../../../contract/shapes.js';

/** A request that can be told from its own repetition. */
export interface OnceKey {
  readonly key: string;
  readonly route: string;
  readonly bodyHash: Uint8Array<ArrayBuffer>;
}

/**
 * Who asks, before the database has checked it: the hash of a session token, the practice (and for the portal the
 * client) the address names, and the permission word of the route. Whether all that holds is found out in the same
 * statement that enters the practice.
 */
export interface Actor {
  readonly session: Uint8Array<ArrayBuffer>;
  readonly practiceId: Id;
  /** The client whose side is entered; portal routes only. */
  readonly clientId: Id | null;
  readonly word: Ability;
  /** Whether the route asks for a fresh factor, too. */
  readonly fresh: boolean;
  readonly requestId: string;
  readonly once: OnceKey | null;
}

/** A file that a member asked a worker to enter or to undo: the worker acts for that member as long as this is asked. */
export interface ImportTicket {
  readonly practiceId: Id;
  readonly importId: Id;
  readonly word: Ability;
  readonly requestId: string;
}

/** A member of a practice, checked. */
export interface Me {
  readonly practiceId: Id;
  readonly userId: Id;
  readonly memberId: Id;
  readonly role: PracticeRole;
  readonly zone: string;
}

/** Somebody in a client's portal, checked. */
export interface Guest {
  readonly practiceId: Id;
  readonly clientId: Id;
  readonly userId: Id;
  readonly role: string;
}

/** Whoever calls a route outside any practice; signed in or not. */
export interface Caller {
  readonly session: Uint8Array<ArrayBuffer> | null;
  /** What the browser that asked to sign in was given, to recognise it by. */
  readonly browser: string | null;
  readonly address: string;
  readonly device: string;
  readonly requestId: string;
  /** Says which cookies the answer sets; a value of `null` clears one. */
  readonly cookies: Map<'session' | 'browser', { readonly value: string; readonly seconds: number } | null>;
}
