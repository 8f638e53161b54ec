import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { acceptStatement, askAboutStatement, readPortal } from '@contract/portal';
import { answerQuestion, closeMonth, publishStatement, readSummary, reopenMonth } from '@contract/statements';
import { useApp } from '../support/app';
import { signedIn, type Person } from '../support/as';
import { Make, type MadeClient, type MadePractice } from '../support/make/make';
import { DevelopmentMailbox } from '../../api/src/platform/outbox/development-mailbox';
import { OutboxStore } from '../../api/src/platform/outbox/outbox.store';
import { Worker } from '../../api/src/platform/outbox/worker';

const app = useApp();
let make: Make;
let practice: MadePractice;
let client: MadeClient;
let sponsor: Person;
let sponsorId: string;

beforeEach(async () => {
  make = new Make(app);
  app.clock.set('2026-11-02T12:00:00Z');
  practice = await make.practice();
  client = await make.client(practice.practiceId, { startsOn: '2026-10-01' });
  const made = await make.clientUser(practice.practiceId, client.clientId, 'sponsor');
  [sponsor, sponsorId] = [made.person, made.userId];
});

const owner = () => practice.owner.person;
const month = '2026-10';
const at = () => ({ practiceId: practice.practiceId, engagementId: client.engagementId, month }) as never;
const portal = () => ({ practiceId: practice.practiceId, clientId: client.clientId });
const publish = async () => {
  await owner().call(closeMonth, { params: at() });
  const view = await owner().call(publishStatement, { params: at(), body: { wordsVersion: 0 } });
  return view.ok.published[0]!.id;
};
const accept = (statementId: string, person = sponsor) =>
  person.call(acceptStatement, { params: { ...portal(), statementId } });
const ask = (
  statementId: string,
  text = 'What was the hour on the 10th?',
  id: string = randomUUID(),
  person = sponsor,
) => person.call(askAboutStatement, { params: { ...portal(), statementId }, body: { id, text } });
const answer = (statementId: string, questionId: string, person = owner()) =>
  person.call(answerQuestion, {
    params: { practiceId: practice.practiceId, statementId, questionId },
    body: { text: 'The board meeting.' },
  });
const seen = async (person = sponsor) => (await person.call(readPortal, { params: portal() })).ok.statements;
const mails = async () => {
  const { rows } = await app.admin.query<{ kind: string; recipient: string; facts: object }>(
    "SELECT kind, recipient, facts FROM mail WHERE practice_id = $1 AND kind <> 'statement_published' ORDER BY id",
    [practice.practiceId],
  );
  return rows;
};
const watch = () => app.nest.get(OutboxStore, { strict: false }).watchMonths(app.clock.instant());
const agreeDays = (days: number) =>
  app.admin.query('UPDATE terms SET acceptance_days = $2 WHERE client_id = $1', [client.clientId, days]);

describe('accepting a summary', () => {
  it('is one tap of the sponsor, told to the practice once', async () => {
    const id = await publish();
    expect((await seen())[0]).toMatchObject({ acceptance: { state: 'published' }, can: { accept: true, ask: true } });
    const one = (await accept(id)).ok;
    expect(one).toMatchObject({
      acceptance: { state: 'accepted', acceptedAt: '2026-11-02T12:00:00.000Z', byTime: false },
      can: { accept: false, ask: false },
    });
    expect((await accept(id)).ok).toEqual(one);
    const staff = (await owner().call(readSummary, { params: at() })).ok.published[0];
    expect(staff?.acceptance).toEqual(one.acceptance);
    expect(await mails()).toEqual([
      {
        kind: 'statement_accepted',
        recipient: practice.owner.email,
        facts: { month, number: 1, clientName: 'Acme Robotics', statementId: id, byTime: false },
      },
    ]);
    await app.nest.get(Worker, { strict: false }).drain();
    const letter = app.nest
      .get(DevelopmentMailbox, { strict: false })
      .letters()
      .find(({ to }) => to === practice.owner.email);
    expect(letter).toMatchObject({ subject: 'Acme Robotics: summary for October 2026 is accepted' });
    expect(letter?.text).toContain(`/p/${practice.practiceId}/clients/${client.clientId}/summaries/2026-10`);
  });

  it('of twenty taps at the same instant is one acceptance and one mail', async () => {
    const id = await publish();
    const taps = await Promise.all(Array.from({ length: 20 }, () => accept(id)));
    expect(new Set(taps.map(({ status }) => status))).toEqual(new Set([201]));
    expect(await mails()).toHaveLength(1);
  });

  it('is the sponsor’s alone: neither other people of the client nor staff', async () => {
    const id = await publish();
    for (const role of ['member', 'board', 'vp', 'panelist'] as const) {
      const { person } = await make.clientUser(practice.practiceId, client.clientId, role);
      expect((await accept(id, person)).problem.code).toBe('request.forbidden');
      expect((await ask(id, 'Why?', randomUUID(), person)).problem.code).toBe('request.forbidden');
    }
    expect((await accept(id, owner())).problem.code).toBe('request.forbidden');
    const member = await make.clientUser(practice.practiceId, client.clientId, 'member');
    expect((await seen(member.person))[0]?.can).toEqual({ accept: false, ask: false });
    const elsewhere = await make.client(practice.practiceId);
    const stranger = await make.clientUser(practice.practiceId, elsewhere.clientId, 'sponsor');
    expect((await accept(id, stranger.person)).status).toBe(404);
    expect((await accept(randomUUID())).status).toBe(404);
  });

  it('starts anew with every version, and a version that is out of force is neither accepted nor asked about', async () => {
    const first = await publish();
    await accept(first);
    await owner().call(reopenMonth, { params: at(), body: { reason: 'An hour was missing' } });
    expect((await seen())[0]).toMatchObject({
      acceptance: { state: 'being_revised' },
      can: { accept: false, ask: false },
    });
    expect((await accept(first)).problem.code).toBe('statements.being_revised');
    const second = await publish();
    expect((await seen()).map(({ number, acceptance }) => [number, acceptance.state])).toEqual([
      [2, 'published'],
      [1, 'replaced'],
    ]);
    expect((await accept(first)).problem.code).toBe('statements.replaced');
    expect((await ask(first)).problem.code).toBe('statements.replaced');
    expect((await accept(second)).ok.acceptance.state).toBe('accepted');
    expect((await ask(second)).problem.code).toBe('statements.accepted');
    for (const [version, why] of [
      [first, /not in force/],
      [second, /is accepted/],
    ] as const) {
      const insert = `INSERT INTO statement_question (practice_id, client_id, id, statement_id, text, asked_by)
        SELECT practice_id, client_id, gen_random_uuid(), id, 'x', id FROM statement WHERE id = $1`;
      await expect(app.admin.query(insert, [version])).rejects.toThrow(why);
    }
    await expect(app.admin.query('DELETE FROM statement_acceptance WHERE statement_id = $1', [second])).rejects.toThrow(
      /stay/,
    );
  });
});

describe('asking about a summary', () => {
  it('is answered by the practice, and both sides read both', async () => {
    const id = await publish();
    const questionId = randomUUID();
    expect((await ask(id, 'What was the hour on the 10th?', questionId)).ok.acceptance).toMatchObject({
      state: 'questioned',
      questions: [{ id: questionId, text: 'What was the hour on the 10th?', answer: null }],
    });
    expect(await mails()).toEqual([
      expect.objectContaining({ kind: 'statement_questioned', recipient: practice.owner.email }),
    ]);
    expect((await answer(id, questionId)).ok.acceptance).toMatchObject({
      state: 'published',
      questions: [{ id: questionId, answer: { text: 'The board meeting.', at: '2026-11-02T12:00:00.000Z' } }],
    });
    expect((await answer(id, questionId)).problem.code).toBe('statements.answered');
    expect((await answer(id, randomUUID())).status).toBe(404);
    expect((await seen())[0]?.acceptance.questions[0]?.answer?.text).toBe('The board meeting.');
    const assistant = await make.member(practice.practiceId, 'assistant', [client.clientId]);
    expect((await answer(id, questionId, assistant.person)).problem.code).toBe('request.forbidden');
  });

  it('is done once under one id', async () => {
    const id = await publish();
    const questionId = randomUUID();
    const [one, two] = await Promise.all([ask(id, 'Why?', questionId), ask(id, 'Why?', questionId)]);
    expect([one.status, two.status]).toEqual([201, 201]);
    expect((await ask(id, 'Why not?', questionId)).problem.code).toBe('statements.question_id_reused');
    expect((await seen())[0]?.acceptance.questions).toHaveLength(1);
    expect(await mails()).toHaveLength(1);
  });
});

describe('the calendar', () => {
  it('accepts when the agreed days have gone by, a question stops it, and an answer starts it anew', async () => {
    await agreeDays(10);
    const id = await publish();
    expect((await seen())[0]?.acceptance.countsOn).toBe('2026-11-12');
    const question = (await ask(id)).ok.acceptance.questions[0]!;
    const back = async (instant: string) => {
      app.clock.set(instant);
      return signedIn(app, sponsorId);
    };
    sponsor = await back('2026-11-20T12:00:00Z');
    await watch();
    expect((await seen())[0]?.acceptance.state).toBe('questioned');
    await answer(id, question.id, await signedIn(app, practice.owner.userId));
    sponsor = await back('2026-11-29T22:59:00Z');
    await watch();
    expect((await seen())[0]?.acceptance).toMatchObject({ state: 'published', countsOn: '2026-11-30' });
    sponsor = await back('2026-11-29T23:01:00Z');
    await watch();
    await watch();
    expect((await seen())[0]?.acceptance).toMatchObject({ state: 'accepted', byTime: true });
    expect((await mails()).filter(({ kind }) => kind === 'statement_accepted')).toEqual([
      expect.objectContaining({ facts: expect.objectContaining({ byTime: true }) }),
    ]);
  });

  it('accepts nothing where no days were agreed, and nothing that is out of force', async () => {
    const first = await publish();
    await agreeDays(3);
    app.clock.set('2026-12-20T12:00:00Z');
    await watch();
    const { rows } = await app.admin.query('SELECT 1 FROM statement_acceptance WHERE statement_id = $1', [first]);
    expect(rows).toEqual([]);
  });

  it('tells whoever works for the client once that a summary is late, and no longer once it is published', async () => {
    const cto = await make.member(practice.practiceId, 'cto', [client.clientId]);
    app.clock.set('2026-11-04T12:00:00Z');
    await watch();
    expect(await mails()).toEqual([]);
    app.clock.set('2026-11-05T12:00:00Z');
    await watch();
    await watch();
    expect(await mails()).toEqual([
      {
        kind: 'summary_late',
        recipient: cto.email,
        facts: { month, dueOn: '2026-11-04', clientName: 'Acme Robotics' },
      },
    ]);
    await publish();
    app.clock.set('2026-11-30T12:00:00Z');
    await watch();
    expect(await mails()).toHaveLength(1);
  });
});
