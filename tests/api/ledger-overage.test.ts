import { beforeEach, describe, expect, it } from '@jest/globals';
import { listMonths } from '@contract/engagements';
import { askOverage, listOverage, withdrawOverage } from '@contract/ledger';
import { answerOverage, readPortal } from '@contract/portal';
import { closeMonth, downloadStatement, publishStatement, readSummary } from '@contract/statements';
import { logHours } from '@contract/time';
import type { Overage } from '@domain/engagements/terms';
import { minor } from '@domain/shared/units';
import { randomUUID } from 'node:crypto';
import { Worker } from '../../api/src/platform/outbox/worker';
import { DevelopmentMailbox } from '../../api/src/platform/outbox/development-mailbox';
import { useApp } from '../support/app';
import type { Person } from '../support/as';
import { Make, type MadeClient, type MadePractice } from '../support/make/make';

const app = useApp();
const approval: Overage = { kind: 'approval', ratePerHour: minor(20_000) };
let make: Make;
let practice: MadePractice;
let acme: MadeClient;
let sponsor: { person: Person; email: string };

beforeEach(async () => {
  make = new Make(app);
  app.clock.set('2026-11-23T12:00:00Z');
  practice = await make.practice();
  acme = await make.client(practice.practiceId, { startsOn: '2026-10-01', overage: approval });
  sponsor = await make.clientUser(practice.practiceId, acme.clientId, 'sponsor', 'Ada Stein');
});

const owner = () => practice.owner.person;
const place = (month = '2026-10', { engagementId } = acme) => ({
  practiceId: practice.practiceId,
  engagementId,
  month,
});
const at = (month = '2026-10', of = acme) => ({ params: place(month, of) as never });
const ask = (minutes = 240, { month = '2026-10', reason = 'Two incidents', person = owner() } = {}) =>
  person.call(askOverage, { ...at(month), body: { minutes, reason } as never });
const portal = (person: Person, clientId = acme.clientId) =>
  person.call(readPortal, { params: { practiceId: practice.practiceId, clientId } });
const answer = (
  requestId: string,
  said: 'yes' | 'no',
  { person = sponsor.person, sentence = '', clientId = acme.clientId } = {},
) =>
  person.call(answerOverage, {
    params: { practiceId: practice.practiceId, clientId, requestId },
    body: { answer: said, sentence },
  });
async function log(worked: number) {
  for (let left = worked, on = 20; left > 0; left -= 600, on -= 1) {
    const body = { id: randomUUID(), day: `2026-10-${on}`, minutes: Math.min(left, 600), activity: 'C5' } as never;
    const params = { practiceId: practice.practiceId, engagementId: acme.engagementId };
    expect((await owner().call(logHours, { params, body })).status).toBe(201);
  }
}
const october = async () =>
  (
    await owner().call(listMonths, { params: { practiceId: practice.practiceId, engagementId: acme.engagementId } })
  ).ok.items.find(({ month }) => month === '2026-10');
async function lettersTo(email: string) {
  await app.nest.get(Worker, { strict: false }).drain();
  return app.nest
    .get(DevelopmentMailbox, { strict: false })
    .letters()
    .filter(({ to }) => to === email);
}
const asked = async () => (await ask()).ok.items.at(-1)?.id ?? '';

describe('asking for hours beyond the allowance', () => {
  it('tells every sponsor once, and waits for the answer', async () => {
    const member = await make.clientUser(practice.practiceId, acme.clientId, 'member');
    const { items, waiting, approved, can } = (await ask()).ok;
    expect(items).toEqual([
      expect.objectContaining({
        minutes: 240,
        reason: 'Two incidents',
        by: 'Robin Vale',
        answer: null,
        can: { withdraw: true },
      }),
    ]);
    expect([waiting, approved, can.ask]).toEqual([240, 0, false]);
    const [letter, ...more] = await lettersTo(sponsor.email);
    expect(more).toEqual([]);
    expect(letter?.subject).toBe('Acme Robotics: 4:00 h more in October 2026?');
    expect(letter?.text).toContain('Two incidents');
    expect(letter?.text).toContain(`/portal/${practice.practiceId}/${acme.clientId}`);
    expect(await lettersTo(member.email)).toEqual([]);
  });

  it('is one question at a time, also for two who ask at once', async () => {
    const answers = await Promise.all([ask(), ask(), ask()]);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect((await ask()).problem).toMatchObject({ code: 'ledger.overage_waits', status: 409 });
    await expect(
      app.admin.query(
        `INSERT INTO overage_request (practice_id, client_id, engagement_id, month, minutes, reason, asked_by)
         VALUES ($1, $2, $3, '2026-10', 5, 'again', $4)`,
        [acme.practiceId, acme.clientId, acme.engagementId, practice.owner.memberId],
      ),
    ).rejects.toThrow(/overage_request_one_waiting/);
  });

  it('is not needed under terms that bill or absorb, and refused outside the open months', async () => {
    const other = await make.client(practice.practiceId, { startsOn: '2026-10-01' });
    const body = { minutes: 60, reason: 'Incident' } as never;
    expect((await owner().call(askOverage, { ...at('2026-10', other), body })).problem.code).toBe(
      'ledger.overage_needs_no_answer',
    );
    expect((await owner().call(listOverage, at('2026-10', other))).ok).toMatchObject({
      asks: false,
      can: { ask: false },
    });
    expect((await ask(60, { month: '2026-09' })).problem.code).toBe('ledger.month_unknown');
    await owner().call(closeMonth, at());
    expect((await ask()).problem.code).toBe('ledger.month_closed');
  });

  it('can be withdrawn until it is answered', async () => {
    const id = await asked();
    const params = (requestId: string) => ({ ...place(), requestId }) as never;
    expect((await owner().call(withdrawOverage, { params: params(id) })).ok.items).toEqual([]);
    expect((await answer(id, 'yes')).problem.status).toBe(404);
    const again = await asked();
    await answer(again, 'yes');
    expect((await owner().call(withdrawOverage, { params: params(again) })).problem.code).toBe(
      'ledger.overage_answered',
    );
  });

  it('is for those who agree terms', async () => {
    const assistant = await make.member(practice.practiceId, 'assistant', [acme.clientId]);
    const elsewhere = await make.member(practice.practiceId, 'cto');
    expect((await ask(60, { person: assistant.person })).problem.status).toBe(403);
    expect((await assistant.person.call(listOverage, at())).ok.can.ask).toBe(false);
    expect((await ask(60, { person: elsewhere.person })).problem.status).toBe(404);
  });
});

describe('the answer of the sponsor', () => {
  it('is one tap in the portal, with a sentence, and whoever asked is told once', async () => {
    const id = await asked();
    const [waiting] = (await portal(sponsor.person)).ok.engagement?.asked ?? [];
    expect(waiting).toMatchObject({ id, minutes: 240, reason: 'Two incidents', answer: null, can: { answer: true } });
    expect((await answer(id, 'yes', { sentence: 'Please go ahead' })).ok).toEqual({ id, answer: 'yes' });
    expect((await answer(id, 'yes')).ok).toEqual({ id, answer: 'yes' });
    expect((await answer(id, 'no')).problem).toMatchObject({ code: 'ledger.overage_answered', status: 409 });
    const [stands] = (await portal(sponsor.person)).ok.engagement?.asked ?? [];
    expect(stands).toMatchObject({ answer: 'yes', sentence: 'Please go ahead', can: { answer: false } });
    expect((await owner().call(listOverage, at())).ok).toMatchObject({
      approved: 240,
      waiting: 0,
      items: [{ answer: 'yes', answeredBy: 'Ada Stein', sentence: 'Please go ahead' }],
      can: { ask: true },
    });
    const [letter, ...more] = await lettersTo(practice.owner.email);
    expect(more).toEqual([]);
    expect(letter?.subject).toBe('Acme Robotics said yes to 4:00 h more in October 2026');
    expect(letter?.text).toContain('Please go ahead');
  });

  it('is given once by two sponsors who answer at the same moment', async () => {
    const other = await make.clientUser(practice.practiceId, acme.clientId, 'sponsor');
    const id = await asked();
    const answers = await Promise.all([answer(id, 'yes'), answer(id, 'no', { person: other.person })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await lettersTo(practice.owner.email)).toHaveLength(1);
  });

  it('is nobody else’s to give', async () => {
    const id = await asked();
    for (const role of ['member', 'board', 'panelist', 'vp'] as const) {
      const { person } = await make.clientUser(practice.practiceId, acme.clientId, role);
      expect((await answer(id, 'yes', { person })).problem.status).toBe(403);
    }
    expect((await answer(id, 'yes', { person: owner() })).problem.status).toBe(403);
    const member = await make.clientUser(practice.practiceId, acme.clientId, 'member');
    expect((await portal(member.person)).ok.engagement?.asked).toEqual([
      expect.objectContaining({ can: { answer: false } }),
    ]);
    expect((await portal(owner())).ok.engagement?.asked).toEqual([expect.objectContaining({ can: { answer: false } })]);
  });

  it('finds no request of another client, and none that is nowhere', async () => {
    const bolt = await make.client(practice.practiceId, { startsOn: '2026-10-01', overage: approval });
    const body = { minutes: 60, reason: 'Theirs' } as never;
    const theirs = (await owner().call(askOverage, { ...at('2026-10', bolt), body })).ok.items[0]?.id ?? '';
    expect((await answer(theirs, 'yes')).problem.status).toBe(404);
    expect((await answer(theirs, 'yes', { clientId: bolt.clientId })).problem.status).toBe(404);
    expect((await answer(randomUUID(), 'yes')).problem.status).toBe(404);
    expect((await portal(sponsor.person)).text).not.toContain('Theirs');
  });

  it('is refused by the database to everybody but a sponsor, and once the month is closed nothing waits', async () => {
    await asked();
    expect((await owner().call(closeMonth, at())).problem).toMatchObject({ code: 'statements.overage_undecided' });
    await expect(app.admin.query('DELETE FROM overage_request')).rejects.toThrow(/stay as they are/);
  });
});

describe('the month of a request', () => {
  it('closes only when it is answered, and bills what was approved before, no more', async () => {
    await log(1600);
    const id = await asked();
    const check = async () =>
      (await owner().call(readSummary, at())).ok.checks.find((one) => one.id === 'statements.overage_undecided');
    expect(await check()).toMatchObject({ sentence: 'No overage waits for an answer', met: false, count: 240 });
    expect((await october())?.overageMoney).toBe(0);
    await answer(id, 'yes', { sentence: 'Please go ahead' });
    expect(await check()).toMatchObject({ met: true });
    expect(await october()).toMatchObject({ figures: { overage: 400 }, overageMoney: 80_000 });
    expect((await owner().call(closeMonth, at())).status).toBe(201);
    expect(await october()).toMatchObject({ state: 'closed', overageMoney: 80_000, total: 580_000 });
  });

  it('cites the request, its reason and the answer in the summary and its files', async () => {
    await log(1600);
    await answer(await asked(), 'yes', { sentence: 'Please go ahead' });
    await answer((await ask(60, { reason: 'Board workshop' })).ok.items.at(-1)?.id ?? '', 'no');
    await owner().call(closeMonth, at());
    const body = { wordsVersion: 0 } as never;
    const [published] = (await owner().call(publishStatement, { ...at(), body })).ok.published;
    const file = {
      practiceId: practice.practiceId,
      statementId: published?.id,
      edition: 'client',
      format: 'csv',
    } as never;
    const csv = (await owner().call(downloadStatement, { params: file })).text;
    expect(csv).toContain(
      'Asked for 4:00 on 23 Nov 2026, “Two incidents”: approved by Ada Stein on 23 Nov 2026, “Please go ahead”',
    );
    expect(csv).toContain('Asked for 1:00 on 23 Nov 2026, “Board workshop”: declined by Ada Stein on 23 Nov 2026');
  });

  it('bills nothing that was declined', async () => {
    await log(1600);
    await answer(await asked(), 'no');
    expect(await october()).toMatchObject({ figures: { overage: 400 }, overageMoney: 0, total: 500_000 });
  });
});
