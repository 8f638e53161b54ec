import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request that changes something was made by our own pages, or by no browser at all. Browsers say so
 * themselves (Sec-Fetch-Site); older ones at least name the origin. A request with neither and without a cookie cannot
 * misuse anybody's session.
 */
export function comesFromHere(headers: IncomingHttpHeaders, origin: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  if (headers.origin !== undefined) return headers.origin === origin;
  return headers.cookie === undefined;
}
