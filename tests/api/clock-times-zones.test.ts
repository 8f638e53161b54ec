import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { listMonths } from '@contract/engagements';
import { readPortal } from '@contract/portal';
import { logHours } from '@contract/time';
import { day, dayIn } from '@domain/shared/day';
import { elapsedMinutes } from '@domain/time/elapsed';
import { readClockTimes } from '@domain/time/wall-clock';
import { useApp } from '../support/app';
import type { Person } from '../support/as';
import { Make, type MadeClient } from '../support/make/make';

const app = useApp();
const BERLIN = 'Europe/Berlin';
const COAST = 'America/Los_Angeles';

/** The same work as it is typed in Berlin and in Los Angeles, over the weekends on which clocks change, and at a month end. */
const WORK = [
  { berlin: ['2026-03-08', '10:30', '12:30'], coast: ['2026-03-08', '01:30', '04:30'] },
  { berlin: ['2026-03-29', '01:30', '03:30'], coast: ['2026-03-28', '17:30', '18:30'] },
  { berlin: ['2026-03-29', '09:00', '10:00'], coast: ['2026-03-29', '00:00', '01:00'] },
  { berlin: ['2026-10-25', '01:30', '03:30'], coast: ['2026-10-24', '16:30', '19:30'] },
  { berlin: ['2026-11-01', '07:30', '08:45'], coast: ['2026-10-31', '23:30', '00:45'] },
  { berlin: ['2026-11-01', '08:45', '10:45'], coast: ['2026-11-01', '00:45', '01:45'] },
] as const;

/** Logs as the web does: clock times become moments where the author is, the day that of the client. */
async function log(by: Person, at: MadeClient, zone: string, [on, start, end]: readonly [string, string, string]) {
  const read = readClockTimes(day(on), { start, end, overnight: end < start }, zone);
  const stretch = read.ok ? read.value : (read.refusal.facts['readings'] as { start: number; end: number }[]).at(-1);
  if (!stretch) throw new Error('these times mean nothing');
  const { ok } = await by.call(logHours, {
    params: { practiceId: at.practiceId, engagementId: at.engagementId },
    body: {
      id: randomUUID(),
      day: dayIn(COAST, stretch.start),
      minutes: elapsedMinutes(stretch.start, stretch.end),
      activity: 'C5',
      instants: {
        startedAt: new Date(stretch.start).toISOString(),
        endedAt: new Date(stretch.end).toISOString(),
        zone,
      },
    },
  });
  return [ok, ...ok.later].map(({ day: there, minutes }) => `${there} ${minutes}`);
}

it('a CTO in Berlin and a client in Los Angeles count the same minutes in the same months', async () => {
  const make = new Make(app);
  app.clock.set('2026-11-02T12:00:00Z');
  const practice = await make.practice();
  const { practiceId } = practice;
  const opts = { zone: COAST, startsOn: '2026-03-01', visibility: 'all_entries' };
  const [here, there] = [
    await make.client(practiceId, opts),
    await make.client(practiceId, { ...opts, name: 'Coast Foods' }),
  ];
  const colleague = await make.member(practiceId, 'cto', [there.clientId]);

  for (const { berlin, coast } of WORK) {
    const mine = await log(practice.owner.person, here, BERLIN, berlin);
    expect([berlin, mine]).toEqual([berlin, await log(colleague.person, there, COAST, coast)]);
  }

  const used = async ({ engagementId }: MadeClient) => {
    const { items } = (await practice.owner.person.call(listMonths, { params: { practiceId, engagementId } })).ok;
    return Object.fromEntries(
      items.filter(({ figures }) => figures.used > 0).map(({ month, figures }) => [month, figures.used]),
    );
  };
  // 2 h and 1 h in March, then 1 h; 3 h and half an hour in October; 45 minutes and 2 h in November.
  expect(await used(here)).toEqual({ '2026-03': 240, '2026-10': 210, '2026-11': 165 });
  expect(await used(there)).toEqual(await used(here));

  const sponsor = await make.clientUser(practiceId, here.clientId, 'sponsor');
  const portal = (await sponsor.person.call(readPortal, { params: { practiceId, clientId: here.clientId } })).ok;
  expect(portal.engagement?.hours).toMatchObject({ month: '2026-11', used: 165 });
});
