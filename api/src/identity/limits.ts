import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { Refused } from '../platform/problems/refused.js';
import { IdentityStore } from './identity.store.js';

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** Sign-in mails for one mailbox, and requests from one network, within an hour; wrong codes for one mailbox within an hour. */
const MAILS_PER_MAILBOX = 12;
const MAILS_PER_NETWORK = 60;
const GUESSES_PER_MAILBOX = 60;
/**
 * Codes that confirm a session, for one mailbox within an hour: one every ten minutes is all that can be needed. They are
 * counted apart, so that a stranger who asks to sign in as somebody keeps nobody from confirming; with five tries for each
 * of them and the guesses above it stays at a hundred guesses an hour.
 */
const CODES_PER_MAILBOX = 8;
/** Tokens and codes tried from one network within a minute. */
const TRIES_PER_MINUTE = 30;
const NETWORKS_REMEMBERED = 20_000;

/** An IPv6 household has a whole /64, so that is what counts as one address. */
export function networkOf(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address;
  const [head = '', tail] = address.split('::');
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const groups = [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return `${groups.slice(0, 4).join(':')}::/64`;
}

/**
 * Slows guessing down without locking anybody out: limits count per mailbox (in the database, so that several processes
 * count together) and per network. A link that was mailed always works.
 */
@Injectable()
export class TooMany {
  private readonly tries = new Map<string, { count: number; until: number }>();

  constructor(
    private readonly store: IdentityStore,
    private readonly clock: Clock,
  ) {}

  async onAsking(email: string, address: string, at: Date): Promise<void> {
    const asked = await this.store.asked(email, networkOf(address), new Date(at.getTime() - HOUR));
    if (asked.mailbox >= MAILS_PER_MAILBOX || asked.address >= MAILS_PER_NETWORK) throw new Refused('request.too_many');
  }

  async onGuessing(email: string, at: Date): Promise<void> {
    const { tries } = await this.store.asked(email, '', new Date(at.getTime() - HOUR));
    if (tries >= GUESSES_PER_MAILBOX) throw new Refused('request.too_many');
  }

  onConfirming(mailed: number): void {
    if (mailed >= CODES_PER_MAILBOX) throw new Refused('request.too_many');
  }

  onTrying(address: string): void {
    const network = networkOf(address);
    const now = this.clock.now();
    const known = this.tries.get(network);
    const window = known && known.until > now ? known : { count: 0, until: now + MINUTE };
    window.count += 1;
    this.tries.delete(network);
    this.tries.set(network, window);
    for (const oldest of this.tries.keys()) {
      if (this.tries.size <= NETWORKS_REMEMBERED) break;
      this.tries.delete(oldest);
    }
    if (window.count > TRIES_PER_MINUTE) throw new Refused('request.too_many');
  }
}
