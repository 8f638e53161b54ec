import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { SETTINGS } from '../platform/platform.tokens.js';
import { Refused } from '../platform/problems/refused.js';
import { FRESH_MINUTES, SIGN_IN_MINUTES } from '../platform/session/lifetimes.js';
import { seal } from '../platform/session/sealing.js';
import { hashCode, hashToken, newCode, newToken } from '../platform/session/tokens.js';
import type { Settings } from '../platform/settings.js';
import type { Caller } from '../platform/tenancy/actor.js';
import { FreshFactorStore } from './fresh-factor.store.js';
import { networkOf, TooMany } from './limits.js';
import { SignInService } from './sign-in.service.js';

const MINUTE = 60_000;

/** Shows once more who is at a session that is signed in already, before a delicate act: a code by mail. */
@Injectable()
export class FreshFactorService {
  constructor(
    private readonly store: FreshFactorStore,
    private readonly signIn: SignInService,
    private readonly limits: TooMany,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async ask(caller: Caller): Promise<{ minutes: number }> {
    const { session_id: sessionId, email } = await this.signIn.signedIn(caller);
    const at = this.clock.instant();
    this.limits.onConfirming(await this.store.mailed(email, new Date(at.getTime() - 60 * MINUTE)));
    const code = newCode();
    await this.store.ask(
      {
        sessionId,
        email,
        code: this.hashed(sessionId, code),
        nobodys: hashToken(newToken()),
        address: networkOf(caller.address),
        at,
        until: new Date(at.getTime() + SIGN_IN_MINUTES * MINUTE),
      },
      seal(this.settings.BATON_SECRET, 'sign-in', JSON.stringify({ code, minutes: SIGN_IN_MINUTES })),
    );
    return { minutes: SIGN_IN_MINUTES };
  }

  /** What the session may do from now on is more than before, so it goes on under another token. */
  async confirm(caller: Caller, code: string): Promise<{ minutes: number }> {
    this.limits.onTrying(caller.address);
    const { session_id: sessionId } = await this.signIn.signedIn(caller);
    const at = this.clock.instant();
    const token = newToken();
    const expiresAt = await this.store.confirm(sessionId, this.hashed(sessionId, code), hashToken(token), at);
    if (!expiresAt) throw new Refused('identity.code_wrong', { field: 'code' });
    const seconds = Math.floor((expiresAt.getTime() - at.getTime()) / 1000);
    caller.cookies.set('session', { value: token, seconds });
    return { minutes: FRESH_MINUTES };
  }

  /** Bound to the session in the hash too: the same digits are another code for any other session, and for signing in. */
  private hashed(sessionId: string, code: string) {
    return hashCode(this.settings.BATON_SECRET, `session:${sessionId}`, code);
  }
}
