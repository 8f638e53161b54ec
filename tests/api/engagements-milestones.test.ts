import { beforeEach, describe, expect, it } from '@jest/globals';
import { addMilestone, editMilestone, listMilestones } from '@contract/engagements';
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
  acme = await make.client(practice.practiceId);
});

const owner = () => practice.owner.person;
const at = (of = acme) => ({ practiceId: practice.practiceId, engagementId: of.engagementId });
const add = (name: string, dueOn: string, over: object = {}) =>
  owner().call(addMilestone, { params: at(), body: { name, dueOn, ...over } as never });

describe('milestones', () => {
  it('are listed by due day, page by page, and shown to the client only when said so', async () => {
    await add('90-day review', '2027-02-01');
    await add('Roadmap v1', '2026-12-01', { clientSees: true });
    await add('Offer', '2026-12-01');
    const seen: [string, boolean][] = [];
    let cursor: string | undefined;
    do {
      const query = { limit: 1, ...(cursor ? { cursor } : {}) };
      const page = (await owner().call(listMilestones, { params: at(), query })).ok;
      seen.push(...page.items.map(({ name, clientSees }): [string, boolean] => [name, clientSees]));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(seen).toEqual([
      ['Roadmap v1', true],
      ['Offer', false],
      ['90-day review', false],
    ]);
  });

  it('are done on a day that has come, and edited by version', async () => {
    const { id } = (await add('Offer', '2026-12-01')).ok;
    const params = { ...at(), milestoneId: id };
    const edit = (body: object, version?: number) =>
      owner().call(editMilestone, { params, body: body as never }, version === undefined ? {} : { version });
    expect((await edit({ name: 'Offer out' })).problem.code).toBe('request.version_missing');
    expect((await edit({ doneOn: '2026-11-24' }, 1)).problem).toMatchObject({
      code: 'phase.day_ahead',
      fields: { doneOn: expect.any(String) },
    });
    expect((await edit({ doneOn: '2026-11-23' }, 1)).ok).toMatchObject({ doneOn: '2026-11-23', version: 2 });
    expect((await edit({ doneOn: null }, 1)).problem.code).toBe('request.version_stale');
    expect((await edit({ doneOn: null, dueOn: '2026-12-08' }, 2)).ok).toMatchObject({
      name: 'Offer',
      doneOn: null,
      dueOn: '2026-12-08',
    });
  });

  it('are not found through another engagement, by a cto of another client, or in another practice', async () => {
    const { id } = (await add('Offer', '2026-12-01')).ok;
    const bolt = await make.client(practice.practiceId, { name: 'Bolt Health' });
    const body = { name: 'Mine' };
    const through = await owner().call(
      editMilestone,
      { params: { ...at(bolt), milestoneId: id }, body },
      { version: 1 },
    );
    expect(through.problem.status).toBe(404);
    const cto = await make.member(practice.practiceId, 'cto', [bolt.clientId]);
    const stranger = (await make.practice()).owner;
    for (const { person } of [cto, stranger]) {
      const params = { ...at(), milestoneId: id };
      expect((await person.call(listMilestones, { params: at() })).problem.status).toBe(404);
      expect((await person.call(editMilestone, { params, body }, { version: 1 })).problem.status).toBe(404);
      const draft = { name: 'Mine', dueOn: '2026-12-01' } as never;
      expect((await person.call(addMilestone, { params: at(), body: draft })).problem.status).toBe(404);
    }
    const { items } = (await owner().call(listMilestones, { params: at() })).ok;
    expect(items.map(({ name }) => name)).toEqual(['Offer']);
  });

  it('are changed by owner and cto, and read by an assistant', async () => {
    await add('Offer', '2026-12-01');
    const assistant = await make.member(practice.practiceId, 'assistant', [acme.clientId]);
    expect((await assistant.person.call(listMilestones, { params: at() })).ok.items).toHaveLength(1);
    const draft = { name: 'Mine', dueOn: '2026-12-01' } as never;
    expect((await assistant.person.call(addMilestone, { params: at(), body: draft })).problem.code).toBe(
      'request.forbidden',
    );
  });
});
