import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const KEY_ID = 1;
const OVERHEAD = 1 + 12 + 16;

/**
 * Seals a short-lived secret, such as the token in a mail that waits to be sent, so that a dump of the database does
 * not hold it. AES-256-GCM; the first byte is the id of the key.
 */
export function seal(secret: string, purpose: string, text: string): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyFor(secret, purpose), nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return new Uint8Array(Buffer.concat([Buffer.of(KEY_ID), nonce, cipher.getAuthTag(), sealed]));
}

/** @throws Error when the bytes were sealed with another secret, for another purpose, or changed. */
export function unseal(secret: string, purpose: string, bytes: Uint8Array): string {
  if (bytes.length < OVERHEAD || bytes[0] !== KEY_ID) throw new Error('not sealed by a known key');
  const decipher = createDecipheriv('aes-256-gcm', keyFor(secret, purpose), bytes.subarray(1, 13));
  decipher.setAuthTag(bytes.subarray(13, OVERHEAD));
  return Buffer.concat([decipher.update(bytes.subarray(OVERHEAD)), decipher.final()]).toString('utf8');
}

function keyFor(secret: string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `seal:${purpose}`, 32));
}
