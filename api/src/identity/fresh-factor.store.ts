import { Inject, Injectable } from '@nestjs/common';
import type { Id } from '../../contract/shapes.js';
import type { RolePool } from '../platform/database/pools.js';
import { CODE_TRIES } from '../platform/session/lifetimes.js';
import { AUTH_POOL } from '../platform/session/seen-sessions.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** A code on its way to the mailbox of whoever a session belongs to. */
interface Asked {
  readonly sessionId: Id;
  readonly email: string;
  readonly code: Bytes;
  /** Hashes of what nobody holds: this request has no link, and no browser that is not known by its session. */
  readonly nobodys: Bytes;
  readonly address: string;
  readonly at: Date;
  readonly until: Date;
}

/** Codes that confirm a session, and the sessions they make fresh, through the database role of sign-in. */
@Injectable()
export class FreshFactorStore {
  constructor(@Inject(AUTH_POOL) private readonly auth: RolePool) {}

  /** How many codes were mailed to a mailbox since a moment, to confirm any of its sessions. */
  async mailed(email: string, since: Date): Promise<number> {
    const { rows } = await this.auth.pool.query<{ mailed: number }>({
      name: 'codes_mailed',
      text: `SELECT count(*)::int AS mailed FROM sign_in_request WHERE email = $1 AND session_id IS NOT NULL AND created_at > $2`,
      values: [email, since],
    });
    return rows[0]?.mailed ?? 0;
  }

  /** Stores the code and the mail that carries it; both or neither. */
  async ask(asked: Asked, sealedMail: Bytes): Promise<void> {
    await this.auth.pool.query({
      name: 'ask_to_confirm',
      text: `WITH mail AS (INSERT INTO sign_in_mail (recipient, sealed) VALUES ($2, $8))
        INSERT INTO sign_in_request (session_id, email, code_hash, browser_hash, link_hash, address, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $4, $5, $6, $7)`,
      values: [
        asked.sessionId,
        asked.email,
        Buffer.from(asked.code),
        Buffer.from(asked.nobodys),
        asked.address,
        asked.at,
        asked.until,
        Buffer.from(sealedMail),
      ],
    });
  }

  /**
   * Uses the newest code of a session up, which costs a try when it is wrong; the right one makes the session fresh and
   * gives it a new token, in the same statement. Answers when the session ends at the latest, or null for a wrong code.
   */
  async confirm(sessionId: Id, code: Bytes, token: Bytes, at: Date): Promise<Date | null> {
    const { rows } = await this.auth.pool.query<{ expires_at: Date }>({
      name: 'confirm_session',
      text: `WITH tried AS (
          UPDATE sign_in_request SET tries = tries + 1, used_at = CASE WHEN code_hash = $2 THEN $4::timestamptz END
          WHERE id = (SELECT id FROM sign_in_request WHERE session_id = $1 AND used_at IS NULL AND expires_at > $4 AND tries < $5
            ORDER BY created_at DESC, id DESC LIMIT 1 FOR UPDATE)
          RETURNING code_hash = $2 AS fits)
        UPDATE session SET fresh_at = $4, token_hash = $3
        WHERE id = $1 AND ended_at IS NULL AND EXISTS (SELECT FROM tried WHERE fits) RETURNING expires_at`,
      values: [sessionId, Buffer.from(code), Buffer.from(token), at, CODE_TRIES],
    });
    return rows[0]?.expires_at ?? null;
  }
}
