import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { logHours, readWeek, voidEntry, type WeekView } from '@contract/time';
import { useApp } from '../support/app';
import type { Person } from '../support/as';
import { Make, type MadeClient, type MadePractice } from '../support/make/make';

const app = useApp();
let make: Make;
let practice: MadePractice;
let acme: MadeClient;

beforeEach(async () => {
  make = new Make(app);
  app.clock.set('2026-11-25T12:00:00Z');
  practice = await make.practice();
  acme = await make.client(practice.practiceId);
});

const owner = () => practice.owner.person;
const read = async (week = '2026-W48', person: Person = owner()): Promise<WeekView> =>
  (await person.call(readWeek, { params: { practiceId: practice.practiceId, week } as never })).ok;
const log = async (over: object = {}, person: Person = owner(), of = acme) =>
  (
    await person.call(logHours, {
      params: { practiceId: practice.practiceId, engagementId: of.engagementId },
      body: { id: randomUUID(), day: '2026-11-23', minutes: 90, ...over } as never,
    })
  ).ok;
const locksOf = (week: WeekView, of: MadeClient) =>
  week.places.find(({ engagementId }) => engagementId === of.engagementId)?.locks ?? [];

describe('the week as a grid', () => {
  it('tells each cell what it takes to change it in place', async () => {
    const first = await log({ activity: 'C5', text: 'board prep', privateNote: 'ask Robin', billable: false });
    await log({ activity: 'C5', day: '2026-11-24', minutes: 30 });
    await log({ activity: 'C5', day: '2026-11-24', minutes: 15 });
    const { rows, total, totalsByDay } = await read();
    expect(rows).toHaveLength(1);
    expect(rows[0]?.entriesByDay['2026-11-23']).toEqual([
      {
        id: first.id,
        minutes: 90,
        billable: false,
        text: 'board prep',
        privateNote: 'ask Robin',
        timed: false,
        version: 1,
        can: { edit: true, remove: true },
      },
    ]);
    expect(rows[0]?.entriesByDay['2026-11-24']?.map(({ minutes }) => minutes).sort()).toEqual([15, 30]);
    expect({ total, tuesday: totalsByDay['2026-11-24'], row: rows[0]?.total }).toEqual({
      total: 135,
      tuesday: 45,
      row: 135,
    });
  });

  it('orders rows by client and activity, what nobody has said yet last', async () => {
    const bolt = await make.client(practice.practiceId, { name: 'bolt Health' });
    await log({}, owner(), bolt);
    await log();
    await log({ activity: 'V1' });
    await log({ activity: 'C2' });
    const { rows } = await read();
    expect(rows.map(({ clientName, activity }) => [clientName, activity])).toEqual([
      ['Acme Robotics', 'C2'],
      ['Acme Robotics', 'V1'],
      ['Acme Robotics', null],
      ['bolt Health', null],
    ]);
  });

  it('shows nobody the hours of another, nor what was voided', async () => {
    const cto = await make.member(practice.practiceId, 'cto', [acme.clientId]);
    const voided = await log();
    await owner().call(
      voidEntry,
      { params: { practiceId: practice.practiceId, entryId: voided.id }, body: { reason: 'cleared by author' } },
      { version: 1 },
    );
    await log({}, cto.person);
    expect((await read()).rows).toEqual([]);
    expect((await read('2026-W48', cto.person)).total).toBe(90);
  });

  it('offers an assistant only the clients they are assigned to', async () => {
    await make.client(practice.practiceId, { name: 'Bolt Health' });
    const assistant = await make.member(practice.practiceId, 'assistant', [acme.clientId]);
    const { places } = await read('2026-W48', assistant.person);
    expect(places.map(({ clientName }) => clientName)).toEqual(['Acme Robotics']);
  });

  it('says which days take no hours and why, before anything is typed', async () => {
    const bolt = await make.client(practice.practiceId, { name: 'Bolt Health', startsOn: '2026-11-24' });
    expect(locksOf(await read(), acme).map(({ day, code }) => [day.slice(8), code])).toEqual(
      ['26', '27', '28', '29'].map((date) => [date, 'time.day_ahead']),
    );
    expect(locksOf(await read(), bolt)[0]).toMatchObject({ day: '2026-11-23', code: 'time.outside_terms' });
  });

  it('locks the days of a closed month, over a month border too', async () => {
    const entry = await log({ day: '2026-10-30' });
    await app.admin.query("UPDATE contract_month SET state = 'closed' WHERE engagement_id = $1 AND month = '2026-10'", [
      acme.engagementId,
    ]);
    const week = await read('2026-W44');
    expect(locksOf(week, acme)).toEqual(
      ['26', '27', '28', '29', '30', '31'].map((date) => ({
        day: `2026-10-${date}`,
        code: 'time.month_closed',
        month: '2026-10',
      })),
    );
    expect(week.rows[0]?.entriesByDay['2026-10-30']).toEqual([
      expect.objectContaining({ id: entry.id, can: { edit: false, remove: false } }),
    ]);
  });
});
