import { beforeEach, describe, expect, it } from '@jest/globals';
import { listMonths, readEngagement } from '@contract/engagements';
import { adjustMonth, listAdjustments, withdrawAdjustment } from '@contract/ledger';
import { readPortal } from '@contract/portal';
import { closeMonth, readSummary } from '@contract/statements';
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
  acme = await make.client(practice.practiceId, { startsOn: '2026-10-01' });
});

const owner = () => practice.owner.person;
const place = (month = '2026-11') => ({ practiceId: practice.practiceId, engagementId: acme.engagementId, month });
const at = (month = '2026-11') => ({ params: place(month) as never });
const adjust = (minutes: number, { month = '2026-11', reason = 'Goodwill', person = owner() } = {}) =>
  person.call(adjustMonth, { ...at(month), body: { minutes, reason } as never });
const months = async () =>
  (
    await owner().call(listMonths, {
      ...at(),
      params: { practiceId: practice.practiceId, engagementId: acme.engagementId },
    })
  ).ok.items;
const close = (month: string) => owner().call(closeMonth, at(month));

/** Repeats a call on a machine that is too busy to answer in time. */
async function patiently<T extends { status: number }>(call: () => Promise<T>): Promise<T> {
  const answer = await call();
  return answer.status === 503 ? patiently(call) : answer;
}

describe('adjusting a month', () => {
  it('adds to the balance or takes from it, with a line that gives the reason', async () => {
    await adjust(120);
    const { items, can } = (await adjust(-30, { reason: 'Training of our own' })).ok;
    expect(items.map(({ minutes, reason, by }) => [minutes, reason, by])).toEqual([
      [120, 'Goodwill', 'Robin Vale'],
      [-30, 'Training of our own', 'Robin Vale'],
    ]);
    expect(can.adjust).toBe(true);
    const [november] = await months();
    expect(november?.figures).toMatchObject({ adjustments: 90, available: 1290, forfeited: 1290 });
    expect(november?.lines.filter(({ kind }) => kind === 'adjust').map(({ minutes, text }) => [minutes, text])).toEqual(
      [
        [120, 'Adjustment, Goodwill'],
        [-30, 'Adjustment, Training of our own'],
      ],
    );
    const engagement = await owner().call(readEngagement, {
      params: { practiceId: practice.practiceId, engagementId: acme.engagementId },
    });
    expect(engagement.ok.balance).toMatchObject({ available: 1290 });
    const sponsor = await make.clientUser(practice.practiceId, acme.clientId, 'sponsor');
    const portal = await sponsor.person.call(readPortal, {
      params: { practiceId: practice.practiceId, clientId: acme.clientId },
    });
    expect(portal.ok.engagement?.hours).toMatchObject({ available: 1290 });
    expect(portal.text).not.toContain('Goodwill');
  });

  it('is written into the summary, and its line stays when the month closes', async () => {
    await adjust(60, { month: '2026-10', reason: 'Agreed on the phone' });
    expect((await close('2026-10')).status).toBe(201);
    const { snapshot } = (await owner().call(readSummary, at('2026-10'))).ok;
    expect(JSON.stringify(snapshot)).toContain('Agreed on the phone');
    const { rows } = await app.admin.query(
      "SELECT kind, minutes, text FROM ledger_line l JOIN closure c ON c.id = l.closure_id WHERE c.engagement_id = $1 AND kind = 'adjust'",
      [acme.engagementId],
    );
    expect(rows).toEqual([{ kind: 'adjust', minutes: 60, text: 'Agreed on the phone' }]);
  });

  it('can be withdrawn while the month is open, and not twice', async () => {
    const { items } = (await adjust(60)).ok;
    const params = { ...place(), adjustmentId: items[0]?.id } as never;
    expect((await owner().call(withdrawAdjustment, { params })).ok.items).toEqual([]);
    expect((await owner().call(withdrawAdjustment, { params })).problem.status).toBe(404);
    expect((await months())[0]?.figures.adjustments).toBe(0);
  });

  it('is refused in a closed month, and what was agreed there stays', async () => {
    const { items } = (await adjust(60, { month: '2026-10' })).ok;
    await close('2026-10');
    expect((await adjust(60, { month: '2026-10' })).problem).toMatchObject({
      code: 'ledger.month_closed',
      status: 409,
    });
    const params = { ...place('2026-10'), adjustmentId: items[0]?.id } as never;
    expect((await owner().call(withdrawAdjustment, { params })).problem.code).toBe('ledger.month_closed');
    const read = (await owner().call(listAdjustments, at('2026-10'))).ok;
    expect(read).toMatchObject({ can: { adjust: false }, items: [{ can: { withdraw: false } }] });
  });

  it('is never changed or deleted in the database, whoever asks', async () => {
    await adjust(60, { month: '2026-10' });
    await expect(app.admin.query('DELETE FROM adjustment')).rejects.toThrow(/stay as they are/);
    await close('2026-10');
    const change = 'UPDATE adjustment SET minutes = 61 WHERE engagement_id = $1';
    await expect(app.admin.query(change, [acme.engagementId])).rejects.toThrow(/month is closed/);
    const add = `INSERT INTO adjustment (practice_id, client_id, engagement_id, month, minutes, reason, adjusted_by)
      VALUES ($1, $2, $3, '2026-10', 5, 'late', $4)`;
    await expect(
      app.admin.query(add, [acme.practiceId, acme.clientId, acme.engagementId, practice.owner.memberId]),
    ).rejects.toThrow(/month is closed/);
  });

  it('is refused without minutes or reason, outside the engagement, and when it is over', async () => {
    expect((await adjust(0)).problem).toMatchObject({
      code: 'ledger.adjustment_empty',
      fields: { minutes: expect.any(String) },
    });
    expect(Object.keys((await adjust(5, { reason: ' ' })).problem.fields ?? {})).toEqual(['reason']);
    expect((await adjust(5, { month: '2026-09' })).problem.code).toBe('ledger.month_unknown');
    expect((await adjust(5, { month: '2026-12' })).problem.code).toBe('ledger.month_unknown');
    await app.admin.query("UPDATE engagement SET phase = 'closed' WHERE id = $1", [acme.engagementId]);
    expect((await adjust(5)).problem.code).toBe('engagements.closed');
  });

  it('is for those who agree terms', async () => {
    const assistant = await make.member(practice.practiceId, 'assistant', [acme.clientId]);
    const cto = await make.member(practice.practiceId, 'cto', [acme.clientId]);
    const elsewhere = await make.member(practice.practiceId, 'cto');
    expect((await adjust(5, { person: assistant.person })).problem.status).toBe(403);
    expect((await assistant.person.call(listAdjustments, at())).ok.can.adjust).toBe(false);
    expect((await adjust(5, { person: elsewhere.person })).problem.status).toBe(404);
    expect((await adjust(5, { person: cto.person })).status).toBe(201);
  });

  it('waits for a month that is being closed, and is in the closure or refused', async () => {
    for (let round = 0; round < 12; round += 1) {
      const client = await make.client(practice.practiceId, { startsOn: '2026-10-01' });
      const here = { params: { ...place('2026-10'), engagementId: client.engagementId } as never };
      const [closed, adjusted] = await Promise.all([
        patiently(() => owner().call(closeMonth, here)),
        patiently(() => owner().call(adjustMonth, { ...here, body: { minutes: 60, reason: 'Goodwill' } as never })),
      ]);
      expect(closed.status).toBe(201);
      const frozen = closed.ok.month.figures.adjustments;
      expect(frozen).toBe(adjusted.status === 201 ? 60 : 0);
    }
  });
});
