import { Inject, Injectable } from '@nestjs/common';
import type { Me, SessionRow } from '../../contract/identity.js';
import type { Id } from '../../contract/shapes.js';
import type * as z from 'zod';
import { Clock } from '../platform/clock/clock.js';
import { SETTINGS } from '../platform/platform.tokens.js';
import { found, Refused } from '../platform/problems/refused.js';
import { PUBLIC_ORIGIN } from '../platform/serve/gate.js';
import { SIGN_IN_MINUTES } from '../platform/session/lifetimes.js';
import { seal } from '../platform/session/sealing.js';
import { SeenSessions } from '../platform/session/seen-sessions.js';
import { hashCode, hashToken, newCode, newToken } from '../platform/session/tokens.js';
import type { Settings } from '../platform/settings.js';
import type { Caller } from '../platform/tenancy/actor.js';
import { IdentityStore, type StoredMe } from './identity.store.js';
import { networkOf, TooMany } from './limits.js';
import { presentMe } from './sign-in.present.js';

const MINUTE = 60_000;

/** Signing in without passwords: a link and a code by mail, single use, a quarter of an hour. */
@Injectable()
export class SignInService {
  constructor(
    private readonly store: IdentityStore,
    private readonly seen: SeenSessions,
    private readonly limits: TooMany,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(PUBLIC_ORIGIN) private readonly origin: string,
  ) {}

  /** Does the same work and gives the same answer whether or not anybody has this mailbox here. */
  async ask(caller: Caller, email: string): Promise<{ minutes: number }> {
    const at = this.clock.instant();
    await this.limits.onAsking(email, caller.address, at);
    const [token, code, browser] = [newToken(), newCode(), caller.browser ?? newToken()];
    const sealed = seal(
      this.settings.BATON_SECRET,
      'sign-in',
      JSON.stringify({ link: `${this.origin}/sign-in#${token}`, code, minutes: SIGN_IN_MINUTES }),
    );
    const known = await this.store.userByEmail(email);
    await this.store.ask(
      {
        email,
        browser: hashToken(browser),
        link: hashToken(token),
        code: hashCode(this.settings.BATON_SECRET, email, code),
        address: networkOf(caller.address),
        at,
        until: new Date(at.getTime() + SIGN_IN_MINUTES * MINUTE),
      },
      known || this.settings.SIGN_UP === 'open' ? sealed : null,
    );
    caller.cookies.set('browser', { value: browser, seconds: SIGN_IN_MINUTES * 60 });
    return { minutes: SIGN_IN_MINUTES };
  }

  async byLink(caller: Caller, token: string): Promise<Me> {
    this.limits.onTrying(caller.address);
    const email = await this.store.useLink(hashToken(token), this.clock.instant());
    if (!email) throw new Refused('identity.link_used');
    return this.enter(caller, email);
  }

  async byCode(caller: Caller, email: string, code: string): Promise<Me> {
    this.limits.onTrying(caller.address);
    const at = this.clock.instant();
    await this.limits.onGuessing(email, at);
    const browser = hashToken(caller.browser ?? '');
    const fits = await this.store.useCode(email, browser, hashCode(this.settings.BATON_SECRET, email, code), at);
    if (!fits) throw new Refused('identity.code_wrong', { field: 'code' });
    return this.enter(caller, email);
  }

  /** Who is signed in; every session is checked at every request. */
  async me(caller: Caller): Promise<Me> {
    return presentMe(await this.signedIn(caller));
  }

  async session(caller: Caller): Promise<{ me: Me | null }> {
    const signedIn = await this.whoIs(caller);
    return { me: signedIn && presentMe(signedIn) };
  }

  async rename(caller: Caller, name: string): Promise<Me> {
    const me = await this.signedIn(caller);
    await this.store.rename(me.user_id, name);
    return presentMe({ ...me, name });
  }

  async foundPractice(caller: Caller, practice: { id: Id; name: string; zone: string }): Promise<Me> {
    const me = await this.signedIn(caller);
    if (this.settings.SIGN_UP === 'closed') throw new Refused('identity.sign_up_closed');
    const done = await this.store.foundPractice(practice.id, practice.name, me.user_id, practice.zone);
    if (!done) throw new Refused('request.conflict');
    return this.me(caller);
  }

  async signOut(caller: Caller): Promise<{ signedOut: true }> {
    const me = await this.signedIn(caller);
    await this.store.endSession(me.user_id, me.session_id, this.clock.instant());
    caller.cookies.set('session', null);
    return { signedOut: true };
  }

  async sessions(caller: Caller): Promise<{ items: z.infer<typeof SessionRow>[] }> {
    const me = await this.signedIn(caller);
    const rows = await this.store.sessions(me.user_id, this.clock.instant());
    return {
      items: rows.map(({ id, device, created_at, last_seen_at }) => ({
        id,
        device,
        createdAt: created_at.toISOString(),
        lastSeenAt: last_seen_at.toISOString(),
        current: id === me.session_id,
      })),
    };
  }

  async endSession(caller: Caller, sessionId: Id): Promise<{ items: z.infer<typeof SessionRow>[] }> {
    const me = await this.signedIn(caller);
    const ended = await this.store.endSession(me.user_id, sessionId, this.clock.instant());
    found(ended || null);
    return this.sessions(caller);
  }

  async openInvitation(caller: Caller, token: string) {
    this.limits.onTrying(caller.address);
    const invitation = await this.store.openInvitation(hashToken(token), this.clock.instant());
    if (!invitation) throw new Refused('identity.invitation_gone');
    const { practiceName, clientName, role, email, name } = invitation;
    const somebody = caller.session && (await this.store.me(caller.session, this.clock.instant()));
    return { practiceName, clientName, role, email, name, signedInAs: somebody ? somebody.email : null };
  }

  /** The token came to the invited mailbox, so it signs that mailbox in as well; another signed-in mailbox is refused. */
  async acceptInvitation(caller: Caller, token: string, name: string): Promise<Me> {
    this.limits.onTrying(caller.address);
    const at = this.clock.instant();
    const invitation = await this.store.openInvitation(hashToken(token), at);
    if (!invitation) throw new Refused('identity.invitation_gone');
    const somebody = caller.session && (await this.store.me(caller.session, at));
    if (somebody && somebody.email.toLowerCase() !== invitation.email.toLowerCase()) {
      throw new Refused('identity.other_mailbox');
    }
    const { id } = await this.store.addUser(invitation.email, name);
    if (!(await this.store.acceptInvitation(hashToken(token), id, at))) throw new Refused('identity.invitation_gone');
    if (somebody) await this.store.endSession(id, somebody.session_id, at);
    return this.startSession(caller, id);
  }

  private async enter(caller: Caller, email: string): Promise<Me> {
    const known = await this.store.userByEmail(email);
    if (!known && this.settings.SIGN_UP === 'closed') throw new Refused('identity.link_used');
    // Somebody new says what they are called once they are in.
    const { id } = known ?? (await this.store.addUser(email, ''));
    return this.startSession(caller, id);
  }

  /** A new token at every sign-in; whatever token the browser brought is worth nothing. */
  private async startSession(caller: Caller, userId: Id): Promise<Me> {
    const token = newToken();
    const at = this.clock.instant();
    const { idleUntil, expiresAt, seconds } = this.seen.lifeOf(await this.store.isStaff(userId));
    await this.store.startSession({
      token: hashToken(token),
      userId,
      device: caller.device,
      at,
      freshAt: at,
      idleUntil,
      expiresAt,
    });
    caller.cookies.set('session', { value: token, seconds });
    caller.cookies.set('browser', null);
    return presentMe(found(await this.store.me(hashToken(token), at)));
  }

  /** Whoever this session belongs to. @throws Refused when nobody is signed in. */
  async signedIn(caller: Caller): Promise<StoredMe> {
    const signedIn = await this.whoIs(caller);
    if (!signedIn) throw new Refused('request.not_signed_in');
    return signedIn;
  }

  private async whoIs(caller: Caller): Promise<StoredMe | null> {
    const signedIn = caller.session && (await this.store.me(caller.session, this.clock.instant()));
    if (signedIn) this.seen.note(signedIn.session_id, signedIn.last_seen_at);
    return signedIn;
  }
}
