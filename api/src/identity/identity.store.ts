import { Inject, Injectable } from '@nestjs/common';
import type { Me } from '../../contract/identity.js';
import type { Id } from '../../contract/shapes.js';
import type { RolePool } from '../platform/database/pools.js';
import { AUTH_POOL } from '../platform/session/seen-sessions.js';
import { CODE_TRIES } from '../platform/session/lifetimes.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** A session, the person it belongs to, and where they belong. */
export interface StoredMe {
  readonly session_id: Id;
  readonly last_seen_at: Date;
  readonly user_id: Id;
  readonly email: string;
  readonly name: string;
  readonly practices: readonly Omit<Me['practices'][number], 'can'>[];
  readonly clients: Me['clients'];
}

export interface OpenInvitation {
  readonly practiceName: string;
  readonly clientName: string | null;
  readonly role: string;
  readonly email: string;
  readonly name: string;
}

/**
 * The look before a practice is known: people, sessions, requests to sign in. It runs as the role of sign-in, which
 * reaches no table of any practice.
 */
@Injectable()
export class IdentityStore {
  constructor(@Inject(AUTH_POOL) private readonly auth: RolePool) {}

  async me(session: Bytes, at: Date): Promise<StoredMe | null> {
    const [row] = await this.query<StoredMe>('me', 'SELECT * FROM app.me($1, $2)', [session, at]);
    return row ?? null;
  }

  /** How many requests to sign in were made for a mailbox and from an address since a moment; links printed on the server do not count. */
  async asked(
    email: string,
    address: string,
    since: Date,
  ): Promise<{ mailbox: number; address: number; tries: number }> {
    const [row] = await this.query<{ mailbox: number; address: number; tries: number }>(
      'asked',
      `SELECT count(*) FILTER (WHERE email = $1 AND address <> 'server')::int AS mailbox, count(*) FILTER (WHERE address = $2)::int AS address,
         coalesce(sum(tries) FILTER (WHERE email = $1), 0)::int AS tries
       FROM sign_in_request WHERE (email = $1 OR address = $2) AND session_id IS NULL AND created_at > $3`,
      [email, address, since],
    );
    return row ?? { mailbox: 0, address: 0, tries: 0 };
  }

  async userByEmail(email: string): Promise<{ id: Id; name: string } | null> {
    const [row] = await this.query<{ id: string; name: string }>(
      'user_by_email',
      'SELECT id, name FROM user_account WHERE email = $1 AND suspended_at IS NULL',
      [email],
    );
    return row ?? null;
  }

  /**
   * Stores a request and its mail; both or neither. A mail without content is not sent: it is written all the same for a
   * mailbox that nobody has here, so that the time an answer takes says nothing about that.
   */
  async ask(
    request: { email: string; browser: Bytes; link: Bytes; code: Bytes; address: string; at: Date; until: Date },
    sealedMail: Bytes | null,
  ): Promise<void> {
    await this.auth.prisma.$transaction([
      this.auth.prisma.signInRequest.create({
        data: {
          email: request.email,
          browserHash: request.browser,
          linkHash: request.link,
          codeHash: request.code,
          address: request.address,
          createdAt: request.at,
          expiresAt: request.until,
        },
      }),
      this.auth.prisma
        .$executeRaw`INSERT INTO sign_in_mail (recipient, sealed) VALUES (${request.email}, ${sealedMail})`,
    ]);
  }

  /** Uses a mailed link up; answers its mailbox once. */
  async useLink(link: Bytes, at: Date): Promise<string | null> {
    const [row] = await this.query<{ email: string }>(
      'use_link',
      `UPDATE sign_in_request SET used_at = $2 WHERE link_hash = $1 AND session_id IS NULL AND used_at IS NULL AND expires_at > $2 AND tries < $3
       RETURNING email::text`,
      [link, at, CODE_TRIES],
    );
    return row?.email ?? null;
  }

  /** Uses a code up in the browser that asked for it; a wrong one costs a try. */
  async useCode(email: string, browser: Bytes, code: Bytes, at: Date): Promise<boolean> {
    const rows = await this.query<{ fits: boolean }>(
      'use_code',
      `UPDATE sign_in_request SET tries = tries + 1, used_at = CASE WHEN code_hash = $3 THEN $4::timestamptz END
       WHERE id = (SELECT id FROM sign_in_request WHERE email = $1 AND browser_hash = $2 AND session_id IS NULL AND used_at IS NULL
           AND expires_at > $4 AND tries < $5 ORDER BY created_at DESC LIMIT 1 FOR UPDATE)
       RETURNING code_hash = $3 AS fits`,
      [email, browser, code, at, CODE_TRIES],
    );
    return rows[0]?.fits ?? false;
  }

  async isStaff(userId: Id): Promise<boolean> {
    const [row] = await this.query<{ staff: boolean }>('is_staff', 'SELECT app.is_staff($1) AS staff', [userId]);
    return row?.staff ?? false;
  }

  async addUser(email: string, name: string): Promise<{ id: Id }> {
    const [row] = await this.query<{ id: string }>(
      'add_user',
      `WITH added AS (INSERT INTO user_account (email, name) VALUES ($1, $2) ON CONFLICT (email) DO NOTHING RETURNING id)
       SELECT id FROM added UNION ALL SELECT id FROM user_account WHERE email = $1 LIMIT 1`,
      [email, name],
    );
    if (row) return row;
    const twin = await this.userByEmail(email);
    if (!twin) throw new Error('a user was neither added nor there');
    return twin;
  }

  async rename(userId: Id, name: string): Promise<void> {
    await this.query('rename', 'UPDATE user_account SET name = $2 WHERE id = $1', [userId, name]);
  }

  async startSession(session: {
    token: Bytes;
    userId: Id;
    device: string;
    at: Date;
    /** When its person showed a factor. */
    freshAt: Date;
    idleUntil: Date;
    expiresAt: Date;
  }): Promise<void> {
    await this.query(
      'start_session',
      `INSERT INTO session (token_hash, user_id, device, created_at, last_seen_at, fresh_at, idle_until, expires_at)
       VALUES ($1, $2, $3, $4, $4, $5, $6, $7)`,
      [
        session.token,
        session.userId,
        session.device,
        session.at,
        session.freshAt,
        session.idleUntil,
        session.expiresAt,
      ],
    );
  }

  async endSession(userId: Id, sessionId: Id, at: Date): Promise<boolean> {
    const rows = await this.query(
      'end_session',
      'UPDATE session SET ended_at = $3 WHERE user_id = $1 AND id = $2 AND ended_at IS NULL RETURNING id',
      [userId, sessionId, at],
    );
    return rows.length > 0;
  }

  sessions(userId: Id, at: Date): Promise<{ id: Id; device: string; created_at: Date; last_seen_at: Date }[]> {
    return this.query(
      'sessions',
      `SELECT id, device, created_at, last_seen_at FROM session
       WHERE user_id = $1 AND ended_at IS NULL AND idle_until > $2 AND expires_at > $2 ORDER BY last_seen_at DESC LIMIT 100`,
      [userId, at],
    );
  }

  async foundPractice(id: Id, name: string, owner: Id, zone: string): Promise<boolean> {
    const [row] = await this.query<{ done: boolean }>('found', 'SELECT app.found_practice($1, $2, $3, $4) AS done', [
      id,
      name,
      owner,
      zone,
    ]);
    return row?.done ?? false;
  }

  /** The owners of the practices that have this id or this name, those of one practice together. */
  ownersOf(practice: string): Promise<{ practice_id: Id; practice_name: string; user_id: Id; email: string }[]> {
    return this.query('owners_of', 'SELECT * FROM app.owners_of($1)', [practice]);
  }

  async openInvitation(token: Bytes, at: Date): Promise<OpenInvitation | null> {
    const [row] = await this.query<{
      practice_name: string;
      client_name: string | null;
      role: string;
      email: string;
      name: string;
    }>('open_invitation', 'SELECT * FROM app.open_invitation($1, $2)', [token, at]);
    if (!row) return null;
    return {
      practiceName: row.practice_name,
      clientName: row.client_name,
      role: row.role,
      email: row.email,
      name: row.name,
    };
  }

  async acceptInvitation(token: Bytes, userId: Id, at: Date): Promise<boolean> {
    const [row] = await this.query<{ done: boolean }>(
      'accept_invitation',
      'SELECT app.accept_invitation($1, $2, $3) AS done',
      [token, userId, at],
    );
    return row?.done ?? false;
  }

  private async query<Row extends object>(name: string, text: string, values: unknown[]): Promise<Row[]> {
    const ready = values.map((value) => (value instanceof Uint8Array ? Buffer.from(value) : value));
    const { rows } = await this.auth.pool.query<Row>({ name, text, values: ready });
    return rows;
  }
}
