import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Id } from '../../contract/shapes.js';
import type { Ability } from '../../domain/identity/permissions.js';
import { buildApp } from '../app.js';
import { sentenceOf } from '../../contract/problems.js';
import { Refused } from '../platform/problems/refused.js';
import { hashToken, newToken } from '../platform/session/tokens.js';
import type { Settings } from '../platform/settings.js';
import type { Actor } from '../platform/tenancy/actor.js';
import { asServer, CommandError } from './as-server.js';

/** How long a command may take. */
const AN_HOUR = 3_600_000;

/** A practice, and the owner whom a command works for. */
export interface Owner {
  readonly practiceId: Id;
  readonly practiceName: string;
  readonly email: string;
  /** Where people reach Baton. */
  readonly address: string;
}

/**
 * Something the person who runs the server does inside a practice: as its owner, in a session of its own that ends with the command and
 * is in the audit trail like every other, and by the rules that hold for everybody.
 */
export async function asOwner<T>(
  settings: Settings,
  practice: string,
  word: Ability,
  work: (app: NestFastifyApplication, actor: Actor, owner: Owner) => Promise<T>,
): Promise<T> {
  const owner = await ownerOf(settings, practice);
  const token = hashToken(newToken());
  await asServer(settings, (identity) => {
    const at = new Date();
    const until = new Date(at.getTime() + AN_HOUR);
    return identity.startSession({
      token,
      userId: owner.userId,
      device: 'command',
      at,
      freshAt: at,
      idleUntil: until,
      expiresAt: until,
    });
  });
  const address = settings.BATON_URL ?? `http://localhost:${settings.PORT}`;
  const app = await buildApp(settings, address);
  try {
    await app.init();
    const actor: Actor = {
      session: token,
      practiceId: owner.practiceId,
      clientId: null,
      word,
      requestId: 'command',
      once: null,
      fresh: false,
    };
    return await work(app, actor, { ...owner, address });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new CommandError(sentenceOf(error.code, error.facts), { cause: error });
  } finally {
    await app.close();
    await asServer(settings, async (identity) => {
      const me = await identity.me(token, new Date());
      if (me) await identity.endSession(owner.userId, me.session_id, new Date());
    });
  }
}

function ownerOf(settings: Settings, practice: string): Promise<Omit<Owner, 'address'> & { readonly userId: Id }> {
  return asServer(settings, async (identity) => {
    const owners = await identity.ownersOf(practice);
    const [first] = owners;
    if (!first) throw new CommandError(`There is no practice "${practice}" here; give its name or its id.`);
    const ids = [...new Set(owners.map(({ practice_id }) => practice_id))];
    if (ids.length > 1)
      throw new CommandError(`Several practices are called "${practice}"; give one of their ids:\n${ids.join('\n')}`);
    return {
      practiceId: first.practice_id,
      practiceName: first.practice_name,
      userId: first.user_id,
      email: first.email,
    };
  });
}
