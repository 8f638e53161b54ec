/**
 * A route is a promise about one endpoint, written once as a value. From it come the Nest binding, the typed
 * call of the web and of the tests, the OpenAPI document, and the tables "every route x every caller".
 */
import * as z from 'zod';
import './plain-words.js';
import type { PermissionWord } from '../domain/identity/permissions.js';
import type { ProblemCode } from './problems.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * How a repeated request is told from a new one: by the id the caller made (`id`), or by an Idempotency-Key header
 * (`key`). Nothing for reads, and for acts that a second call cannot do again (`harmless`).
 */
export type Once = 'id' | 'key' | 'harmless';

type Fields = z.ZodObject;

export interface Route<
  P extends Fields = Fields,
  Q extends Fields = Fields,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  readonly name: string;
  readonly summary: string;
  readonly method: Method;
  readonly path: string;
  /** Who may call: a permission word, or said on purpose that `anyone` may, or anybody who is `signed_in`. */
  readonly may: PermissionWord;
  /** A delicate act: whoever asks has shown a factor within the last ten minutes, or is asked for one first. */
  readonly fresh: boolean;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly reply: R;
  readonly status: 200 | 201 | 202 | 204;
  readonly refuses: readonly ProblemCode[];
  readonly once: Once;
  /** The edit says which version it changes, in If-Match. */
  readonly versioned: boolean;
  /** The reply is a file and not JSON. */
  readonly file: boolean;
  /** The route belongs to the client's side and reads through the portal's own database role. */
  readonly side: 'staff' | 'portal' | 'outside';
}

const nothing = z.strictObject({});
const noBody = z.undefined();

interface Draft<P extends Fields, Q extends Fields, B extends z.ZodType, R extends z.ZodType> {
  name: string;
  summary: string;
  method: Method;
  path: string;
  may: PermissionWord;
  fresh?: boolean;
  params?: P;
  query?: Q;
  body?: B;
  reply: R;
  status?: 200 | 201 | 202 | 204;
  refuses?: readonly ProblemCode[];
  once?: Once;
  versioned?: boolean;
  file?: boolean;
}

export function route<
  P extends Fields = typeof nothing,
  Q extends Fields = typeof nothing,
  B extends z.ZodType = typeof noBody,
  R extends z.ZodType = z.ZodVoid,
>(draft: Draft<P, Q, B, R>): Route<P, Q, B, R> {
  return {
    name: draft.name,
    summary: draft.summary,
    method: draft.method,
    path: draft.path,
    may: draft.may,
    fresh: draft.fresh ?? false,
    params: draft.params ?? (nothing as unknown as P),
    query: draft.query ?? (nothing as unknown as Q),
    body: draft.body ?? (noBody as unknown as B),
    reply: draft.reply,
    status: draft.status ?? (draft.method === 'POST' ? 201 : 200),
    refuses: draft.refuses ?? [],
    once: draft.once ?? (draft.method === 'GET' ? 'harmless' : 'key'),
    versioned: draft.versioned ?? false,
    file: draft.file ?? false,
    side: !draft.path.startsWith('/practices/:practiceId')
      ? 'outside'
      : draft.path.includes('/portal/')
        ? 'portal'
        : 'staff',
  };
}

/** What a handler is given: the parsed parts of the request. */
export interface Input<R extends Route> {
  readonly params: z.output<R['params']>;
  readonly query: z.output<R['query']>;
  readonly body: z.output<R['body']>;
  /** The version that the caller wants to change; present on versioned routes. */
  readonly version: number;
}

/** What a handler answers, and what the caller reads. */
export type Reply<R extends Route> = z.output<R['reply']>;

/** What a caller hands over. */
export interface Call<R extends Route> {
  readonly params: z.input<R['params']>;
  readonly query: z.input<R['query']>;
  readonly body: z.input<R['body']>;
}

/** A reply that is a file; the bytes travel as they are. */
export interface FileReply {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export const File = z.custom<FileReply>();
