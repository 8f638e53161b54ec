import { randomUUID } from 'node:crypto';
import type { ClientRole, PracticeRole } from '@domain/identity/roles';
import { UNROUNDED } from '@domain/engagements/rounding';
import type { Carry, Overage } from '@domain/engagements/terms';
import type { Phase } from '@domain/engagements/phases';
import type { Running } from '../app';
import { signedIn, type Person } from '../as';

/** A practice with its owner signed in. Every test makes its own, so tests run side by side. */
export interface MadePractice {
  readonly practiceId: string;
  readonly owner: MadeMember;
}

export interface MadeMember {
  readonly userId: string;
  readonly memberId: string;
  readonly email: string;
  readonly person: Person;
}

export interface MadeClient {
  readonly practiceId: string;
  readonly clientId: string;
  readonly engagementId: string;
}

/** Builders that write rows as the administrator, for what a test starts from and is not about. */
export class Make {
  constructor(private readonly app: Running) {}

  async user(name = 'Robin Vale'): Promise<{ userId: string; email: string; person: Person }> {
    const email = `${randomUUID()}@example.com`;
    const userId = await this.insert('user_account', { email, name });
    return { userId, email, person: await signedIn(this.app, userId) };
  }

  async practice(name = 'Vale Advisory'): Promise<MadePractice> {
    const practiceId = await this.insert('practice', { name });
    return { practiceId, owner: await this.member(practiceId, 'owner') };
  }

  /** A member; a cto or an assistant is assigned to the clients given. */
  async member(
    practiceId: string,
    role: PracticeRole,
    clientIds: readonly string[] = [],
    name?: string,
  ): Promise<MadeMember> {
    const user = await this.user(name);
    const memberId = await this.insert('member', {
      practice_id: practiceId,
      user_id: user.userId,
      role,
      zone: 'Europe/Berlin',
    });
    for (const clientId of clientIds) {
      await this.app.admin.query('INSERT INTO assignment (practice_id, member_id, client_id) VALUES ($1, $2, $3)', [
        practiceId,
        memberId,
        clientId,
      ]);
    }
    return { ...user, memberId };
  }

  async clientUser(practiceId: string, clientId: string, role: ClientRole, name?: string) {
    const user = await this.user(name);
    const id = await this.insert('client_user', {
      practice_id: practiceId,
      client_id: clientId,
      user_id: user.userId,
      role,
    });
    return { ...user, clientUserId: id };
  }

  /** A client with a running engagement and terms; 20 h a month at 5,000.00 and 200.00 an hour beyond, unless said otherwise. */
  async client(
    practiceId: string,
    {
      name = 'Acme Robotics',
      code = `C${randomUUID().slice(0, 6)}`,
      zone = 'Europe/Berlin',
      startsOn = '2026-08-01',
      phase = 'assessing' as Phase,
      startDay = 1,
      allowance = 1200,
      visibility = 'all_entries',
      fee = 500_000,
      rate = 20_000,
      carry = { kind: 'none' } as Carry,
      overage = { kind: 'bill', ratePerHour: rate, leeway: 0 } as unknown as Overage,
      rounding = UNROUNDED,
    } = {},
  ): Promise<MadeClient> {
    const clientId = await this.insert('client', { practice_id: practiceId, name, code });
    const engagementId = await this.insert('engagement', {
      practice_id: practiceId,
      client_id: clientId,
      zone,
      starts_on: startsOn,
      phase,
      phase_since: startsOn,
      hours_visibility: visibility,
    });
    await this.insert('terms', {
      practice_id: practiceId,
      client_id: clientId,
      engagement_id: engagementId,
      valid_from: startsOn,
      allowance_minutes: allowance,
      allowance_per: 'month',
      start_day: startDay,
      fee_minor: fee,
      currency: 'EUR',
      carry: JSON.stringify(carry),
      overage: JSON.stringify(overage),
      rounding: JSON.stringify(rounding),
    });
    await this.insert('phase_move', {
      practice_id: practiceId,
      client_id: clientId,
      engagement_id: engagementId,
      to_phase: phase,
      moved_on: startsOn,
      moved_by: randomUUID(),
      evidence: '[]',
    });
    return { practiceId, clientId, engagementId };
  }

  private async insert(table: string, row: Record<string, unknown>): Promise<string> {
    const names = Object.keys(row);
    const { rows } = await this.app.admin.query<{ id: string }>(
      `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_, at) => `$${at + 1}`).join(', ')}) RETURNING id`,
      Object.values(row),
    );
    const id = rows[0]?.id;
    if (!id) throw new Error(`nothing was inserted into ${table}`);
    return id;
  }
}
