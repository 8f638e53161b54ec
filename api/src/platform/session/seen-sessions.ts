import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import type { RolePool } from '../database/pools.js';
import { IDLE } from './lifetimes.js';

export const AUTH_POOL = Symbol('connections of sign-in');

const MINUTE = 60_000;

/** Keeps a session alive while it is used. Written at most once in five minutes, beside the request and never in it. */
@Injectable()
export class SeenSessions {
  constructor(
    @Inject(AUTH_POOL) private readonly auth: RolePool,
    private readonly clock: Clock,
  ) {}

  note(sessionId: string, lastSeenAt: Date): void {
    const now = this.clock.instant();
    if (now.getTime() - lastSeenAt.getTime() < 5 * MINUTE) return;
    void this.auth.pool
      .query(
        `UPDATE session SET last_seen_at = $2, idle_until = least(expires_at, $2::timestamptz + (idle_until - last_seen_at))
         WHERE id = $1 AND ended_at IS NULL AND last_seen_at < $2::timestamptz - interval '5 minutes'`,
        [sessionId, now.toISOString()],
      )
      .catch(() => undefined);
  }

  /** Until when a session lives that is used now for the first time. */
  lifeOf(staff: boolean): { idleUntil: Date; expiresAt: Date; seconds: number } {
    const { idle, absolute } = staff ? IDLE.staff : IDLE.client;
    const now = this.clock.now();
    return { idleUntil: new Date(now + idle), expiresAt: new Date(now + absolute), seconds: absolute / 1000 };
  }
}
