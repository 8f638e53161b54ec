import { randomBytes, randomUUID } from 'node:crypto';
import type { Call, Reply, Route } from '../../api/contract/route.js';
import { hashToken } from '../../api/src/platform/session/tokens.js';
import { IdentityStore } from '../../api/src/identity/identity.store.js';
import type { Timeline } from './timeline.js';

/** Somebody who uses the running application over HTTP, so that the demo is made by the rules and not around them. */
export class Browser {
  private constructor(
    private readonly url: string,
    private readonly cookie: string,
  ) {}

  /** Signed in for the whole story, from before its first day until an hour after its last moment. */
  static async signedIn(url: string, identity: IdentityStore, userId: string, story: Timeline): Promise<Browser> {
    const token = randomBytes(32).toString('base64url');
    const from = new Date(story.now - 400 * 86_400_000);
    const until = new Date(story.now + 3_600_000);
    await identity.startSession({
      token: hashToken(token),
      userId,
      device: 'demo',
      at: from,
      // The story is told over months by the server itself, which nobody needs to ask whether it is still there.
      freshAt: until,
      idleUntil: until,
      expiresAt: until,
    });
    return new Browser(url, `sid=${token}`);
  }

  static signedOut(url: string): Browser {
    return new Browser(url, '');
  }

  async call<R extends Route>(route: R, given: Partial<Call<R>> = {}, version?: number): Promise<Reply<R>> {
    const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
      encodeURIComponent(String((given.params as Record<string, unknown> | undefined)?.[name])),
    );
    const response = await fetch(`${this.url}/api${path}`, {
      method: route.method,
      headers: {
        ...(this.cookie ? { cookie: this.cookie } : {}),
        'sec-fetch-site': 'same-origin',
        'idempotency-key': randomUUID(),
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
        ...(given.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
    });
    if (!response.ok) throw new Error(`the demo could not ${route.name}: ${await response.text()}`);
    return (await response.json()) as Reply<R>;
  }
}
