import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { closeMonth, readSummary } from '@contract/statements';
import { listTime, logHours } from '@contract/time';
import { discardTimer, editTimer, readTimer, startTimer, stopTimer, type Timer } from '@contract/timer';
import { useApp } from '../support/app';
import type { Answer, Person } from '../support/as';
import { Make, type MadeClient, type MadePractice } from '../support/make/make';

const app = useApp();
let make: Make;
let practice: MadePractice;
let acme: MadeClient;
let bolt: MadeClient;

beforeEach(async () => {
  make = new Make(app);
  app.clock.set('2026-11-23T09:00:00Z');
  practice = await make.practice();
  acme = await make.client(practice.practiceId);
  bolt = await make.client(practice.practiceId, { name: 'Bolt Health' });
});

const owner = () => practice.owner.person;
const params = () => ({ practiceId: practice.practiceId });
const now = () => app.clock.instant().toISOString();

function start(over: object = {}, by: Person = owner()) {
  const body = {
    id: randomUUID(),
    engagementId: acme.engagementId,
    zone: 'Europe/Berlin',
    startedAt: now(),
    sentAt: now(),
    ...over,
  };
  return by.call(startTimer, { params: params(), body: body as never });
}

function stop(timer: Pick<Timer, 'id'>, over: object = {}) {
  const body = { stoppedAt: now(), sentAt: now(), ...over };
  return owner().call(stopTimer, { params: { ...params(), timerId: timer.id }, body: body as never });
}

const running = async (by: Person = owner()) => (await by.call(readTimer, { params: params() })).ok.timer;
const started = async (over: object = {}): Promise<Timer> => (await start(over)).ok.timer as Timer;
const entries = async () => {
  const query = { from: '2026-08-01', to: '2026-12-31' } as never;
  return (await owner().call(listTime, { params: params(), query })).ok.items;
};

describe('a timer', () => {
  it('starts, is seen by every device of its owner, and leaves its time as hours', async () => {
    const timer = await started({ text: 'board prep', activity: 'C5' });
    expect(await running()).toEqual(timer);
    app.clock.advance({ minutes: 42, seconds: 40 });
    const { ok } = await stop(timer);
    expect(ok.timer).toBeNull();
    expect(ok.entries).toMatchObject([
      {
        minutes: 43,
        day: '2026-11-23',
        text: 'board prep',
        activity: 'C5',
        source: 'timer',
        instants: { startedAt: '2026-11-23T09:00:00.000Z', endedAt: '2026-11-23T09:42:40.000Z', zone: 'Europe/Berlin' },
      },
    ]);
    expect(await entries()).toEqual(ok.entries);
    expect(await running()).toBeNull();
  });

  it('counts at least a minute, even when it is stopped in the instant it started', async () => {
    expect((await stop(await started())).ok.entries).toMatchObject([{ minutes: 1 }]);
  });

  it('is one for each member: a second start is told what runs, and changes nothing', async () => {
    const timer = await started();
    const again = await start({ engagementId: bolt.engagementId });
    expect(again.problem).toMatchObject({ code: 'time.timer_other', status: 409, facts: { timer: { id: timer.id } } });
    expect(await running()).toEqual(timer);
    const colleague = await make.member(practice.practiceId, 'cto', [acme.clientId]);
    expect((await start({}, colleague.person)).status).toBe(201);
    expect(await running()).toEqual(timer);
  });

  it('switches: the one that runs is stopped and kept as the other starts', async () => {
    const first = await started({ text: 'review' });
    app.clock.advance({ minutes: 30 });
    const { ok } = await start({ engagementId: bolt.engagementId, insteadOf: first.id });
    expect(ok.timer).toMatchObject({ clientName: 'Bolt Health', startedAt: '2026-11-23T09:30:00.000Z' });
    expect(ok.entries).toMatchObject([{ minutes: 30, text: 'review', clientId: acme.clientId }]);
  });

  it('keeps the first running when the switch cannot be carried out, and the other way round', async () => {
    const first = await started();
    app.clock.advance({ minutes: 30 });
    await closeEngagement(bolt);
    const refused = await start({ engagementId: bolt.engagementId, insteadOf: first.id });
    expect(refused.problem.code).toBe('time.engagement_closed');
    expect(await running()).toEqual(first);
    expect(await entries()).toEqual([]);
    await closeEngagement(acme);
    expect((await stop(first)).problem.code).toBe('time.engagement_closed');
    expect(await running()).toEqual(first);
  });

  it('does not start where no hours could be logged', async () => {
    const early = await make.client(practice.practiceId, { name: 'Cove', startsOn: '2026-12-01' });
    expect((await start({ engagementId: early.engagementId })).problem.code).toBe('time.outside_terms');
    await closeEngagement(bolt);
    expect((await start({ engagementId: bolt.engagementId })).problem.code).toBe('time.engagement_closed');
    expect((await start({ engagementId: randomUUID() })).status).toBe(404);
    expect(await running()).toBeNull();
  });

  it('can be told what it is for while it runs, by version', async () => {
    const timer = await started();
    const at = {
      params: { ...params(), timerId: timer.id },
      body: { text: 'call with the board', activity: 'C5' as const },
    };
    const edited = (await owner().call(editTimer, at, { version: 1 })).ok.timer;
    expect(edited).toMatchObject({
      text: 'call with the board',
      activity: 'C5',
      version: 2,
      startedAt: timer.startedAt,
    });
    expect((await owner().call(editTimer, at, { version: 1 })).problem.code).toBe('request.version_stale');
    app.clock.advance({ minutes: 10 });
    expect((await stop(timer)).ok.entries).toMatchObject([{ text: 'call with the board' }]);
  });

  it('is discarded with a reason, leaves no hours, and its row stays', async () => {
    const timer = await started();
    app.clock.advance({ minutes: 10 });
    const at = { params: { ...params(), timerId: timer.id } };
    expect((await owner().call(discardTimer, { ...at, body: { reason: ' ' } })).status).toBe(400);
    expect((await owner().call(discardTimer, { ...at, body: { reason: 'Lunch' } })).ok.timer).toBeNull();
    expect(await entries()).toEqual([]);
    const { rows } = await app.admin.query('SELECT discard_reason FROM timer WHERE id = $1', [timer.id]);
    expect(rows).toEqual([{ discard_reason: 'Lunch' }]);
  });

  it('answers a stop that comes late with what runs now, and keeps that', async () => {
    const first = await started();
    app.clock.advance({ minutes: 20 });
    await stop(first);
    const second = await started({ engagementId: bolt.engagementId });
    app.clock.advance({ minutes: 20 });
    const late = await stop(first);
    expect(late.problem).toMatchObject({ code: 'time.timer_other', facts: { timer: { id: second.id } } });
    expect(await running()).toEqual(second);
    expect(await entries()).toHaveLength(1);
  });

  it('repeats the answer to a stop that is sent again', async () => {
    const timer = await started();
    app.clock.advance({ minutes: 20 });
    const at = { params: { ...params(), timerId: timer.id }, body: { stoppedAt: now(), sentAt: now() } };
    const first = await owner().call(stopTimer, at, { key: 'stop-once-1' });
    expect((await owner().call(stopTimer, at, { key: 'stop-once-1' })).ok).toEqual(first.ok);
    expect(await entries()).toHaveLength(1);
  });

  it("is nobody else's: a colleague neither sees nor stops it", async () => {
    const timer = await started();
    const { person } = await make.member(practice.practiceId, 'cto', [acme.clientId, bolt.clientId]);
    expect(await running(person)).toBeNull();
    const body = { stoppedAt: now(), sentAt: now() };
    expect((await person.call(stopTimer, { params: { ...params(), timerId: timer.id }, body })).status).toBe(404);
    const change = { params: { ...params(), timerId: timer.id }, body: { text: 'mine' } };
    expect((await person.call(editTimer, change, { version: 1 })).status).toBe(404);
    expect(await running()).toEqual(timer);
  });
});

describe('the device and the server', () => {
  it('start it when the device says, whatever time the device believes it is', async () => {
    const [happened, sent] = ['2026-11-22T03:00:00Z', '2026-11-22T03:12:00Z'];
    expect(await started({ startedAt: happened, sentAt: sent })).toMatchObject({
      startedAt: '2026-11-23T08:48:00.000Z',
    });
    const { rows } = await app.admin.query('SELECT device_started_at, received_at FROM timer WHERE practice_id = $1', [
      practice.practiceId,
    ]);
    expect(rows).toEqual([{ device_started_at: new Date(happened), received_at: app.clock.instant() }]);
  });

  it('take the receipt when the clock of the device jumped in between', async () => {
    const timer = await started({ startedAt: '2026-11-24T09:00:00Z', sentAt: '2026-11-23T09:00:00Z' });
    expect(timer.startedAt).toBe('2026-11-23T09:00:00.000Z');
  });

  it('let it be stopped in the past, but not before it started', async () => {
    const timer = await started();
    app.clock.advance({ hours: 20 });
    expect((await stop(timer, { stoppedAt: '2026-11-23T08:59:00Z' })).problem.code).toBe('time.timer_order');
    expect((await stop(timer, { stoppedAt: '2026-11-23T10:15:00Z' })).ok.entries).toMatchObject([{ minutes: 75 }]);
  });
});

describe('a timer over midnight', () => {
  it('becomes linked parts on both days, whose minutes add up', async () => {
    app.clock.set('2026-10-31T21:59:30Z');
    const timer = await started();
    app.clock.set('2026-11-01T00:30:00Z');
    const { ok } = await stop(timer);
    expect(ok.entries.map(({ day, minutes, wholeId }) => [day, minutes, wholeId])).toEqual([
      ['2026-10-31', 61, timer.id],
      ['2026-11-01', 90, timer.id],
    ]);
  });

  it('is cut where the day of the client ends, not that of its owner', async () => {
    const coast = await make.client(practice.practiceId, { name: 'Coast', zone: 'America/Los_Angeles' });
    app.clock.set('2026-11-23T07:00:00Z');
    const timer = await started({ engagementId: coast.engagementId });
    app.clock.set('2026-11-23T09:00:00Z');
    expect((await stop(timer)).ok.entries.map(({ day, minutes }) => [day, minutes])).toEqual([
      ['2026-11-22', 60],
      ['2026-11-23', 60],
    ]);
  });
});

describe('a timer beside other hours', () => {
  const logged = (startedAt: string, endedAt: string, minutes: number, at = acme) =>
    owner().call(logHours, {
      params: { ...params(), engagementId: at.engagementId },
      body: {
        id: randomUUID(),
        day: startedAt.slice(0, 10),
        minutes,
        text: 'standup',
        instants: { startedAt, endedAt, zone: 'Europe/Berlin' },
      } as never,
    });

  it('keeps running when its time is taken, names what by, and can be kept around it', async () => {
    const timer = await started();
    app.clock.advance({ hours: 2 });
    const taken = (await logged('2026-11-23T09:30:00Z', '2026-11-23T10:00:00Z', 30, bolt)).ok;
    const refused = await stop(timer);
    expect(refused.problem).toMatchObject({
      code: 'time.overlap',
      facts: {
        wanted: { startedAt: '2026-11-23T09:00:00.000Z', endedAt: '2026-11-23T11:00:00.000Z' },
        others: [{ id: taken.id, client: 'Bolt Health', text: 'standup', startedAt: '2026-11-23T09:30:00.000Z' }],
      },
    });
    expect(await running()).toEqual(timer);
    const keep = [
      { startedAt: '2026-11-23T09:00:00Z', endedAt: '2026-11-23T09:30:00Z' },
      { startedAt: '2026-11-23T10:00:00Z', endedAt: '2026-11-23T11:00:00Z' },
    ];
    expect((await stop(timer, { keep: [...keep].reverse() })).problem.code).toBe('time.outside_timer');
    expect((await stop(timer, { keep })).ok.entries.map(({ minutes }) => minutes)).toEqual([30, 60]);
  });

  it('can be kept beside it', async () => {
    const timer = await started();
    app.clock.advance({ hours: 1 });
    await logged('2026-11-23T09:30:00Z', '2026-11-23T10:00:00Z', 30);
    expect((await stop(timer, { parallel: true })).ok.entries).toMatchObject([{ minutes: 60, parallel: true }]);
  });
});

describe('closing a month', () => {
  const close = (month: string) =>
    owner().call(closeMonth, { params: { ...params(), engagementId: acme.engagementId, month } as never });

  beforeEach(async () => {
    app.clock.set('2026-11-30T20:00:00Z');
    practice = await make.practice();
    acme = await make.client(practice.practiceId, { startsOn: '2026-11-01' });
  });

  it('waits for a timer that started in it, and says so on its list', async () => {
    app.clock.set('2026-11-30T22:30:00Z');
    const timer = await started();
    app.clock.set('2026-12-01T09:00:00Z');
    const at = { params: { ...params(), engagementId: acme.engagementId, month: '2026-11' } as never };
    const checks = (await owner().call(readSummary, at)).ok.checks;
    expect(checks.find(({ id }) => id === 'statements.timer_running')).toMatchObject({ met: false, count: 1 });
    expect((await close('2026-11')).problem.code).toBe('statements.timer_running');
    const at1 = { params: { ...params(), timerId: timer.id }, body: { reason: 'Forgotten' } };
    await owner().call(discardTimer, at1);
    expect((await close('2026-11')).status).toBe(201);
  });

  it('does not wait for one whose owner has left, and who cannot stop it any more', async () => {
    const { memberId, person } = await make.member(practice.practiceId, 'cto', [acme.clientId]);
    expect((await start({}, person)).status).toBe(201);
    app.clock.set('2026-12-01T09:00:00Z');
    practice = { ...practice, owner: await make.member(practice.practiceId, 'owner') };
    expect((await close('2026-11')).problem.code).toBe('statements.timer_running');
    await app.admin.query('UPDATE member SET ended_at = now() WHERE id = $1', [memberId]);
    expect((await close('2026-11')).status).toBe(201);
  });

  it('does not wait for one that started after it', async () => {
    app.clock.set('2026-12-01T09:00:00Z');
    await started();
    expect((await close('2026-11')).status).toBe(201);
  });
});

it('leaves one timer of fifty that start at once, and tells the others which', async () => {
  const send = async (): Promise<Answer<typeof startTimer>> => {
    const answer = await start();
    return answer.status === 503 ? send() : answer;
  };
  const answers = await Promise.all(Array.from({ length: 50 }, send));
  const won = answers.filter(({ status }) => status === 201);
  expect(won).toHaveLength(1);
  for (const answer of answers.filter(({ status }) => status !== 201)) {
    expect(answer.problem).toMatchObject({ code: 'time.timer_other', facts: { timer: { id: won[0]?.ok.timer?.id } } });
  }
  const { rows } = await app.admin.query('SELECT count(*)::int AS n FROM timer WHERE practice_id = $1', [
    practice.practiceId,
  ]);
  expect(rows).toEqual([{ n: 1 }]);
}, 60_000);

it('lets of two devices that stop the same timer one keep it', async () => {
  const timer = await started();
  app.clock.advance({ minutes: 30 });
  const answers = await Promise.all(Array.from({ length: 10 }, () => stop(timer)));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(await entries()).toHaveLength(1);
});

async function closeEngagement({ engagementId }: MadeClient): Promise<void> {
  await app.admin.query("UPDATE engagement SET phase = 'closed' WHERE id = $1", [engagementId]);
}
