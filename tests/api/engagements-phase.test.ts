import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  createEngagement,
  movePhase,
  readEngagement,
  readPhase,
  recordEvidence,
  withdrawEvidence,
} from '@contract/engagements';
import type { Phase } from '@domain/engagements/phases';
import { randomUUID } from 'node:crypto';
import { useApp } from '../support/app';
import { Make, type MadeClient, type MadePractice } from '../support/make/make';

const app = useApp();
let make: Make;
let practice: MadePractice;

beforeEach(async () => {
  make = new Make(app);
  app.clock.set('2026-11-23T12:00:00Z');
  practice = await make.practice();
});

const owner = () => practice.owner.person;
const at = ({ engagementId }: MadeClient) => ({ params: { practiceId: practice.practiceId, engagementId } });
const client = (phase: Phase = 'assessing') => make.client(practice.practiceId, { phase });
const read = async (of: MadeClient, person = owner()) => (await person.call(readPhase, at(of))).ok;
const move = (of: MadeClient, from: Phase, to: Phase, over: object = {}, person = owner()) =>
  person.call(movePhase, { ...at(of), body: { from, to, ...over } });
const record = (of: MadeClient, criterion: string, over: object = {}, person = owner()) =>
  person.call(recordEvidence, {
    ...at(of),
    body: { criterion, on: '2026-11-20', note: 'Sent to the founders', ...over } as never,
  });

async function search(
  of: MadeClient,
  { approvals = ['2026-11-02', '2026-11-03'] as (string | null)[], open = true } = {},
) {
  const ids = [of.practiceId, of.clientId];
  const { rows } = await app.admin.query<{ id: string }>(
    `INSERT INTO search (practice_id, client_id, engagement_id, title, started_on, closed_at)
     VALUES ($1, $2, $3, 'VP of Engineering', '2026-10-01', $4) RETURNING id`,
    [...ids, of.engagementId, open ? null : '2026-11-20'],
  );
  const scorecard = await app.admin.query<{ id: string }>(
    `INSERT INTO scorecard (practice_id, client_id, search_id, number, mission, outcomes, must_haves)
     VALUES ($1, $2, $3, 1, 'Ship reliably', '[]', '[]') RETURNING id`,
    [...ids, rows[0]?.id],
  );
  for (const [index, on] of approvals.entries()) {
    await app.admin.query(
      'INSERT INTO scorecard_approval (practice_id, client_id, scorecard_id, decider, approved_on) VALUES ($1, $2, $3, $4, $5)',
      [...ids, scorecard.rows[0]?.id, `Decider ${index}`, on],
    );
  }
}

describe('the phase', () => {
  it('shows every allowed move with what it needs and has', async () => {
    const view = await read(await client());
    expect(view).toMatchObject({ phase: 'assessing', label: 'Assessing', since: '2026-08-01', days: 115 });
    expect(view.moves.map(({ to, direction, open, overridable }) => [to, direction, open, overridable])).toEqual([
      ['foundation', 'forward', false, true],
      ['preparing_search', 'forward', false, true],
      ['strategic_partner', 'forward', false, true],
      ['winding_down', 'end', false, true],
    ]);
    expect(view.moves[0]?.criteria).toEqual([
      {
        id: 'assessment_delivered',
        sentence: 'The written assessment is delivered',
        met: false,
        evidence: null,
        on: null,
        byHand: true,
        neverOverridden: false,
      },
    ]);
    expect(view.timeline).toHaveLength(1);
    expect(view.can).toEqual({ move: true, record: true });
  });

  it('moves on once its evidence is recorded, and keeps the evidence as it stood', async () => {
    const acme = await client();
    const recorded = (await record(acme, 'assessment_delivered')).ok;
    expect(recorded.recorded).toEqual([
      expect.objectContaining({ criterion: 'assessment_delivered', on: '2026-11-20', by: 'Robin Vale' }),
    ]);
    expect(recorded.moves[0]).toMatchObject({ to: 'foundation', open: true });

    const moved = (await move(acme, 'assessing', 'foundation', { sentence: 'We now build the plan.' })).ok;
    expect(moved).toMatchObject({ phase: 'foundation', since: '2026-11-23', days: 1 });
    const evidenceId = recorded.recorded[0]?.id ?? '';
    const params = { practiceId: practice.practiceId, engagementId: acme.engagementId, evidenceId };
    const withdrawn = (await owner().call(withdrawEvidence, { params })).ok;
    expect(withdrawn.recorded).toEqual([]);
    expect(withdrawn.timeline.at(-1)).toMatchObject({
      from: 'assessing',
      to: 'foundation',
      on: '2026-11-23',
      by: 'Robin Vale',
      overridden: false,
      sentence: 'We now build the plan.',
      evidence: [
        {
          sentence: 'The written assessment is delivered',
          met: true,
          evidence: 'Sent to the founders (Robin Vale)',
        },
      ],
    });
    expect((await owner().call(withdrawEvidence, { params })).problem.code).toBe('request.not_found');
  });

  it('needs a reason to go on without evidence, and says which is missing', async () => {
    const acme = await client();
    expect((await move(acme, 'assessing', 'foundation')).problem).toMatchObject({
      code: 'phase.gate_unmet',
      status: 409,
      facts: { unmet: ['assessment_delivered'] },
    });
    expect((await move(acme, 'assessing', 'foundation', { override: true })).problem).toMatchObject({
      code: 'phase.reason_needed',
      fields: { reason: expect.any(String) },
    });
    expect((await read(acme)).phase).toBe('assessing');
    const moved = (await move(acme, 'assessing', 'foundation', { reason: 'Agreed by phone' })).ok;
    expect(moved.timeline.at(-1)).toMatchObject({ overridden: true, reason: 'Agreed by phone' });
  });

  it('refuses a step that the arc does not have, and one from a phase that is over', async () => {
    const acme = await client();
    expect((await move(acme, 'assessing', 'closed', { reason: 'x' })).problem.code).toBe('phase.move_not_allowed');
    expect((await move(acme, 'foundation', 'preparing_search', { reason: 'x' })).problem).toMatchObject({
      code: 'phase.stale',
      status: 409,
      facts: { phase: 'assessing' },
    });
  });

  it('takes one of two moves made at the same moment', async () => {
    const acme = await client();
    const holder = await app.admin.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM engagement WHERE id = $1 FOR UPDATE', [acme.engagementId]);
    const moves = (['foundation', 'preparing_search', 'winding_down'] as const).map((to) =>
      move(acme, 'assessing', to, { reason: 'Agreed' }),
    );
    await new Promise((done) => setTimeout(done, 500));
    await holder.query('COMMIT');
    holder.release();
    const answers = await Promise.all(moves);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(2);
    expect((await read(acme)).timeline).toHaveLength(2);
  });

  it('is dated from the last move to today in the zone of the engagement', async () => {
    const acme = await client();
    const reason = { reason: 'Agreed' };
    expect((await move(acme, 'assessing', 'foundation', { ...reason, on: '2026-11-24' })).problem).toMatchObject({
      code: 'phase.day_ahead',
      fields: { on: expect.any(String) },
    });
    expect((await move(acme, 'assessing', 'foundation', { ...reason, on: '2026-07-31' })).problem.code).toBe(
      'phase.before_last_move',
    );
    app.clock.set('2026-11-23T23:30:00Z');
    expect((await move(acme, 'assessing', 'foundation', { ...reason, on: '2026-11-24' })).ok.since).toBe('2026-11-24');
  });
});

describe('evidence from facts', () => {
  it('counts a sponsor who is there or invited, and not one who left or whose invitation has expired', async () => {
    const startedWith = async (arrange: (clientId: string) => Promise<unknown>) => {
      const acme = await client();
      await app.admin.query("UPDATE engagement SET phase = 'closed' WHERE id = $1", [acme.engagementId]);
      await arrange(acme.clientId);
      const created = await owner().call(createEngagement, {
        params: { practiceId: practice.practiceId, clientId: acme.clientId },
        body: {
          zone: 'UTC',
          startsOn: '2026-11-23',
          terms: {
            allowanceMinutes: 0,
            allowancePer: 'month',
            startDay: 1,
            fee: 0,
            currency: 'EUR',
            overage: { kind: 'absorb' },
          },
        } as never,
      });
      const view = await read({ ...acme, engagementId: created.ok.id });
      return view.timeline[0]?.evidence.map(({ sentence, met }) => [sentence, met]);
    };
    const invite = (expiresAt: string) => (clientId: string) =>
      app.admin.query(
        `INSERT INTO invitation (practice_id, client_id, email, name, role, token_hash, invited_by, expires_at)
         VALUES ($1, $2, 'ida@example.com', 'Ida', 'sponsor', decode(md5($3), 'hex'), $4, $5)`,
        [practice.practiceId, clientId, randomUUID(), practice.owner.memberId, expiresAt],
      );
    const sponsor = (named: boolean) => [
      ['A sponsor is named', named],
      ['Terms are in force', true],
    ];
    expect(await startedWith(() => Promise.resolve())).toEqual(sponsor(false));
    expect(await startedWith(invite('2026-11-24T00:00:00Z'))).toEqual(sponsor(true));
    expect(await startedWith(invite('2026-11-22T00:00:00Z'))).toEqual(sponsor(false));
    expect(await startedWith((id) => make.clientUser(practice.practiceId, id, 'sponsor'))).toEqual(sponsor(true));
    expect(await startedWith((id) => make.clientUser(practice.practiceId, id, 'board'))).toEqual(sponsor(false));
    const left = await startedWith(async (id) => {
      const { clientUserId } = await make.clientUser(practice.practiceId, id, 'sponsor');
      await app.admin.query('UPDATE client_user SET ended_at = now() WHERE id = $1', [clientUserId]);
    });
    expect(left).toEqual(sponsor(false));
  });

  it('knows a VP who is there already', async () => {
    const acme = await client();
    const needed = async () =>
      (await read(acme)).moves
        .find(({ to }) => to === 'strategic_partner')
        ?.criteria.map(({ id, met }) => [id, met])
        .at(-1);
    expect(await needed()).toEqual(['handover_or_vp', false]);
    await make.clientUser(practice.practiceId, acme.clientId, 'vp');
    expect(await needed()).toEqual(['handover_or_vp', true]);
  });

  it('never starts a search without a scorecard that every decider approved', async () => {
    const acme = await client('preparing_search');
    const force = { reason: 'We are in a hurry', override: true };
    expect((await move(acme, 'preparing_search', 'search_running', force)).problem).toMatchObject({
      code: 'phase.never_overridden',
      facts: { unmet: ['scorecard_approved'] },
    });
    await search(acme, { approvals: ['2026-11-02', null] });
    expect((await move(acme, 'preparing_search', 'search_running', force)).problem.code).toBe('phase.never_overridden');
    expect((await record(acme, 'scorecard_approved')).problem.code).toBe('phase.evidence_not_by_hand');
  });

  it('starts a search on an approved scorecard, with its version and day as evidence', async () => {
    const acme = await client('preparing_search');
    await search(acme);
    const way = (await read(acme)).moves.find(({ to }) => to === 'search_running');
    expect(way).toMatchObject({
      open: true,
      overridable: false,
      criteria: [{ id: 'scorecard_approved', met: true, evidence: 'Scorecard version 1', on: '2026-11-03' }],
    });
    expect((await move(acme, 'preparing_search', 'search_running')).ok.phase).toBe('search_running');
  });

  it('lets an assistant see that a scorecard is approved, without seeing the search', async () => {
    const acme = await client('preparing_search');
    await search(acme);
    const assistant = await make.member(practice.practiceId, 'assistant', [acme.clientId]);
    const view = await read(acme, assistant.person);
    expect(view.moves.find(({ to }) => to === 'search_running')?.open).toBe(true);
    expect(view.can).toEqual({ move: false, record: false });
    const answer = await move(acme, 'preparing_search', 'search_running', {}, assistant.person);
    expect(answer.problem.code).toBe('request.forbidden');
  });

  it('records by hand only what cannot be known, and only what has happened', async () => {
    const acme = await client();
    expect((await record(acme, 'terms_in_force')).problem.code).toBe('phase.evidence_not_by_hand');
    expect((await record(acme, 'something_else')).problem.code).toBe('phase.evidence_not_by_hand');
    expect((await record(acme, 'notice_given', { on: '2026-11-24' })).problem).toMatchObject({
      code: 'phase.evidence_ahead',
      fields: { on: expect.any(String) },
    });
    expect((await record(acme, 'notice_given', { note: ' ' })).problem.code).toBe('request.invalid');
  });
});

describe('a partnership without an accepted hand-over', () => {
  it('says so wherever its phase is read, until the hand-over is recorded', async () => {
    const acme = await client('handing_over');
    const label = 'Strategic partner; hand-over not accepted';
    const moved = (await move(acme, 'handing_over', 'strategic_partner', { reason: 'The VP starts later' })).ok;
    expect(moved.label).toBe(label);
    expect((await owner().call(readEngagement, at(acme))).ok.phaseLabel).toBe(label);
    const recorded = (await record(acme, 'handover_accepted')).ok;
    expect(recorded.label).toBe('Strategic partner');
    expect(recorded.timeline.at(-1)?.toLabel).toBe(label);
  });
});

describe('closing an engagement', () => {
  const checklist = ['access_returned', 'pack_delivered', 'balance_settled'];

  /** Closed and published months, by rows: how that is done is not what is tested here. */
  async function closedMonths(of: MadeClient, months: readonly string[], { published = true } = {}) {
    for (const month of months) {
      const keys = [of.practiceId, of.clientId, of.engagementId, month];
      await app.admin.query(
        `INSERT INTO contract_month (practice_id, client_id, engagement_id, month) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING`,
        keys,
      );
      const { rows } = await app.admin.query<{ id: string }>(
        `INSERT INTO closure (practice_id, client_id, engagement_id, month, revision, closed_by, facts, hash)
         VALUES ($1, $2, $3, $4, 1, $5, '{}', '') RETURNING id`,
        [...keys, practice.owner.memberId],
      );
      await app.admin.query("UPDATE contract_month SET state = 'closed' WHERE engagement_id = $1 AND month = $2", [
        of.engagementId,
        month,
      ]);
      if (!published) continue;
      await app.admin.query(
        `INSERT INTO statement (practice_id, client_id, engagement_id, month, closure_id, number, words, published_by)
         VALUES ($1, $2, $3, $4, $5, 1, '{}', $6)`,
        [...keys, rows[0]?.id, practice.owner.memberId],
      );
    }
  }
  const unmet = async (of: MadeClient) =>
    (await read(of)).moves
      .find(({ to }) => to === 'closed')
      ?.criteria.filter(({ met }) => !met)
      .map(({ id }) => id);
  const hours = (of: MadeClient, day: string, month: string) =>
    app.admin.query(
      `INSERT INTO time_entry (practice_id, client_id, engagement_id, id, member_id, work_date, contract_month, minutes, billable, text, source, draft_hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 60, true, '', 'web', '')`,
      [of.practiceId, of.clientId, of.engagementId, randomUUID(), practice.owner.memberId, day, month],
    );
  const months = ['2026-08', '2026-09', '2026-10'];

  it('needs closed months, no open search, a published final summary and the exit checklist, without exception', async () => {
    const acme = await client('winding_down');
    await search(acme);
    expect(await unmet(acme)).toEqual([...checklist, 'no_open_month', 'no_open_search', 'final_statement']);
    const forced = await move(acme, 'winding_down', 'closed', { reason: 'They left', override: true });
    expect(forced.problem.code).toBe('phase.never_overridden');

    await app.admin.query('UPDATE search SET closed_at = now() WHERE engagement_id = $1', [acme.engagementId]);
    await closedMonths(acme, months, { published: false });
    for (const one of checklist) await record(acme, one);
    expect(await unmet(acme)).toEqual(['final_statement']);
  });

  it('ends the engagement on its day, and nothing moves afterwards', async () => {
    const acme = await client('winding_down');
    await closedMonths(acme, months);
    for (const one of checklist) await record(acme, one);
    expect(await unmet(acme)).toEqual([]);
    const closed = (await move(acme, 'winding_down', 'closed', { on: '2026-10-31' })).ok;
    expect(closed).toMatchObject({ phase: 'closed', since: '2026-10-31', moves: [], can: { move: false } });
    expect((await owner().call(readEngagement, at(acme))).ok).toMatchObject({
      endsOn: '2026-10-31',
      balance: null,
      can: { logTime: false, editTerms: false, movePhase: false },
    });
    expect((await record(acme, 'notice_given')).problem.code).toBe('engagements.closed');
  });

  it('waits for a month that has hours, and never ends before the last of them', async () => {
    const acme = await client('winding_down');
    await app.admin.query(
      'INSERT INTO contract_month (practice_id, client_id, engagement_id, month) VALUES ($1, $2, $3, $4), ($1, $2, $3, $5)',
      [acme.practiceId, acme.clientId, acme.engagementId, '2026-10', '2026-11'],
    );
    await hours(acme, '2026-10-20', '2026-10');
    await hours(acme, '2026-11-05', '2026-11');
    await closedMonths(acme, months);
    for (const one of checklist) await record(acme, one);
    expect(await unmet(acme)).toEqual(['no_open_month']);
    await app.admin.query(
      "UPDATE time_entry SET voided_at = now(), voided_by = member_id, void_reason = 'twice' WHERE work_date = '2026-11-05' AND engagement_id = $1",
      [acme.engagementId],
    );
    expect(await unmet(acme)).toEqual([]);
    expect((await move(acme, 'winding_down', 'closed', { on: '2026-10-19' })).problem).toMatchObject({
      code: 'phase.before_last_hours',
      fields: { on: expect.any(String) },
    });
    expect((await move(acme, 'winding_down', 'closed', { on: '2026-10-20' })).status).toBe(201);
  });
});

describe('the phase of somebody else', () => {
  it('is not found by a cto of another client nor from another practice, whatever is tried', async () => {
    const acme = await client();
    const { recorded } = (await record(acme, 'notice_given')).ok;
    const cto = await make.member(practice.practiceId, 'cto', [(await client()).clientId]);
    const stranger = (await make.practice()).owner;
    for (const { person } of [cto, stranger]) {
      const params = {
        practiceId: practice.practiceId,
        engagementId: acme.engagementId,
        evidenceId: recorded[0]?.id ?? '',
      };
      const answers = [
        await person.call(readPhase, at(acme)),
        await move(acme, 'assessing', 'foundation', { reason: 'x' }, person),
        await record(acme, 'notice_given', {}, person),
        await person.call(withdrawEvidence, { params }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    }
    const other = await client();
    const crossed = {
      practiceId: practice.practiceId,
      engagementId: other.engagementId,
      evidenceId: recorded[0]?.id ?? '',
    };
    expect((await owner().call(withdrawEvidence, { params: crossed })).problem.status).toBe(404);
    expect((await read(acme)).recorded).toHaveLength(1);
  });
});
