import { beforeEach, describe, expect, it } from '@jest/globals';
import { editEngagement, readEngagement } from '@contract/engagements';
import { logHours, voidEntry } from '@contract/time';
import { randomUUID } from 'node:crypto';
import { JudgeBalance } from '../../api/src/engagements/ledger/judge-balance';
import { DevelopmentMailbox } from '../../api/src/platform/outbox/development-mailbox';
import { Worker } from '../../api/src/platform/outbox/worker';
import { useApp } from '../support/app';
import { Make, type MadeClient, type MadePractice } from '../support/make/make';

const app = useApp();
let make: Make;
let practice: MadePractice;
let acme: MadeClient;

beforeEach(async () => {
  make = new Make(app);
  app.clock.set('2026-11-04T12:00:00Z');
  practice = await make.practice();
  acme = await make.client(practice.practiceId, { startsOn: '2026-11-01' });
});

const owner = () => practice.owner.person;
const at = (of = acme) => ({ params: { practiceId: practice.practiceId, engagementId: of.engagementId } });
async function log(worked: number, on = '2026-11-03') {
  const entries = [];
  for (let left = worked, back = 0; left > 0; left -= 600, back += 1) {
    const day = `${on.slice(0, 8)}${String(Number(on.slice(8)) - back).padStart(2, '0')}`;
    const body = { id: randomUUID(), day, minutes: Math.min(left, 600), activity: 'C5' } as never;
    entries.push((await owner().call(logHours, { ...at(), body })).ok);
  }
  return entries;
}
const drain = () => app.nest.get(Worker, { strict: false }).drain();
async function lettersTo(email: string) {
  await drain();
  const letters = app.nest.get(DevelopmentMailbox, { strict: false }).letters();
  return letters.filter(({ to, subject }) => to === email && subject.includes('hours of')).toReversed();
}
const sentences = async (email = practice.owner.email) =>
  (await lettersTo(email)).map(({ text }) => text.split('\n')[0]);
const warnings = async () => (await owner().call(readEngagement, at())).ok.warnings.map(({ mark }) => mark);

describe('a warning', () => {
  it('comes at 50, 80 and 100 percent, each once', async () => {
    await log(590);
    expect(await sentences()).toEqual([]);
    await log(10, '2026-11-02');
    await drain();
    await log(1);
    expect(await sentences()).toEqual(['Half of what is available is used: 10:00 of 20:00.']);
    await log(359, '2026-11-02');
    await log(240, '2026-11-01');
    await drain();
    await log(30, '2026-11-01');
    expect(await warnings()).toEqual(expect.arrayContaining(['50', '80', '100']));
    const told = await sentences();
    expect(told).toHaveLength(new Set(told).size);
    expect(told.at(-1)).toContain('20:00');
  });

  it('is one mail for hours that pass several marks at once', async () => {
    await log(1300);
    expect(await sentences()).toEqual(['More than what is available is used: 21:40 of 20:00.']);
    expect((await warnings()).toSorted()).toEqual(['100', '50', '80']);
  });

  it('is not told again when hours are voided and logged anew', async () => {
    const [entry] = await log(600);
    await drain();
    const params = { practiceId: practice.practiceId, entryId: entry?.id ?? '' } as never;
    await owner().call(voidEntry, { params, body: { reason: 'Twice' } }, { version: entry?.version ?? 1 });
    await drain();
    await log(600);
    expect(await sentences()).toHaveLength(1);
  });

  it('is written once by jobs that judge at the same moment', async () => {
    await log(1200);
    const judge = app.nest.get(JudgeBalance, { strict: false });
    const { practiceId, engagementId } = acme;
    await Promise.all(Array.from({ length: 4 }, () => judge.judge({ practiceId, engagementId })));
    expect(await sentences()).toHaveLength(1);
    const { rows } = await app.admin.query('SELECT mark FROM balance_warning WHERE engagement_id = $1', [engagementId]);
    expect(rows).toHaveLength(3);
  });

  it('comes with the days, too: the forecast speaks from the fifth working day on, although nobody writes', async () => {
    await log(400, '2026-11-03');
    await drain();
    expect(await sentences()).toEqual([]);
    app.clock.set('2026-11-06T12:00:00Z');
    await app.nest.get(JudgeBalance, { strict: false }).judgeAll();
    expect(await sentences()).toEqual([
      'At the present pace 28:00 of 20:00 will be used by the end of the month; 6:40 are used so far.',
    ]);
    await app.nest.get(JudgeBalance, { strict: false }).judgeAll();
    expect(await sentences()).toHaveLength(1);
  });

  it('goes to those who work for the client, or to the owner where nobody does', async () => {
    const cto = await make.member(practice.practiceId, 'cto', [acme.clientId]);
    const elsewhere = await make.member(practice.practiceId, 'cto');
    const assistant = await make.member(practice.practiceId, 'assistant', [acme.clientId]);
    await log(600);
    expect(await sentences(cto.email)).toHaveLength(1);
    for (const { email } of [elsewhere, assistant, practice.owner]) expect(await sentences(email)).toEqual([]);
  });

  it('goes to the sponsor only where the engagement allows it, and hours are not hidden', async () => {
    const sponsor = await make.clientUser(practice.practiceId, acme.clientId, 'sponsor');
    await log(600);
    expect(await sentences(sponsor.email)).toEqual([]);
    const change = { ...at(), body: { warnsClient: true } } as never;
    expect((await owner().call(editEngagement, change, { version: 1 })).ok).toMatchObject({ warnsClient: true });
    await log(360, '2026-11-02');
    const [letter] = await lettersTo(sponsor.email);
    expect(letter?.text).toContain('80 % of what is available is used: 16:00 of 20:00.');
    expect(letter?.text).toContain(`/portal/${practice.practiceId}/${acme.clientId}`);
    await owner().call(editEngagement, { ...at(), body: { hoursVisibility: 'hidden' } as never }, { version: 2 });
    await log(240, '2026-11-01');
    expect(await lettersTo(sponsor.email)).toHaveLength(1);
  });

  it('never comes from hours that were rolled back', async () => {
    const jobs = () => app.admin.query("SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'judge_balance'");
    await drain();
    const body = { id: randomUUID(), day: '2026-12-24', minutes: 600, activity: 'C5' } as never;
    expect((await owner().call(logHours, { ...at(), body })).status).toBe(422);
    expect((await jobs()).rows).toEqual([]);
    await log(30);
    expect((await jobs()).rows).toHaveLength(1);
  });
});
