import { beforeEach, describe, expect, it } from '@jest/globals';
import { createEngagement, listMonths, readEngagement, setTerms } from '@contract/engagements';
import { readPortal } from '@contract/portal';
import { closeMonth, publishStatement, downloadStatement } from '@contract/statements';
import { logHours, voidEntry } from '@contract/time';
import { countMinutes, ROUNDING_DIRECTIONS, ROUNDING_SCOPES, type Rounding } from '@domain/engagements/rounding';
import { day } from '@domain/shared/day';
import { minutes } from '@domain/shared/units';
import { randomUUID } from 'node:crypto';
import { useApp } from '../support/app';
import { signedIn } from '../support/as';
import { Make, type MadePractice } from '../support/make/make';

const app = useApp();
let make: Make;
let practice: MadePractice;

beforeEach(async () => {
  make = new Make(app);
  app.clock.set('2026-11-23T12:00:00Z');
  practice = await make.practice();
});

const owner = () => practice.owner.person;
const at = (engagementId: string) => ({ params: { practiceId: practice.practiceId, engagementId } });

const terms = (over: object = {}) => ({
  allowanceMinutes: 1200,
  allowancePer: 'month',
  startDay: 1,
  fee: 500_000,
  currency: 'EUR',
  overage: { kind: 'bill', ratePerHour: 20_000, leeway: 0 },
  ...over,
});

async function start(over: object = {}, rest: object = {}) {
  const { rows } = await app.admin.query<{ id: string }>(
    "INSERT INTO client (practice_id, name, code) VALUES ($1, 'Acme Robotics', $2) RETURNING id",
    [practice.practiceId, `C${randomUUID().slice(0, 6)}`],
  );
  const clientId = rows[0]?.id ?? '';
  const answer = await owner().call(createEngagement, {
    params: { practiceId: practice.practiceId, clientId },
    body: { zone: 'Europe/Berlin', startsOn: '2026-09-01', terms: terms(over), ...rest } as never,
  });
  return { clientId, answer };
}
const started = async (over: object = {}, rest: object = {}) => (await start(over, rest)).answer.ok.id;

async function log(engagementId: string, on: string, worked: number, activity = 'C5') {
  for (let left = worked, back = 0; left > 0; left -= 600, back += 1) {
    const of = `${on.slice(0, 8)}${String(Number(on.slice(8)) - back).padStart(2, '0')}`;
    const body = { id: randomUUID(), day: of, minutes: Math.min(left, 600), activity, text: '' } as never;
    expect((await owner().call(logHours, { ...at(engagementId), body })).status).toBe(201);
  }
}
const months = async (engagementId: string) =>
  (await owner().call(listMonths, { ...at(engagementId), query: {} as never })).ok.items.toReversed();

describe('unused hours', () => {
  it('carry over up to their cap and for their months: 600 a month, a cap of 300, two months', async () => {
    const carry = { kind: 'capped', cap: 300, lifetime: 2 };
    const id = await started({ allowanceMinutes: 600, carry }, { startsOn: '2026-08-01' });
    await log(id, '2026-08-20', 400);
    await log(id, '2026-09-20', 50);
    await log(id, '2026-10-20', 100);
    await log(id, '2026-11-20', 1000);
    const figures = (await months(id)).map((month) => month.figures);
    expect(figures.map(({ carriedIn }) => carriedIn)).toEqual([0, 200, 300, 300]);
    expect(figures.map(({ expired }) => expired)).toEqual([0, 0, 50, 0]);
    expect(figures.map(({ forfeited }) => forfeited)).toEqual([0, 450, 450, 0]);
    expect(figures.map(({ carriedOut }) => carriedOut)).toEqual([200, 300, 300, 0]);
    expect(figures.map(({ overage }) => overage)).toEqual([0, 0, 0, 100]);
    const { balance } = (await owner().call(readEngagement, at(id))).ok;
    expect(balance).toMatchObject({ available: 900, used: 1000, left: -100, provisional: true });
  });

  it('carry over without limit', async () => {
    const id = await started({ carry: { kind: 'unlimited', lifetime: null } });
    expect((await months(id)).map(({ figures }) => figures.available)).toEqual([1200, 2400, 3600]);
  });

  it('signed: 40 h a month, 30 used leave 50 available, 60 of those leave 30', async () => {
    const id = await started({ allowanceMinutes: 2400, carry: { kind: 'signed', cap: null } });
    await log(id, '2026-09-20', 1800);
    await log(id, '2026-10-20', 3600);
    const read = await months(id);
    expect(read.map(({ figures }) => figures.available)).toEqual([2400, 3000, 1800]);
    expect(read.map(({ overageMoney }) => overageMoney)).toEqual([0, 0, 0]);
  });
});

describe('hours beyond', () => {
  const october = async (over: object) => {
    const id = await started(over);
    await log(id, '2026-10-20', 1500);
    return (await months(id))[1];
  };

  it('are billed above what is free each month', async () => {
    const month = await october({ overage: { kind: 'bill', ratePerHour: 20_000, leeway: 60 } });
    expect(month).toMatchObject({ figures: { overage: 300 }, overageMoney: 80_000, total: 580_000 });
    expect(
      month?.lines.filter(({ kind }) => kind === 'overage').map(({ minutes: of, amount }) => [of, amount]),
    ).toEqual([
      [240, 80_000],
      [60, null],
    ]);
  });

  it('are absorbed', async () => {
    expect(await october({ overage: { kind: 'absorb' } })).toMatchObject({
      figures: { overage: 300 },
      overageMoney: 0,
    });
  });

  it('are not billed while nobody approved them', async () => {
    const month = await october({ overage: { kind: 'approval', ratePerHour: 20_000 } });
    expect(month).toMatchObject({ figures: { overage: 300 }, overageMoney: 0, total: 500_000 });
  });
});

describe('rounding', () => {
  const worked = [
    ['2026-11-03', 7, 'C5'],
    ['2026-11-03', 22, 'C5'],
    ['2026-11-03', 8, 'V3'],
    ['2026-11-04', 7, 'C5'],
    ['2026-11-05', 31, 'search'],
    ['2026-11-20', 90, 'C5'],
  ] as const;
  const cases = ROUNDING_SCOPES.flatMap((scope) =>
    ROUNDING_DIRECTIONS.map((direction) => ({ scope, direction, step: 15 as const })),
  );

  it.each(cases)(
    'counts by $scope, $direction, the same on every screen and in the file',
    async (rounding: Rounding) => {
      const { clientId, answer } = await start(
        { rounding },
        { startsOn: '2026-11-01', hoursVisibility: 'all_entries' },
      );
      const id = answer.ok.id;
      for (const [on, of, activity] of worked) await log(id, on, of, activity);
      const gone = { id: randomUUID(), day: '2026-11-10', minutes: 47, activity: 'C5', text: '' } as never;
      const { ok: entry } = await owner().call(logHours, { ...at(id), body: gone });
      const voided = { params: { ...at(id).params, entryId: entry.id }, body: { reason: 'Twice' } } as never;
      expect((await owner().call(voidEntry, voided, { version: entry.version })).status).toBeLessThan(300);
      const expected = countMinutes(
        worked.map(([on, of, activity]) => ({ author: 'me', day: day(on), activity, minutes: minutes(of) })),
        rounding,
      );
      const [month] = await months(id);
      expect(month?.figures).toMatchObject({ used: expected.counted, worked: expected.worked });
      expect((await owner().call(readEngagement, at(id))).ok.balance?.used).toBe(expected.counted);
      const sponsor = await make.clientUser(practice.practiceId, clientId, 'sponsor');
      const portal = await sponsor.person.call(readPortal, { params: { practiceId: practice.practiceId, clientId } });
      expect(portal.ok.engagement?.hours?.used).toBe(expected.counted);

      app.clock.set('2026-12-02T12:00:00Z');
      const later = await signedIn(app, practice.owner.userId);
      const november = { ...at(id).params, month: '2026-11' };
      expect((await later.call(closeMonth, { params: november } as never)).status).toBe(201);
      const body = { params: november, body: { wordsVersion: 0 } } as never;
      const [published] = (await later.call(publishStatement, body)).ok.published;
      const file = {
        params: { practiceId: practice.practiceId, statementId: published?.id, edition: 'client', format: 'json' },
      };
      const printed = JSON.parse((await later.call(downloadStatement, file as never)).text) as {
        hours: { totals: object };
      };
      expect(printed.hours.totals).toMatchObject({
        worked: expected.worked,
        rounding: expected.rounding,
        counted: expected.counted,
        used: expected.counted,
      });
    },
  );

  it('of a month is one figure although the allowance changes inside it', async () => {
    const rounding = { scope: 'month', step: 30, direction: 'up' };
    const id = await started({ rounding }, { startsOn: '2026-11-01' });
    const body = { ...terms({ rounding, allowanceMinutes: 600 }), validFrom: '2026-11-16' } as never;
    expect((await owner().call(setTerms, { ...at(id), body })).status).toBe(201);
    await log(id, '2026-11-10', 31);
    await log(id, '2026-11-20', 31);
    expect((await months(id))[0]?.figures).toMatchObject({ available: 900, used: 90, worked: 62 });
  });
});

describe('an engagement that comes from elsewhere', () => {
  const carry = { kind: 'capped', cap: 600, lifetime: 3 };
  const opening = [
    { born: '2026-07', minutes: 60 },
    { born: '2026-08', minutes: 240 },
  ];

  it('brings its hours along, each with its last month, in any phase', async () => {
    const { clientId, answer } = await start({ carry }, { opening, phase: 'strategic_partner' });
    const { id, opening: lots, phase } = answer.ok;
    expect(phase).toBe('strategic_partner');
    expect(lots).toEqual([
      { born: '2026-07', minutes: 60, expires: '2026-10' },
      { born: '2026-08', minutes: 240, expires: '2026-11' },
    ]);
    await log(id, '2026-09-20', 1000);
    await log(id, '2026-10-20', 1220);
    const figures = (await months(id)).map((month) => month.figures);
    expect(figures.map(({ carriedIn, available }) => [carriedIn, available])).toEqual([
      [300, 1500],
      [500, 1700],
      [480, 1680],
    ]);
    const sponsor = await make.clientUser(practice.practiceId, clientId, 'sponsor');
    const portal = await sponsor.person.call(readPortal, { params: { practiceId: practice.practiceId, clientId } });
    expect(portal.ok.engagement?.hours).toMatchObject({ available: 1680, used: 0 });
  });

  it('may owe hours under signed terms', async () => {
    const id = await started(
      { carry: { kind: 'signed', cap: null } },
      { opening: [{ born: '2026-08', minutes: -300 }] },
    );
    expect((await months(id))[0]?.figures).toMatchObject({ carriedIn: -300, available: 900 });
  });

  it('is refused what its terms cannot carry, and leaves nothing behind', async () => {
    const { answer } = await start({}, { opening });
    expect(answer.problem).toMatchObject({
      code: 'terms.opening_not_carried',
      fields: { opening: expect.any(String) },
    });
    const codes = [];
    for (const wrong of [
      [{ born: '2026-09', minutes: 60 }],
      [{ born: '2026-05', minutes: 60 }],
      [{ born: '2026-08', minutes: 601 }],
      [{ born: '2026-08', minutes: -1 }],
      [...opening, ...opening],
    ]) {
      codes.push((await start({ carry }, { opening: wrong })).answer.problem.code);
    }
    expect(codes).toEqual([
      'terms.opening_not_before',
      'terms.opening_expired',
      'terms.opening_above_cap',
      'terms.opening_owed',
      'terms.opening_twice',
    ]);
  });

  it('keeps what it brought: the database changes and removes no lot', async () => {
    await started({ carry }, { opening });
    await expect(app.admin.query('UPDATE opening_lot SET minutes = 1')).rejects.toThrow(/stay as they are/);
    await expect(app.admin.query('DELETE FROM opening_lot')).rejects.toThrow(/stay as they are/);
  });
});

describe('policies', () => {
  it('are refused when they make no sense, beside their field', async () => {
    const fields = async (over: object) => Object.keys((await start(over)).answer.problem.fields ?? {});
    expect(await fields({ carry: { kind: 'capped', cap: 300, lifetime: 0 } })).toEqual(['terms.carry.lifetime']);
    expect(await fields({ overage: { kind: 'bill', ratePerHour: 1, leeway: -1 } })).toEqual(['terms.overage.leeway']);
    expect(await fields({ rounding: { scope: 'entry', step: 7, direction: 'up' } })).toEqual(['terms.rounding.step']);
    expect(await fields({ dueWorkingDay: 0 })).toEqual(['terms.dueWorkingDay']);
    expect(await fields({ acceptedAfterDays: 91 })).toEqual(['terms.acceptedAfterDays']);
  });

  it('are refused by the database itself, whoever asks', async () => {
    const id = await started();
    const change = (column: string, value: string) =>
      app.admin.query(`UPDATE terms SET ${column} = $2 WHERE engagement_id = $1`, [id, value]);
    await expect(change('carry', '{"kind": "capped", "cap": 300}')).rejects.toThrow(/terms_carry/);
    await expect(change('carry', '{"kind": "other"}')).rejects.toThrow(/terms_carry/);
    await expect(change('overage', '{"kind": "bill"}')).rejects.toThrow(/terms_overage/);
    await expect(change('rounding', '{"scope": "entry", "step": 7, "direction": "up"}')).rejects.toThrow(
      /terms_rounding/,
    );
    await expect(change('due_working_day', '0')).rejects.toThrow(/terms_summary/);
  });

  it('change on a month border alone; inside a month both borders are named', async () => {
    const id = await started({ carry: { kind: 'unlimited', lifetime: null } });
    const agree = (validFrom: string) =>
      owner().call(setTerms, { ...at(id), body: { ...terms(), validFrom } as never });
    expect((await agree('2026-11-16')).problem).toMatchObject({
      code: 'terms.change_inside_month',
      title:
        'Only allowance and fee may change inside a contract month; the rest changes on a month border: 2026-11-01 or 2026-12-01.',
      facts: { before: '2026-11-01', after: '2026-12-01' },
    });
    const { terms: agreed } = (await agree('2026-12-01')).ok;
    expect(agreed.map(({ validTo, carry }) => [validTo, carry.kind])).toEqual([
      ['2026-12-01', 'unlimited'],
      [null, 'none'],
    ]);
  });
});
