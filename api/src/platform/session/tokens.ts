import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** What the database keeps of a token: a dump of it signs nobody in. */
export function hashToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest());
}

/** 256 random bits, in a form that fits a URL fragment and a cookie. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Six digits, mailed beside the link. */
export function newCode(): string {
  return String(randomInt(0, 1_000_000)).padStart(6, '0');
}

/** A code has few digits, so its hash is keyed with the server's secret and bound to its mailbox. */
export function hashCode(secret: string, email: string, code: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHmac('sha256', secret).update(`code:${email}:${code}`).digest());
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
