import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** The policy of our pages. `nonce` lets the component kit's own style elements in, and nothing else. */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

export function newNonce(): string {
  return randomBytes(16).toString('base64');
}

const EVERY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'x-frame-options': 'DENY',
} as const;

/** What an answer of the API carries, whatever it says. */
export const API_HEADERS = {
  ...EVERY_HEADERS,
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
} as const;

/** The headers of an answer to a request. */
export function headersOf({ id, url }: Pick<FastifyRequest, 'id' | 'url'>): Readonly<Record<string, string>> {
  return { 'x-request-id': id, ...(url.startsWith('/api/') ? API_HEADERS : EVERY_HEADERS) };
}

/** The headers of every answer, errors and files included. */
export function setHeaders(fastify: FastifyInstance, { https }: { https: boolean }): void {
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.headers(headersOf(request));
    if (https) void reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
  });
}
