import { beforeEach, describe, expect, it } from '@jest/globals';
import { readPhase } from '@contract/engagements';
import {
  addCandidate,
  closeCandidacy,
  closeSearch,
  listSearches,
  readBoard,
  readCandidacy,
  reopenCandidacy,
  reopenSearch,
  startSearch,
  type SearchView,
} from '@contract/search';
import { useApp } from '../support/app';
import { Make, type MadeClient, type MadePractice } from '../support/make/make';

const app = useApp();
let practice: MadePractice;
let client: MadeClient;
let search: SearchView;

beforeEach(async () => {
  const make = new Make(app);
  app.clock.set('2026-11-23T12:00:00Z');
  practice = await make.practice();
  client = await make.client(practice.practiceId);
  search = (await start()).ok;
});

const owner = () => practice.owner.person;
const atEngagement = () => ({ practiceId: practice.practiceId, engagementId: client.engagementId });
const atSearch = () => ({ practiceId: practice.practiceId, searchId: search.id });
const start = () => owner().call(startSearch, { params: atEngagement(), body: {} });
const add = async (name: string) =>
  (await owner().call(addCandidate, { params: atSearch(), body: { name } })).ok.card.id;
const close = (everybodyLeaves = false) =>
  owner().call(closeSearch, { params: atSearch(), body: { reason: 'The founders decided to wait', everybodyLeaves } });
const reopen = () => owner().call(reopenSearch, { params: atSearch() });
const read = async (candidacyId: string) =>
  (await owner().call(readCandidacy, { params: { ...atSearch(), candidacyId } })).ok;
const openSearchGate = async () => {
  const { moves } = (await owner().call(readPhase, { params: atEngagement() })).ok;
  return moves.flatMap(({ criteria }) => criteria).find(({ id }) => id === 'no_open_search')?.met;
};

describe('closing a search', () => {
  it('waits until nobody is in play, and says how many are', async () => {
    const ines = await add('Ines Falk');
    await add('Mara Quist');
    const refused = (await close()).problem;
    expect(refused).toMatchObject({ status: 409, code: 'search.people_in_play', facts: { count: 2 } });
    const exit = { party: 'us', reason: 'pairing' } as const;
    await owner().call(closeCandidacy, { params: { ...atSearch(), candidacyId: ines }, body: exit });
    expect((await close()).problem.facts).toEqual({ count: 1 });
  });

  it('lets everybody who is in play leave with it, where that is asked for, and keeps earlier exits as they are', async () => {
    const [ines, mara] = [await add('Ines Falk'), await add('Mara Quist')];
    const exit = { party: 'us', reason: 'pairing' } as const;
    await owner().call(closeCandidacy, { params: { ...atSearch(), candidacyId: ines }, body: exit });
    expect((await close(true)).ok.closed).toEqual({
      on: '2026-11-23',
      by: expect.any(String),
      reason: 'The founders decided to wait',
    });
    expect((await read(ines)).exits).toMatchObject([{ party: 'us', reason: 'pairing' }]);
    expect(await read(mara)).toMatchObject({
      card: { disposition: 'closed' },
      exits: [{ party: 'circumstance', reason: 'search_closed' }],
      visits: [{ leftAt: '2026-11-23T12:00:00.000Z' }],
    });
    expect((await close()).problem.code).toBe('search.closed');
  });

  it('leaves room for another search, and is what closing an engagement waits for', async () => {
    await owner().call(closeSearch, { params: atSearch(), body: { reason: 'Filled from inside' } });
    const next = await start();
    expect(next.ok.closed).toBeNull();
    const { items } = (await owner().call(listSearches, { params: atEngagement() })).ok;
    expect(items.map(({ closed }) => closed?.reason ?? null).toSorted()).toEqual(['Filled from inside', null]);
    expect((await reopen()).problem.code).toBe('search.one_at_a_time');
  });

  it('is what the last gate of an engagement looks at', async () => {
    await app.admin.query(`UPDATE engagement SET phase = 'winding_down' WHERE id = $1`, [client.engagementId]);
    expect(await openSearchGate()).toBe(false);
    await close(true);
    expect(await openSearchGate()).toBe(true);
  });

  it('can be taken back; people stay out until each is reopened', async () => {
    const mara = await add('Mara Quist');
    expect((await reopen()).problem.code).toBe('search.open');
    await close(true);
    expect((await reopen()).ok).toMatchObject({ closed: null, can: { edit: true, close: true, reopen: false } });
    expect((await read(mara)).card.disposition).toBe('closed');
    const back = await owner().call(reopenCandidacy, { params: { ...atSearch(), candidacyId: mara } });
    expect(back.ok.card.disposition).toBe('active');
    const { cards } = (await owner().call(readBoard, { params: atSearch() })).ok;
    expect(cards.map(({ name }) => name)).toEqual(['Mara Quist']);
  });

  it('is refused by the database, too, while somebody is in play', async () => {
    await add('Mara Quist');
    const forced = app.admin.query('UPDATE search SET closed_at = now() WHERE id = $1', [search.id]);
    await expect(forced).rejects.toMatchObject({ constraint: 'search_nobody_in_play' });
  });
});
