import { beforeEach, describe, expect, it } from '@jest/globals';
import { listMonths, readEngagement } from '@contract/engagements';
import { logHours } from '@contract/time';
import { randomUUID } from 'node:crypto';
import { useApp } from '../support/app';
import { Make, type MadeClient, type MadePractice } from '../support/make/make';

const app = useApp();
let make: Make;
let practice: MadePractice;
let acme: MadeClient;

beforeEach(async () => {
  make = new Make(app);
  app.clock.set('2026-11-23T12:00:00Z');
  practice = await make.practice();
  acme = await make.client(practice.practiceId, { startsOn: '2026-09-01' });
});

const owner = () => practice.owner.person;
const at = (of = acme) => ({ params: { practiceId: practice.practiceId, engagementId: of.engagementId } });
const months = async (query: object = {}) => (await owner().call(listMonths, { ...at(), query })).ok;
async function log(day: string, worked: number, billable = true) {
  for (let left = worked, back = 0; left > 0; left -= 600, back += 1) {
    const on = `${day.slice(0, 8)}${String(Number(day.slice(8)) - back).padStart(2, '0')}`;
    const body = { id: randomUUID(), day: on, minutes: Math.min(left, 600), billable } as never;
    expect((await owner().call(logHours, { ...at(), body })).status).toBe(201);
  }
}

describe('the months of an engagement', () => {
  it('lists them newest first, with the ledger behind each balance', async () => {
    await log('2026-11-20', 90);
    await log('2026-11-20', 30, false);
    const { items } = await months();
    expect(items.map(({ month, state, over, provisional }) => [month, state, over, provisional])).toEqual([
      ['2026-11', 'open', false, true],
      ['2026-10', 'open', true, true],
      ['2026-09', 'open', true, false],
    ]);
    expect(items[0]).toMatchObject({
      firstDay: '2026-11-01',
      lastDay: '2026-11-30',
      figures: {
        carriedIn: 0,
        accrued: 1200,
        available: 1200,
        used: 90,
        worked: 120,
        nonBillable: 30,
        forfeited: 1110,
      },
      fee: 500_000,
      overageMoney: 0,
      total: 500_000,
      currency: 'EUR',
      closedOn: null,
      published: 0,
      dueOn: '2026-12-03',
      late: false,
    });
    expect(items[0]?.lines.map(({ kind, minutes, amount, text }) => [kind, minutes, amount, text])).toEqual([
      ['accrue', 1200, 500_000, 'Allowance'],
      ['consume', -90, null, 'Used'],
      ['forfeit', -1110, null, 'Not carried over, hours of November 2026'],
    ]);
  });

  it('prices hours beyond the allowance: 25 h of 20 h at 5,000.00 and 200.00 an hour make 6,000.00', async () => {
    await log('2026-10-20', 1500);
    const october = (await months()).items.find(({ month }) => month === '2026-10');
    expect(october).toMatchObject({
      figures: { used: 1500, overage: 300, fromOwn: 1200 },
      fee: 500_000,
      overageMoney: 100_000,
      total: 600_000,
    });
    expect(october?.lines.find(({ kind }) => kind === 'overage')).toMatchObject({
      minutes: 300,
      amount: 100_000,
      text: 'Beyond the allowance, billed',
    });
  });

  it('adds up: carried in plus all lines is carried out, in every month', async () => {
    await log('2026-09-15', 1390);
    await log('2026-10-15', 700);
    await log('2026-11-15', 100);
    for (const { figures, lines } of (await months()).items) {
      expect(lines.reduce<number>((sum, line) => sum + line.minutes, figures.carriedIn)).toBe(figures.carriedOut);
      expect(figures.available).toBe(
        figures.fromCarried + figures.fromOwn + figures.expired + figures.forfeited + figures.carriedOut,
      );
    }
  });

  it('agrees with the balance that is shown everywhere else', async () => {
    await log('2026-11-20', 455);
    const [november] = (await months()).items;
    const { balance } = (await owner().call(readEngagement, at())).ok;
    expect(balance).toMatchObject({ available: november?.figures.available, used: november?.figures.used, left: 745 });
  });

  it('reads a closed month as its closure froze it', async () => {
    await log('2026-09-15', 100);
    const before = (await months()).items.at(-1);
    const figures = {
      ...before?.figures,
      month: '2026-09',
      closed: false,
      provisional: false,
      used: 777,
      overageBilled: 0,
      overageAbsorbed: 0,
      currency: 'EUR',
      fee: 123,
      overageMoney: 0,
      correctionMoney: 0,
      lines: [{ kind: 'consume', minutes: -777 }],
      after: { lots: [], debt: 0 },
    };
    const facts = JSON.stringify({ figures, terms: [{ overage: { kind: 'absorb' } }] });
    await app.admin.query(
      `INSERT INTO closure (practice_id, client_id, engagement_id, month, revision, closed_at, closed_by, facts, hash)
       VALUES ($1, $2, $3, '2026-09', 1, '2026-10-02T09:00:00Z', $4, $5, '')`,
      [acme.practiceId, acme.clientId, acme.engagementId, practice.owner.memberId, facts],
    );
    await app.admin.query("UPDATE contract_month SET state = 'closed' WHERE engagement_id = $1", [acme.engagementId]);
    expect((await months()).items.at(-1)).toMatchObject({
      month: '2026-09',
      state: 'closed',
      closedOn: '2026-10-02T09:00:00.000Z',
      fee: 123,
      figures: { used: 777, worked: 100 },
      lines: [{ kind: 'consume', minutes: -777, text: 'Used' }],
    });
  });

  it('goes on page by page', async () => {
    const first = await months({ limit: 2 });
    const rest = await months({ limit: 2, cursor: first.next ?? '' });
    expect([...first.items, ...rest.items].map(({ month }) => month)).toEqual(['2026-11', '2026-10', '2026-09']);
    expect(rest.next).toBeNull();
    const wrong = await owner().call(listMonths, { ...at(), query: { cursor: 'x' } });
    expect(wrong.problem.code).toBe('request.invalid');
  });

  it('shows months to an assistant of the client, and to nobody from outside', async () => {
    const assistant = await make.member(practice.practiceId, 'assistant', [acme.clientId]);
    expect((await assistant.person.call(listMonths, at())).status).toBe(200);
    const bookkeeper = await make.member(practice.practiceId, 'bookkeeper');
    expect((await bookkeeper.person.call(listMonths, at())).problem.code).toBe('request.forbidden');
    const cto = await make.member(practice.practiceId, 'cto');
    const stranger = (await make.practice()).owner;
    for (const { person } of [cto, stranger]) expect((await person.call(listMonths, at())).problem.status).toBe(404);
  });
});
