import { randomBytes, randomUUID } from 'node:crypto';
import type { Call, Reply, Route } from '@contract/route';
import type { ProblemReply } from '@contract/problems';
import { hashToken } from '../../api/src/platform/session/tokens';
import type { Running } from './app';

export interface Answer<R extends Route> {
  readonly status: number;
  readonly headers: Headers;
  /** The reply, read by the schema that the contract promises. Asking for it of a refusal fails the test. */
  readonly ok: Reply<R>;
  readonly problem: ProblemReply;
  readonly bytes: Uint8Array;
  readonly text: string;
}

export interface CallOptions {
  /** The version for If-Match; a versioned route is sent none unless it is said here. */
  readonly version?: number;
  /** An Idempotency-Key; made anew for every call unless it is said here, and left out for null. */
  readonly key?: string | null;
  readonly headers?: Record<string, string>;
}

type Given<R extends Route> = Partial<Call<R>>;

/** Somebody at a browser, signed in or not, who calls routes of the contract over real HTTP. */
export class Person {
  constructor(
    private readonly app: Pick<Running, 'url'>,
    readonly cookie: string | null = null,
  ) {}

  async call<R extends Route>(route: R, given: Given<R> = {}, options: CallOptions = {}): Promise<Answer<R>> {
    const headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' };
    if (this.cookie) headers['cookie'] = this.cookie;
    if (route.once === 'key' && options.key !== null) headers['idempotency-key'] = options.key ?? randomUUID();
    if (options.version !== undefined) headers['if-match'] = `"${options.version}"`;
    const body = given.body === undefined ? undefined : JSON.stringify(given.body);
    if (body !== undefined) headers['content-type'] = 'application/json';
    const response = await fetch(addressOf(this.app.url, route, given), {
      method: route.method,
      headers: { ...headers, ...options.headers },
      ...(body === undefined ? {} : { body }),
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const text = Buffer.from(bytes).toString('utf8');
    return {
      status: response.status,
      headers: response.headers,
      bytes,
      text,
      get ok() {
        if (!response.ok) throw new Error(`${route.name} was refused: ${response.status} ${text}`);
        return (route.file ? bytes : route.reply.parse(JSON.parse(text))) as Reply<R>;
      },
      get problem() {
        if (response.ok) throw new Error(`${route.name} was not refused: ${response.status} ${text.slice(0, 500)}`);
        return JSON.parse(text) as ProblemReply;
      },
    };
  }
}

/** The address of a call: path parameters filled in, the query behind. */
export function addressOf(
  url: string,
  route: Route,
  { params = {}, query = {} }: { params?: unknown; query?: unknown },
): string {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String((params as Record<string, unknown>)[name] ?? '')),
  );
  const search = new URLSearchParams(
    Object.entries(query as Record<string, unknown>).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  );
  return `${url}/api${path}${search.size > 0 ? `?${search.toString()}` : ''}`;
}

/**
 * Signs a user in without the mail, by writing a session as the server would. Its factor stays fresh, however far a test
 * moves the clock; a test of what goes stale says when the factor was shown.
 */
export async function signedIn(app: Running, userId: string, freshAt: Date | 'infinity' = 'infinity'): Promise<Person> {
  const token = randomBytes(32).toString('base64url');
  const at = app.clock.instant();
  const later = new Date(at.getTime() + 7 * 86_400_000);
  await app.admin.query(
    `INSERT INTO session (token_hash, user_id, device, created_at, last_seen_at, fresh_at, idle_until, expires_at)
     VALUES ($1, $2, 'test', $3, $3, $5, $4, $4)`,
    [Buffer.from(hashToken(token)), userId, at, later, freshAt],
  );
  return new Person(app, `sid=${token}`);
}
