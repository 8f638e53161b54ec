import { randomBytes, randomUUID } from 'node:crypto';
import { closeMonth, publishStatement, reopenMonth } from '@contract/statements';
import { stageImport } from '@contract/time';
import { DEFAULT_STAGES } from '@domain/search/stages';
import { hashToken } from '../../../api/src/platform/session/tokens';
import type { TestApp } from '../app';
import { signedIn, type Person } from '../as';

/**
 * Two practices and three clients with a row in every table and a canary in every text: a word that names the company it
 * belongs to and who may read it, so that it is recognised wherever it turns up.
 */
export type SideName = 'a1' | 'a2' | 'b1';
export type PracticeName = 'a' | 'b';

/**
 * Who may read a canary: `s` shared with the client, `w` everybody at the practice, `p` staff who work for the client, `c`
 * those among them who may see candidates, `m` the owner alone.
 */
export type Shade = 's' | 'w' | 'p' | 'c' | 'm';

/** A company (a1, a2, b1) or what a practice has beside its clients (a0, b0). */
export type Territory = SideName | 'a0' | 'b0';

const CANARY = /qz(a0|a1|a2|b0|b1)([swpcm])\d*/gi;

/** The canaries in a text, as territory and shade, each once. */
export function canariesIn(text: string): string[] {
  return [...new Set([...text.matchAll(CANARY)].map(([, territory, shade]) => `${territory}${shade}`.toLowerCase()))];
}

let number = Math.floor(Math.random() * 1e9);

/** A new canary. */
export function canary(territory: Territory, shade: Shade): string {
  number += 1;
  return `qz${territory}${shade}${number}`;
}

/** One client company with an id for every place in an address. */
export interface Side {
  readonly name: SideName;
  readonly practiceId: string;
  readonly clientId: string;
  readonly engagementId: string;
  readonly contactId: string;
  readonly milestoneId: string;
  readonly evidenceId: string;
  readonly entryId: string;
  /** An entry of the month that is closed. */
  readonly closedEntryId: string;
  readonly timerId: string;
  readonly searchId: string;
  readonly stageIds: readonly string[];
  readonly candidacyId: string;
  readonly closedCandidacyId: string;
  readonly scorecardId: string;
  readonly approvalId: string;
  readonly statementId: string;
  /** A question about that version which waits for its answer. */
  readonly questionId: string;
  readonly adjustmentId: string;
  /** A request for hours beyond in the open month, and one in the month after; both wait. */
  readonly requestId: string;
  readonly laterRequestId: string;
  readonly memberId: string;
  readonly invitationId: string;
  readonly clientInvitationId: string;
  readonly clientUserId: string;
  readonly importId: string;
  /** One that was entered, and can be undone. */
  readonly enteredImportId: string;
  readonly importNames: { readonly person: string; readonly client: string };
  readonly sessionId: string;
}

export interface MadeUser {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly person: Person;
}

export interface World {
  readonly sides: Readonly<Record<SideName, Side>>;
  readonly owners: Readonly<Record<PracticeName, MadeUser & { readonly memberId: string }>>;
  /** Members of practice A, and of both. */
  readonly ctoAssigned: MadeUser;
  readonly ctoElsewhere: MadeUser;
  readonly assistant: MadeUser;
  readonly bookkeeper: MadeUser;
  readonly removed: MadeUser;
  readonly suspended: MadeUser;
  readonly dual: MadeUser;
  readonly sponsors: Readonly<Record<SideName, MadeUser>>;
  readonly clientMember: MadeUser;
}

/** The month that is closed and published, and an open one with hours in it. */
export const PUBLISHED_MONTH = '2026-09';
export const OPEN_MONTH = '2026-10';
export const LATER_MONTH = '2026-11';
const STARTS_ON = '2026-09-01';

/** Builds the world. The clock must stand in November 2026. */
export async function makeWorld(app: TestApp): Promise<World> {
  return new Builder(app).build();
}

class Builder {
  constructor(private readonly app: TestApp) {}

  async build(): Promise<World> {
    const [a, b] = [randomUUID(), randomUUID()];
    await this.insert('practice', { id: a, name: canary('a0', 's') });
    await this.insert('practice', { id: b, name: canary('b0', 's') });
    // A summary names who prepared it, so the client reads an owner's name; the address stays within the practice.
    const owner = async (practiceId: string, here: 'a0' | 'b0') => {
      const user = await this.account(`${canary(here, 'w')}@example.com`, canary(here, 's'));
      return { ...user, memberId: await this.join(practiceId, user.userId, 'owner', []) };
    };
    const owners = { a: await owner(a, 'a0'), b: await owner(b, 'b0') };
    const sides = {
      a1: await this.side('a1', a, owners.a),
      a2: await this.side('a2', a, owners.a),
      b1: await this.side('b1', b, owners.b),
    };
    const { a1, a2, b1 } = sides;
    await this.practiceRows(a, 'a0', owners.a);
    await this.practiceRows(b, 'b0', owners.b);
    const removed = await this.member(a, 'a0', 'owner', []);
    await this.sql('UPDATE member SET ended_at = now() WHERE user_id = $1', [removed.userId]);
    const suspended = await this.member(a, 'a0', 'owner', []);
    await this.sql('UPDATE user_account SET suspended_at = now() WHERE id = $1', [suspended.userId]);
    // Seen by both practices, so their words tell nothing.
    const dual = await this.account(`${randomUUID()}@example.com`, 'Dana Wolff');
    await this.join(a, dual.userId, 'cto', [a1.clientId]);
    await this.join(b, dual.userId, 'assistant', [b1.clientId]);
    return {
      owners,
      sides,
      removed,
      suspended,
      dual,
      ctoAssigned: await this.member(a, 'a0', 'cto', [a1.clientId]),
      ctoElsewhere: await this.member(a, 'a0', 'cto', [a2.clientId]),
      assistant: await this.member(a, 'a0', 'assistant', [a1.clientId]),
      bookkeeper: await this.member(a, 'a0', 'bookkeeper', []),
      sponsors: {
        a1: await this.clientUser(a1, 'sponsor'),
        a2: await this.clientUser(a2, 'sponsor'),
        b1: await this.clientUser(b1, 'sponsor'),
      },
      clientMember: await this.clientUser(a1, 'member'),
    };
  }

  private async side(name: SideName, practiceId: string, owner: MadeUser & { memberId: string }): Promise<Side> {
    const here = name.startsWith('a') ? 'a0' : 'b0';
    const s = () => canary(name, 's');
    const p = () => canary(name, 'p');
    const clientId = await this.insert('client', {
      practice_id: practiceId,
      name: s(),
      code: `QZ${name}S`,
      legal_name: s(),
      address: s(),
      purchase_order: s(),
      engineers: 12,
      next_step: p(),
      next_step_on: '2026-12-01',
    });
    const atClient = { practice_id: practiceId, client_id: clientId };
    const contactId = await this.insert('contact', { ...atClient, name: p(), title: p(), email: p(), phone: p() });
    const engagementId = await this.insert('engagement', {
      ...atClient,
      zone: 'Europe/Berlin',
      starts_on: STARTS_ON,
      phase: 'search_running',
      phase_since: STARTS_ON,
      hours_visibility: 'all_entries',
    });
    const at = { ...atClient, engagement_id: engagementId };
    await this.insert('terms', {
      ...at,
      valid_from: STARTS_ON,
      allowance_minutes: 1200,
      allowance_per: 'month',
      start_day: 1,
      fee_minor: 500_000,
      currency: 'EUR',
      carry: JSON.stringify({ kind: 'capped', cap: 600, lifetime: 3 }),
      overage: JSON.stringify({ kind: 'approval', ratePerHour: 20_000 }),
      rounding: JSON.stringify({ scope: 'entry', step: 1, direction: 'nearest' }),
    });
    await this.insert('opening_lot', { ...at, born: '2026-08', minutes: 60 }, 'born');
    await this.insert('phase_move', {
      ...at,
      to_phase: 'search_running',
      moved_on: STARTS_ON,
      moved_by: owner.memberId,
      overridden: true,
      reason: s(),
      sentence: s(),
      evidence: JSON.stringify([{ sentence: p(), met: true, evidence: p() }]),
    });
    const evidenceId = await this.insert('recorded_evidence', {
      ...at,
      criterion: 'notice_given',
      happened_on: '2026-10-01',
      note: p(),
      recorded_by: owner.memberId,
    });
    const milestoneId = await this.insert('milestone', { ...at, name: s(), due_on: '2026-12-10', client_sees: true });
    await this.insert('milestone', { ...at, name: p(), due_on: '2026-12-12', client_sees: false });
    const logged = await this.hours(name, at, owner.memberId);
    const timerId = await this.timers(name, at, owner.memberId);
    const search = await this.search(name, at, owner.memberId);
    const published = await this.publish(name, at, owner);
    await this.insert('correction', {
      ...at,
      month: OPEN_MONTH,
      entry_id: logged.closedEntryId,
      minutes: -5,
      billed: 0,
      amount_minor: 0,
      reason: canary(name, 's'),
      corrected_by: owner.memberId,
    });
    const agreed = await this.agreed(name, at, owner);
    const atHand = await this.staffRows(name, here, atClient);
    const staged = await this.stage(here, practiceId, owner);
    const session = await this.admin<{ id: string }>('SELECT id FROM session WHERE user_id = $1', [owner.userId]);
    return {
      name,
      practiceId,
      clientId,
      engagementId,
      contactId,
      milestoneId,
      evidenceId,
      ...logged,
      timerId,
      ...search,
      ...published,
      ...agreed,
      ...atHand,
      ...staged,
      sessionId: session[0]?.id ?? '',
    };
  }

  /** What is agreed about months that are open: an adjustment, and requests answered and waiting. */
  private async agreed(
    name: SideName,
    at: { practice_id: string; client_id: string; engagement_id: string },
    { memberId, userId }: { readonly memberId: string; readonly userId: string },
  ) {
    const s = () => canary(name, 's');
    const [open, later] = [OPEN_MONTH, LATER_MONTH];
    await this.insert('contract_month', { ...at, month: later }, 'month');
    const ask = (month: string, more: object = {}) =>
      this.insert('overage_request', { ...at, month, minutes: 240, reason: s(), asked_by: memberId, ...more });
    await this.insert(
      'balance_warning',
      { ...at, month: open, mark: '50', used: 600, available: 1200, warned_at: new Date(), told_client: false },
      'mark',
    );
    await ask(open, { answer: 'no', sentence: s(), answered_at: new Date(), answered_by: userId });
    return {
      adjustmentId: await this.insert('adjustment', {
        ...at,
        month: open,
        minutes: 20,
        reason: s(),
        adjusted_by: memberId,
      }),
      requestId: await ask(open),
      laterRequestId: await ask(later),
    };
  }

  /** Hours of a closed and of an open month, some with clock times, one voided. */
  private async hours(
    name: SideName,
    at: { practice_id: string; client_id: string; engagement_id: string },
    memberId: string,
  ): Promise<{ readonly entryId: string; readonly closedEntryId: string }> {
    for (const month of [PUBLISHED_MONTH, OPEN_MONTH]) await this.insert('contract_month', { ...at, month }, 'month');
    const entry = (day: string, more: object) =>
      this.insert('time_entry', {
        ...at,
        id: randomUUID(),
        member_id: memberId,
        work_date: day,
        contract_month: day.slice(0, 7),
        minutes: 95,
        activity: 'C5',
        billable: true,
        text: canary(name, 's'),
        private_note: canary(name, 'p'),
        source: 'web',
        draft_hash: Buffer.from('none'),
        fingerprint: canary(name, 'p'),
        ...more,
      });
    const hour = { a1: '08', a2: '10', b1: '12' }[name];
    const closedEntryId = await entry('2026-09-10', {
      started_at: `2026-09-10T${hour}:00:00Z`,
      ended_at: `2026-09-10T${hour}:59:00Z`,
      zone: 'Europe/Berlin',
    });
    await entry('2026-10-12', { voided_at: new Date(), voided_by: memberId, void_reason: canary(name, 'p') });
    return { entryId: await entry('2026-10-13', {}), closedEntryId };
  }

  /** A timer that was discarded, and one that runs: the owner's, whose one timer runs for the first client alone. */
  private async timers(
    name: SideName,
    at: { practice_id: string; client_id: string; engagement_id: string },
    memberId: string,
  ): Promise<string> {
    const now = this.app.clock.instant();
    const timer = (more: object) =>
      this.insert('timer', {
        ...at,
        id: randomUUID(),
        member_id: memberId,
        started_at: now,
        device_started_at: now,
        received_at: now,
        zone: 'Europe/Berlin',
        activity: 'C5',
        billable: true,
        text: canary(name, 'p'),
        ...more,
      });
    const discarded = await timer({ ended_at: now, discard_reason: canary(name, 'p') });
    return name === 'a2' ? discarded : timer({});
  }

  private async search(
    name: SideName,
    at: { practice_id: string; client_id: string; engagement_id: string },
    memberId: string,
  ) {
    const c = () => canary(name, 'c');
    const { engagement_id, ...atClient } = at;
    const searchId = await this.insert('search', {
      ...atClient,
      engagement_id,
      title: canary(name, 's'),
      brief: c(),
      started_on: '2026-10-05',
      client_sees: true,
    });
    const atSearch = { ...atClient, search_id: searchId };
    await this.insert('search_closure', {
      ...atSearch,
      reason: c(),
      closed_at: '2026-10-20T10:00:00Z',
      closed_by: memberId,
      reopened_at: '2026-10-21T10:00:00Z',
      reopened_by: memberId,
    });
    const stageIds: string[] = [];
    for (const [position, { kind }] of DEFAULT_STAGES.entries()) {
      stageIds.push(await this.insert('search_stage', { ...atSearch, name: c(), kind, position }));
    }
    const scorecardId = await this.insert('scorecard', {
      ...atSearch,
      number: 1,
      mission: c(),
      outcomes: JSON.stringify([{ text: c(), by: null }]),
      must_haves: JSON.stringify([c()]),
    });
    const approvalId = await this.insert('scorecard_approval', {
      ...atClient,
      scorecard_id: scorecardId,
      decider: c(),
      note: c(),
    });
    const candidate = async (order: string, stageId: string | undefined, disposition: 'active' | 'closed') => {
      const personId = await this.insert('person', {
        practice_id: at.practice_id,
        name: c(),
        email: c(),
        phone: c(),
        headline: c(),
        employer: c(),
        location: c(),
      });
      const id = await this.insert('candidacy', {
        ...atSearch,
        person_id: personId,
        stage_id: stageId,
        disposition,
        order_key: order,
        source: c(),
        note: c(),
        next_step: c(),
      });
      await this.insert('visit', {
        ...atSearch,
        candidacy_id: id,
        stage_id: stageId,
        entered_at: '2026-10-06T09:00:00Z',
        left_at: disposition === 'closed' ? '2026-10-20T09:00:00Z' : null,
        moved_by: memberId,
        why: c(),
      });
      return id;
    };
    const candidacyId = await candidate('V1', stageIds[0], 'active');
    const closedCandidacyId = await candidate('V2', stageIds[1], 'closed');
    await this.insert('candidacy_exit', {
      ...atSearch,
      candidacy_id: closedCandidacyId,
      party: 'us',
      reason: 'pairing',
      note: c(),
      closed_by: memberId,
    });
    return { searchId, stageIds, scorecardId, approvalId, candidacyId, closedCandidacyId };
  }

  /** Closes and publishes a month as the owner does it, so that every figure and file is a real one. */
  private async publish(
    name: SideName,
    at: { practice_id: string; client_id: string; engagement_id: string },
    owner: MadeUser,
  ): Promise<{ readonly statementId: string; readonly questionId: string }> {
    for (const month of [PUBLISHED_MONTH, OPEN_MONTH]) {
      const words = () => canary(name, 's');
      await this.insert(
        'statement_words',
        { ...at, month, outcomes: words(), decisions: words(), risks: words(), next_month: words() },
        'month',
      );
    }
    const params = { practiceId: at.practice_id, engagementId: at.engagement_id, month: PUBLISHED_MONTH } as never;
    const close = () => patiently(() => owner.person.call(closeMonth, { params }));
    await close();
    const reason = canary(name, 's');
    await patiently(() => owner.person.call(reopenMonth, { params, body: { reason } }));
    await close();
    const publish = async (wordsVersion: number) => {
      const view = await patiently(() => owner.person.call(publishStatement, { params, body: { wordsVersion } }));
      const id = view.published[0]?.id;
      if (!id) throw new Error('nothing was published');
      return id;
    };
    const first = await publish(1);
    await this.ask(name, at, first, owner.userId, { answered: true });
    await this.insert(
      'statement_acceptance',
      { practice_id: at.practice_id, client_id: at.client_id, statement_id: first, accepted_by: owner.userId },
      'statement_id',
    );
    await this.sql('UPDATE statement_words SET outcomes = $3, version = 2 WHERE engagement_id = $1 AND month = $2', [
      at.engagement_id,
      PUBLISHED_MONTH,
      canary(name, 's'),
    ]);
    const statementId = await publish(2);
    return { statementId, questionId: await this.ask(name, at, statementId, owner.userId, { answered: false }) };
  }

  /** A sponsor's question about a version, both sides of which the client reads. */
  private async ask(
    name: SideName,
    { practice_id, client_id }: { practice_id: string; client_id: string },
    statementId: string,
    userId: string,
    { answered }: { readonly answered: boolean },
  ): Promise<string> {
    const here = { practice_id, client_id };
    const id = await this.insert('statement_question', {
      ...here,
      id: randomUUID(),
      statement_id: statementId,
      text: canary(name, 's'),
      asked_by: userId,
    });
    if (answered) {
      await this.insert(
        'statement_answer',
        { ...here, question_id: id, text: canary(name, 's'), answered_by: userId },
        'question_id',
      );
    }
    return id;
  }

  /** People on both sides, and invitations for more. */
  private async staffRows(name: SideName, here: 'a0' | 'b0', at: { practice_id: string; client_id: string }) {
    const { memberId } = await this.member(at.practice_id, here, 'assistant', [at.client_id]);
    const user = await this.user(name, 'p');
    const clientUserId = await this.insert('client_user', { ...at, user_id: user.userId, role: 'board' });
    const invite = (clientId: string | null, territory: Territory, shade: Shade, role: string) =>
      this.insert('invitation', {
        practice_id: at.practice_id,
        client_id: clientId,
        email: `${canary(territory, shade)}@example.com`,
        name: canary(territory, shade),
        role,
        token_hash: randomBytes(32),
        invited_by: memberId,
        expires_at: new Date(this.app.clock.now() + 70 * 3_600_000),
      });
    return {
      memberId,
      clientUserId,
      invitationId: await invite(null, here, 'm', 'cto'),
      clientInvitationId: await invite(at.client_id, name, 'p', 'member'),
    };
  }

  /** A file waiting to be imported, as the owner staged it, and one that was. */
  private async stage(here: 'a0' | 'b0', practiceId: string, owner: MadeUser) {
    const m = () => canary(here, 'm');
    const importNames = { person: `${m()}@example.com`, client: m() };
    const cells = [
      m(),
      importNames.person,
      importNames.client,
      '',
      '',
      m(),
      'Yes',
      '2026-10-20',
      '09:00:00',
      '2026-10-20',
      '10:00:00',
      '01:00:00',
      m(),
    ];
    const text = `User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags\n${cells.join(',')}\n`;
    const { ok } = await owner.person.call(stageImport, {
      params: { practiceId },
      body: { source: 'toggl', fileName: `${m()}.csv`, zone: 'Europe/Berlin', text },
    });
    await this.sql('UPDATE import_batch SET mapping = $2 WHERE id = $1', [
      ok.id,
      JSON.stringify({ people: { [importNames.person]: null }, clients: {}, activities: {} }),
    ]);
    const { rows } = await this.app.admin.query<{ id: string }>(
      `INSERT INTO import_batch (practice_id, member_id, source, file_name, zone, mapping, row_count, entered_at, outcome)
       SELECT practice_id, member_id, source, file_name, zone, mapping, 1, now(), '{"added":1,"minutes":60,"there":0,"left":0}'
       FROM import_batch WHERE id = $1 RETURNING id`,
      [ok.id],
    );
    const enteredImportId = rows[0]?.id ?? '';
    await this.sql('INSERT INTO import_progress (practice_id, batch_id, done, total) VALUES ($1, $2, 1, 1)', [
      practiceId,
      enteredImportId,
    ]);
    return { importId: ok.id, enteredImportId, importNames };
  }

  /** What a practice keeps and no screen shows, or only its owner's. */
  private async practiceRows(practiceId: string, here: 'a0' | 'b0', owner: MadeUser & { memberId: string }) {
    const m = () => canary(here, 'm');
    await this.insert(
      'import_meaning',
      { practice_id: practiceId, member_id: owner.memberId, kind: 'people', name: m(), meaning: m() },
      'name',
    );
    await this.insert(
      'idempotency_key',
      {
        practice_id: practiceId,
        user_id: owner.userId,
        key: m(),
        route: m(),
        body_hash: Buffer.from('none'),
        answer: JSON.stringify({ text: m() }),
      },
      'key',
    );
    await this.insert('mail', {
      practice_id: practiceId,
      kind: 'invitation',
      dedupe_key: m(),
      recipient: `${m()}@example.com`,
      facts: JSON.stringify({ practiceName: m(), role: m() }),
      failure: m(),
    });
    await this.insert(
      'audit_event',
      { practice_id: practiceId, action: m(), object: m(), object_id: m(), fields: [m()], request_id: m() },
      'seq',
    );
  }

  private async member(practiceId: string, here: 'a0' | 'b0', role: string, clientIds: readonly string[]) {
    const user = await this.user(here, 'w');
    return { ...user, memberId: await this.join(practiceId, user.userId, role, clientIds) };
  }

  private async join(practiceId: string, userId: string, role: string, clientIds: readonly string[]): Promise<string> {
    const memberId = await this.insert('member', {
      practice_id: practiceId,
      user_id: userId,
      role,
      zone: 'Europe/Berlin',
    });
    for (const clientId of clientIds) {
      await this.insert(
        'assignment',
        { practice_id: practiceId, member_id: memberId, client_id: clientId },
        'member_id',
      );
    }
    return memberId;
  }

  private async clientUser(side: Side, role: string): Promise<MadeUser> {
    const user = await this.user(side.name, 'p');
    await this.insert('client_user', {
      practice_id: side.practiceId,
      client_id: side.clientId,
      user_id: user.userId,
      role,
    });
    return user;
  }

  private async user(territory: Territory, shade: Shade): Promise<MadeUser> {
    return this.account(`${canary(territory, shade)}@example.com`, canary(territory, shade));
  }

  private async account(email: string, name: string): Promise<MadeUser> {
    const userId = await this.insert('user_account', { email, name });
    return { userId, email, name, person: await signedIn(this.app, userId) };
  }

  private async insert(table: string, row: Record<string, unknown>, answer = 'id'): Promise<string> {
    const names = Object.keys(row);
    const [made] = await this.admin<Record<string, unknown>>(
      `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_, at) => `$${at + 1}`).join(', ')}) RETURNING ${answer}`,
      Object.values(row),
    );
    return String(made?.[answer]);
  }

  private async sql(text: string, values: unknown[]): Promise<void> {
    await this.admin(text, values);
  }

  private async admin<Row extends object>(text: string, values: unknown[]): Promise<Row[]> {
    return (await this.app.admin.query<Row>(text, values)).rows;
  }
}

/** Repeats a call on a machine that is too busy to answer in time. */
async function patiently<T>(call: () => Promise<{ status: number; ok: T }>): Promise<T> {
  for (let left = 10; ; left -= 1) {
    const answer = await call();
    if (answer.status !== 503 || left === 0) return answer.ok;
  }
}

/** A cookie that was good once: `expired` by the clock, or `ended` by its owner. */
export async function deadCookie(app: TestApp, userId: string, how: 'expired' | 'ended'): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const now = app.clock.now();
  const until = new Date(how === 'expired' ? now : now + 3_600_000);
  await app.admin.query(
    `INSERT INTO session (token_hash, user_id, device, created_at, last_seen_at, idle_until, expires_at, ended_at)
     VALUES ($1, $2, 'test', $3, $4, $5, $5, $6)`,
    [
      Buffer.from(hashToken(token)),
      userId,
      new Date(now - 7_200_000),
      new Date(now),
      until,
      how === 'ended' ? new Date(now - 1000) : null,
    ],
  );
  return `sid=${token}`;
}
