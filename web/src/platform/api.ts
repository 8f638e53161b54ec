import type { ProblemCode, ProblemReply } from '@contract/problems';
import type { Reply, Route } from '@contract/route';
import type { input } from 'zod';
import { freshFactor } from './fresh-factor';
import { newId } from './new-id';

const BASE = '/api';
const UNSEEN = { status: 0, code: 'request.unreachable' } as const;

/** The named no of the API, or `request.unreachable` when no answer came back. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly status: number,
    readonly code: ProblemCode | typeof UNSEEN.code,
    readonly detail: string,
    readonly facts: Readonly<Record<string, unknown>> = {},
    /** Field path to sentence, for input that was not as it should be. */
    readonly fields: Readonly<Record<string, string>> = {},
  ) {
    super(detail || code);
  }
}

/** Whether the session has ended, so that signing in again is the way on. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof Refusal && error.status === 401;
}

type Part<K extends string, T> = undefined extends T
  ? { [k in K]?: T }
  : {} extends T
    ? { [k in K]?: T }
    : { [k in K]: T };

/** What a call hands over: the parts that the route asks for, and no others. */
export type Ask<R extends Route> = Part<'params', input<R['params']>> &
  Part<'query', input<R['query']>> &
  Part<'body', input<R['body']>> & {
    /** Which version an edit changes; asked for by versioned routes. */
    readonly version?: number;
    /** Told again when the same act is sent again, so that it happens once. */
    readonly key?: string;
  };

interface Given {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
  readonly version?: number;
  readonly key?: string;
}

/** The address of a route, for calls and for links to files. */
export function addressOf<R extends Route>(
  route: R,
  ask: Part<'params', input<R['params']>> & Part<'query', input<R['query']>>,
): string {
  return address(route, ask);
}

/** The same address as what a reply is remembered under. */
export function keyOf<R extends Route>(route: R, ask: Ask<R>): string {
  return address(route, ask as Given);
}

function address(route: Route, { params, query }: Given): string {
  const values = (params ?? {}) as Record<string, string>;
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  return `${BASE}${path}${search.size > 0 ? `?${search}` : ''}`;
}

/**
 * Calls a route of the contract and gives back its reply, read against the contract. An act that needs a fresh factor is
 * sent once more, as it was, when the person has shown one.
 * @throws Refusal when the answer is no, or when there is no answer.
 */
export async function call<R extends Route>(route: R, ask: Ask<R>, signal?: AbortSignal): Promise<Reply<R>> {
  const given = ask as Given;
  const headers = new Headers({ accept: 'application/json' });
  if (given.body !== undefined) headers.set('content-type', 'application/json');
  const act = route.once === 'key' ? actOf(route, given) : null;
  if (act) headers.set('idempotency-key', act.key);
  if (given.version !== undefined) headers.set('if-match', `"${given.version}"`);
  const send = () =>
    reach(address(route, given), {
      method: route.method,
      headers,
      credentials: 'same-origin',
      ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
      ...(signal ? { signal } : {}),
    });
  let answer = await send();
  let refusal = answer.ok ? null : await refusalIn(answer);
  if (refusal?.code === 'identity.fresh_factor_needed' && (await freshFactor())) {
    answer = await send();
    refusal = answer.ok ? null : await refusalIn(answer);
  }
  act?.answered();
  if (refusal) throw refusal;
  return route.reply.parse(answer.status === 204 ? undefined : await answer.json()) as Reply<R>;
}

/** Keys of acts that no answer came back for. Each may have been carried out, so asking again must not do it twice. */
const unanswered = new Map<string, string>();

/** An act to be done once: the same act gets the same key until it is answered. */
function actOf(route: Route, given: Given): { readonly key: string; readonly answered: () => void } {
  const act = JSON.stringify([route.method, address(route, given), given.version, given.body]);
  const key = given.key ?? unanswered.get(act) ?? newId();
  unanswered.set(act, key);
  return { key, answered: () => unanswered.delete(act) };
}

async function reach(address: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(address, request);
  } catch (error) {
    if (request.signal?.aborted) throw error;
    throw new Refusal(UNSEEN.status, UNSEEN.code, '');
  }
}

async function refusalIn(answer: Response): Promise<Refusal> {
  const problem = (await answer.json().catch(() => undefined)) as Partial<ProblemReply> | undefined;
  return new Refusal(
    answer.status,
    problem?.code ?? 'request.broken',
    problem?.title ?? '',
    problem?.facts,
    problem?.fields,
  );
}
