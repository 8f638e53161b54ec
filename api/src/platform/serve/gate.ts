import { createHash, randomUUID } from 'node:crypto';
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type * as z from 'zod';
import type { Route } from '../../../contract/route.js';
import { Refused } from '../problems/refused.js';
import { readCookies, type CookieNames } from '../session/cookies.js';
import { hashToken } from '../session/tokens.js';
import type { Actor, Caller, OnceKey } from '../tenancy/actor.js';
import { comesFromHere } from './origin.js';
import { ROUTE, type AdmittedRequest } from './serves.js';

export const COOKIE_NAMES = Symbol('names of the cookies');
export const PUBLIC_ORIGIN = Symbol('the address people type');

/**
 * Stands before every handler and denies by default: a handler without a route is closed. Checks where the request comes
 * from and that the input is what the contract says; session, membership and role are checked by the database in the
 * transaction that does the work.
 */
@Injectable()
export class Gate implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(COOKIE_NAMES) private readonly names: CookieNames,
    @Inject(PUBLIC_ORIGIN) private readonly origin: string,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const route = this.reflector.get<Route | undefined>(ROUTE, context.getHandler());
    if (!route) throw new Refused('request.forbidden');
    const request = context.switchToHttp().getRequest<AdmittedRequest>();
    if (route.method !== 'GET' && !comesFromHere(request.headers, this.origin)) {
      throw new Refused('request.from_elsewhere');
    }
    const cookies = readCookies(request.headers.cookie, this.names);
    const session = cookies.session === null ? null : hashToken(cookies.session);
    if (!session && route.may !== 'anyone') throw new Refused('request.not_signed_in');

    const params = parsed(route.params, request.params, 'request.not_found') as Record<string, string>;
    const query = parsed(route.query, request.query, 'request.invalid');
    const body = parsed(route.body, request.body ?? undefined, 'request.invalid');
    const requestId = request.id;
    const who: Actor | Caller =
      session && route.may !== 'anyone' && route.may !== 'signed_in'
        ? {
            session,
            practiceId: params['practiceId'] ?? '',
            clientId: route.side === 'portal' ? (params['clientId'] ?? '') : null,
            word: route.may,
            fresh: route.fresh,
            requestId,
            once: onceKey(route, request, params, body),
          }
        : {
            session,
            browser: cookies.browser,
            address: request.ip,
            device: String(request.headers['user-agent'] ?? '').slice(0, 200),
            requestId,
            cookies: new Map(),
          };
    request.admitted = { who, input: { params, query, body, version: versionOf(route, request) } };
    return true;
  }
}

function parsed(schema: z.ZodType, value: unknown, code: 'request.invalid' | 'request.not_found'): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const fields: Record<string, string> = {};
  for (const issue of result.error.issues) fields[issue.path.join('.') || 'body'] ??= issue.message;
  throw new Refused(code, {}, code === 'request.invalid' ? fields : undefined);
}

function versionOf(route: Route, request: AdmittedRequest): number {
  if (!route.versioned) return 0;
  const match = /^(?:W\/)?"?(\d{1,9})"?$/.exec(String(request.headers['if-match'] ?? ''));
  if (!match) throw new Refused('request.version_missing');
  return Number(match[1]);
}

function onceKey(route: Route, request: AdmittedRequest, params: object, body: unknown): OnceKey | null {
  if (route.once !== 'key') return null;
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !/^[\w-]{8,64}$/.test(key)) throw new Refused('request.key_missing');
  const asked = JSON.stringify([route.name, params, body ?? null, request.headers['if-match'] ?? null]);
  return { key, route: route.name, bodyHash: new Uint8Array(createHash('sha256').update(asked).digest()) };
}

/** Ids of requests are made here; one that a caller sends along is not believed. */
export function newRequestId(): string {
  return randomUUID();
}
