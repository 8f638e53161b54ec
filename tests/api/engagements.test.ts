import { beforeEach, describe, expect, it } from '@jest/globals';
import { createEngagement, editEngagement, readEngagement, readPhase, setTerms } from '@contract/engagements';
import { archiveClient } from '@contract/clients';
import { logHours } from '@contract/time';
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
const terms = {
  allowanceMinutes: 600,
  allowancePer: 'week' as const,
  startDay: 1,
  fee: 800_000,
  currency: 'USD',
  overage: { kind: 'bill' as const, ratePerHour: 25_000, leeway: 0 },
};
const draft = (over: object = {}) => ({ zone: 'Europe/Berlin', startsOn: '2026-11-01', terms, ...over }) as never;

async function bareClient(): Promise<string> {
  const { rows } = await app.admin.query<{ id: string }>(
    "INSERT INTO client (practice_id, name, code) VALUES ($1, 'Acme Robotics', $2) RETURNING id",
    [practice.practiceId, `C${randomUUID().slice(0, 6)}`],
  );
  return rows[0]?.id ?? '';
}
const start = (clientId: string, over: object = {}, person = owner()) =>
  person.call(createEngagement, { params: { practiceId: practice.practiceId, clientId }, body: draft(over) });
const at = (engagementId: string) => ({ params: { practiceId: practice.practiceId, engagementId } });
const close = (client: MadeClient, month: string) =>
  app.admin.query(
    "INSERT INTO contract_month (practice_id, client_id, engagement_id, month, state) VALUES ($1, $2, $3, $4, 'closed')",
    [client.practiceId, client.clientId, client.engagementId, month],
  );

describe('starting an engagement', () => {
  it('starts with its first terms, its phase and the hours of the month: ten hours a week are 2,600 minutes', async () => {
    const engagement = (await start(await bareClient())).ok;
    expect(engagement).toMatchObject({
      zone: 'Europe/Berlin',
      startsOn: '2026-11-01',
      phase: 'assessing',
      phaseLabel: 'Assessing',
      phaseDays: 23,
      hoursVisibility: 'balance_only',
      today: '2026-11-23',
      balance: { month: '2026-11', available: 2600, used: 0, left: 2600, resetsOn: '2026-12-01' },
      version: 1,
      can: { edit: true, editTerms: true, movePhase: true, logTime: true, readSearch: true },
    });
    expect(engagement.terms).toEqual([
      expect.objectContaining({
        validFrom: '2026-11-01',
        validTo: null,
        monthlyMinutes: 2600,
        fee: 800_000,
        currency: 'USD',
        carry: { kind: 'none' },
        overage: { kind: 'bill', ratePerHour: 25_000, leeway: 0 },
        rounding: { scope: 'entry', step: 1, direction: 'nearest' },
        acceptedAfterDays: null,
        dueWorkingDay: 3,
        inForce: true,
      }),
    ]);
    expect((await owner().call(readEngagement, at(engagement.id))).ok).toEqual(engagement);
  });

  it('takes hours from its first day on', async () => {
    const { id } = (await start(await bareClient())).ok;
    const body = { id: randomUUID(), day: '2026-11-20', minutes: 90, text: '' } as never;
    expect((await owner().call(logHours, { ...at(id), body })).status).toBe(201);
    expect((await owner().call(readEngagement, at(id))).ok.balance).toMatchObject({ used: 90, left: 2510 });
  });

  it('starts in any phase as of a day, and keeps what its entry evidence was', async () => {
    const { id } = (await start(await bareClient(), { phase: 'search_running', startsOn: '2026-03-02' })).ok;
    const view = (await owner().call(readPhase, at(id))).ok;
    expect(view).toMatchObject({ phase: 'search_running', since: '2026-03-02' });
    expect(view.timeline).toEqual([
      expect.objectContaining({
        from: null,
        to: 'search_running',
        on: '2026-03-02',
        by: 'Robin Vale',
        overridden: false,
        evidence: [expect.objectContaining({ met: false })],
      }),
    ]);
  });

  it('does not start closed', async () => {
    expect((await start(await bareClient(), { phase: 'closed' })).problem).toMatchObject({
      code: 'phase.never_overridden',
      fields: { phase: expect.any(String) },
    });
  });

  it('is one at a time: a second one is refused until the first is closed', async () => {
    const clientId = await bareClient();
    const { id } = (await start(clientId)).ok;
    expect((await start(clientId)).problem).toMatchObject({ code: 'engagements.one_at_a_time', status: 409 });
    await app.admin.query("UPDATE engagement SET phase = 'closed' WHERE id = $1", [id]);
    expect((await start(clientId, { startsOn: '2026-11-20' })).status).toBe(201);
  });

  it('leaves nothing behind when it is refused', async () => {
    const clientId = await bareClient();
    await start(clientId);
    await start(clientId);
    const { rows } = await app.admin.query<{ terms: string; moves: string }>(
      `SELECT (SELECT count(*) FROM terms WHERE client_id = $1) AS terms,
        (SELECT count(*) FROM phase_move WHERE client_id = $1) AS moves`,
      [clientId],
    );
    expect(rows).toEqual([{ terms: '1', moves: '1' }]);
  });

  it('is refused for an archived client, an unknown currency, a far day and an unknown zone', async () => {
    const clientId = await bareClient();
    const fields = async (over: object) => Object.keys((await start(clientId, over)).problem.fields ?? {});
    expect(await fields({ terms: { ...terms, currency: 'QQQ' } })).toEqual(['terms.currency']);
    expect(await fields({ startsOn: '0001-01-01' })).toEqual(['startsOn']);
    expect(await fields({ zone: 'Mars/Base' })).toEqual(['zone']);
    await owner().call(archiveClient, { params: { practiceId: practice.practiceId, clientId } });
    expect((await start(clientId)).problem.code).toBe('clients.archived');
  });

  it('is for owners and for a cto of that client', async () => {
    const clientId = await bareClient();
    const assistant = await make.member(practice.practiceId, 'assistant', [clientId]);
    const other = await make.member(practice.practiceId, 'cto');
    const cto = await make.member(practice.practiceId, 'cto', [clientId]);
    expect((await start(clientId, {}, assistant.person)).problem.code).toBe('request.forbidden');
    expect((await start(clientId, {}, other.person)).problem.code).toBe('request.not_found');
    expect((await start(clientId, {}, (await make.practice()).owner.person)).problem.code).toBe('request.not_found');
    expect((await start(clientId, {}, cto.person)).status).toBe(201);
  });
});

describe('reading and changing an engagement', () => {
  it('changes what the client sees of the hours, by version', async () => {
    const { engagementId } = await make.client(practice.practiceId);
    const body = { hoursVisibility: 'hidden' as const };
    expect((await owner().call(editEngagement, { ...at(engagementId), body })).problem.code).toBe(
      'request.version_missing',
    );
    expect((await owner().call(editEngagement, { ...at(engagementId), body }, { version: 1 })).ok).toMatchObject({
      hoursVisibility: 'hidden',
      version: 2,
    });
    expect((await owner().call(editEngagement, { ...at(engagementId), body }, { version: 1 })).problem.code).toBe(
      'request.version_stale',
    );
  });

  it('shows an assistant the engagement and nothing to change', async () => {
    const { clientId, engagementId } = await make.client(practice.practiceId);
    const assistant = await make.member(practice.practiceId, 'assistant', [clientId]);
    expect((await assistant.person.call(readEngagement, at(engagementId))).ok.can).toEqual({
      edit: false,
      editTerms: false,
      movePhase: false,
      logTime: true,
      readSearch: false,
    });
  });

  it('is not found by a cto of another client, in another practice, or by a made-up id', async () => {
    const { engagementId } = await make.client(practice.practiceId);
    const cto = await make.member(practice.practiceId, 'cto');
    expect((await cto.person.call(readEngagement, at(engagementId))).problem.status).toBe(404);
    expect((await owner().call(readEngagement, at(randomUUID()))).problem.status).toBe(404);
    const other = await make.practice();
    const borrowed = { params: { practiceId: other.practiceId, engagementId } };
    expect((await other.owner.person.call(readEngagement, borrowed)).problem.status).toBe(404);
    const change = { ...borrowed, body: { hoursVisibility: 'hidden' as const } };
    expect((await other.owner.person.call(editEngagement, change, { version: 1 })).problem.status).toBe(404);
  });
});

describe('new terms', () => {
  const agree = (engagementId: string, over: object = {}, person = owner()) =>
    person.call(setTerms, {
      ...at(engagementId),
      body: {
        validFrom: '2026-12-01',
        allowanceMinutes: 1200,
        allowancePer: 'month',
        startDay: 1,
        fee: 600_000,
        currency: 'EUR',
        overage: { kind: 'bill', ratePerHour: 20_000, leeway: 0 },
        ...over,
      } as never,
    });

  it('end the earlier ones on the day they begin', async () => {
    const { engagementId } = await make.client(practice.practiceId);
    const { terms: agreed } = (await agree(engagementId)).ok;
    expect(agreed.map(({ validFrom, validTo, fee, inForce }) => [validFrom, validTo, fee, inForce])).toEqual([
      ['2026-08-01', '2026-12-01', 500_000, true],
      ['2026-12-01', null, 600_000, false],
    ]);
  });

  it('may change the allowance inside a month, by days, and nothing else', async () => {
    const { engagementId } = await make.client(practice.practiceId);
    expect((await agree(engagementId, { validFrom: '2026-11-16', overage: { kind: 'absorb' } })).problem).toMatchObject(
      {
        code: 'terms.change_inside_month',
        status: 422,
        fields: { validFrom: expect.any(String) },
        facts: { before: '2026-11-01', after: '2026-12-01' },
      },
    );
    const changed = (await agree(engagementId, { validFrom: '2026-11-16', allowanceMinutes: 2400 })).ok;
    expect(changed.balance?.available).toBe(1800);
  });

  it('keep the day on which contract months start', async () => {
    const { engagementId } = await make.client(practice.practiceId);
    expect((await agree(engagementId, { startDay: 15 })).problem).toMatchObject({
      code: 'terms.start_day_kept',
      fields: { startDay: expect.any(String) },
    });
  });

  it('are refused before the engagement, on top of others, and for a closed engagement', async () => {
    const { engagementId } = await make.client(practice.practiceId);
    expect((await agree(engagementId, { validFrom: '2026-07-31' })).problem).toMatchObject({
      code: 'terms.before_start',
      fields: { validFrom: expect.any(String) },
    });
    expect((await agree(engagementId, { validFrom: '2026-08-01' })).problem.code).toBe('terms.overlap');
    await app.admin.query("UPDATE engagement SET phase = 'closed' WHERE id = $1", [engagementId]);
    expect((await agree(engagementId)).problem.code).toBe('engagements.closed');
  });

  it('are refused for a closed month, and the terms before stay as they were', async () => {
    const client = await make.client(practice.practiceId);
    await close(client, '2026-10');
    expect((await agree(client.engagementId, { validFrom: '2026-10-01' })).problem).toMatchObject({
      code: 'terms.month_closed',
      status: 409,
      fields: { validFrom: expect.any(String) },
    });
    const { terms: kept } = (await owner().call(readEngagement, at(client.engagementId))).ok;
    expect(kept).toHaveLength(1);
    expect((await agree(client.engagementId, { validFrom: '2026-11-01' })).status).toBe(201);
  });

  it('wait for a month that is being closed at the same moment', async () => {
    const client = await make.client(practice.practiceId);
    await app.admin.query(
      'INSERT INTO contract_month (practice_id, client_id, engagement_id, month) VALUES ($1, $2, $3, $4)',
      [client.practiceId, client.clientId, client.engagementId, '2026-10'],
    );
    const closing = await app.admin.connect();
    try {
      await closing.query('BEGIN');
      await closing.query("UPDATE contract_month SET state = 'closed' WHERE engagement_id = $1", [client.engagementId]);
      const waiting = agree(client.engagementId, { validFrom: '2026-10-01' });
      await new Promise((done) => setTimeout(done, 300));
      await closing.query('COMMIT');
      expect((await waiting).problem.code).toBe('terms.month_closed');
    } finally {
      closing.release();
    }
  });

  it('are agreed by owner and cto alone', async () => {
    const { clientId, engagementId } = await make.client(practice.practiceId);
    const assistant = await make.member(practice.practiceId, 'assistant', [clientId]);
    const other = await make.member(practice.practiceId, 'cto');
    expect((await agree(engagementId, {}, assistant.person)).problem.code).toBe('request.forbidden');
    expect((await agree(engagementId, {}, other.person)).problem.code).toBe('request.not_found');
  });
});
