import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Input } from '@contract/route';
import {
  addCandidate,
  approveScorecard,
  closeCandidacy,
  closeSearch,
  editCandidate,
  editSearch,
  listSearches,
  moveCandidate,
  readBoard,
  readCandidacy,
  reopenCandidacy,
  startSearch,
  writeScorecard,
  type CandidacyView,
  type SearchView,
} from '@contract/search';
import { useApp } from '../support/app';
import { signedIn, type Person } from '../support/as';
import { Make, type MadeClient, type MadePractice } from '../support/make/make';

const app = useApp();
let make: Make;
let practice: MadePractice;
let client: MadeClient;
let search: SearchView;
let owner: () => Person;

beforeEach(async () => {
  make = new Make(app);
  app.clock.set('2026-11-23T12:00:00Z');
  practice = await make.practice();
  client = await make.client(practice.practiceId);
  owner = () => practice.owner.person;
  search = (await start()).ok;
});

/** Lets time pass; a session does not outlive a week without use, so the owner signs in anew. */
const later = async (instant: string) => {
  app.clock.set(instant);
  const person = await signedIn(app, practice.owner.userId);
  owner = () => person;
};
const atEngagement = () => ({ practiceId: practice.practiceId, engagementId: client.engagementId });
const atSearch = () => ({ practiceId: practice.practiceId, searchId: search.id });
const at = (candidacyId: string) => ({ ...atSearch(), candidacyId });
const stage = (name: string) => {
  const found = search.stages.find((one) => one.name === name);
  if (!found) throw new Error(`no stage ${name}`);
  return found.id;
};

const start = (body: object = {}, person: Person = owner()) =>
  person.call(startSearch, { params: atEngagement(), body: body as never });
const add = (name: string, body: object = {}) =>
  owner().call(addCandidate, { params: atSearch(), body: { name, ...body } as never });
const move = (id: string, from: string, to: string, body: Partial<Input<typeof moveCandidate>['body']> = {}) =>
  owner().call(moveCandidate, {
    params: at(id),
    body: { fromStageId: stage(from), toStageId: stage(to), ...body },
  });
const close = (id: string, body: object = { party: 'client', reason: 'passed' }) =>
  owner().call(closeCandidacy, { params: at(id), body: body as never });
const read = async (id: string) => (await owner().call(readCandidacy, { params: at(id) })).ok;
const board = async () => (await owner().call(readBoard, { params: atSearch() })).ok;
const namesIn = async (name: string) =>
  (await board()).cards.filter(({ stageId }) => stageId === stage(name)).map((card) => card.name);

describe('a search', () => {
  it('starts with its own copy of the stages, dated today in the zone of the engagement', () => {
    expect(search.stages.map(({ name }) => name)).toHaveLength(12);
    expect(search.stages[0]).toMatchObject({ name: 'Identified', kind: 'research', position: 0, stalledDays: 14 });
    expect(search.stages.at(-1)).toMatchObject({ name: 'Accepted', kind: 'hired', stalledDays: null });
    expect(search).toMatchObject({
      startedOn: '2026-11-23',
      week: 1,
      targetWeeks: 16,
      closed: null,
      clientSees: false,
    });
  });

  it('is the only one running for its engagement', async () => {
    expect((await start({ title: 'Another' })).problem).toMatchObject({ code: 'search.one_at_a_time', status: 409 });
  });

  it('counts its weeks from the day it started, the first being 1', async () => {
    await later('2026-12-06T12:00:00Z');
    expect((await board()).search.week).toBe(2);
    await later('2026-12-07T12:00:00Z');
    expect((await board()).search.week).toBe(3);
  });

  it('is listed under its engagement, with its counts', async () => {
    await add('Ines Falk');
    const { items } = (await owner().call(listSearches, { params: atEngagement() })).ok;
    expect(items).toHaveLength(1);
    expect(items[0]?.funnel[0]).toMatchObject({ name: 'Identified', here: 1, reached: 1, stalled: 0 });
  });

  it('is edited by version, and says there whether the client sees the counts', async () => {
    const edit = (version: number) =>
      owner().call(editSearch, { params: atSearch(), body: { clientSees: true, targetWeeks: 20 } }, { version });
    expect((await edit(1)).ok).toMatchObject({ clientSees: true, targetWeeks: 20, version: 2 });
    expect((await edit(1)).problem.code).toBe('request.version_stale');
  });

  it('takes the same address once, and an address only where it looks like one', async () => {
    expect((await add('Ines Falk', { email: 'Ines@falk.example' })).ok.person.email).toBe('ines@falk.example');
    const twice = (await add('Ines F.', { email: 'ines@FALK.example' })).problem;
    expect(twice).toMatchObject({ status: 409, code: 'search.already_in' });
    expect(Object.keys(twice.fields ?? {})).toEqual(['email']);
    expect((await add('Mara Quist', { email: 'nope' })).problem.fields).toEqual({
      email: 'This does not look like an e-mail address.',
    });
    expect((await add('Mara Quist')).status).toBe(201);
    expect((await add('Mara Quist')).status).toBe(201);
  });

  it('takes no change once it is closed', async () => {
    const ines = (await add('Ines Falk')).ok.card;
    await owner().call(closeSearch, { params: atSearch(), body: { reason: 'Hired elsewhere', everybodyLeaves: true } });
    expect((await add('Mara Quist')).problem.code).toBe('search.closed');
    expect((await move(ines.id, 'Identified', 'Contacted')).problem.code).toBe('search.closed');
    const edit = await owner().call(editSearch, { params: atSearch(), body: { title: 'X' } }, { version: 1 });
    expect(edit.problem.code).toBe('search.closed');
    expect((await board()).search).toMatchObject({
      closed: { on: '2026-11-23', reason: 'Hired elsewhere' },
      can: { edit: false, close: false, reopen: true },
    });
  });

  it('cannot be found by a cto who is not assigned, nor from another practice, and is closed to an assistant', async () => {
    const ines = (await add('Ines Falk')).ok.card;
    const stranger = await make.member(practice.practiceId, 'cto', []);
    const elsewhere = await make.practice();
    for (const person of [stranger.person, elsewhere.owner.person]) {
      const practiceId = person === stranger.person ? practice.practiceId : elsewhere.practiceId;
      const board = await person.call(readBoard, { params: { practiceId, searchId: search.id } });
      expect(board.problem.code).toBe('request.not_found');
      const one = await person.call(readCandidacy, { params: { ...at(ines.id), practiceId } });
      expect(one.problem.code).toBe('request.not_found');
      const list = await person.call(listSearches, { params: { ...atEngagement(), practiceId } });
      expect(list.problem.code).toBe('request.not_found');
    }
    const assistant = await make.member(practice.practiceId, 'assistant', [client.clientId]);
    expect((await assistant.person.call(readBoard, { params: atSearch() })).problem.code).toBe('request.forbidden');
  });

  it('is run by an assigned cto from adding somebody to closing them', async () => {
    const cto = await make.member(practice.practiceId, 'cto', [client.clientId], 'Sam Oduya');
    const added = (
      await cto.person.call(addCandidate, {
        params: atSearch(),
        body: { name: 'Ines Falk', email: 'ines@example.com' },
      })
    ).ok;
    const body = { fromStageId: stage('Identified'), toStageId: stage('Contacted') };
    const moved = (await cto.person.call(moveCandidate, { params: at(added.card.id), body })).ok;
    expect(moved.cards).toEqual([expect.objectContaining({ name: 'Ines Falk', stageId: stage('Contacted') })]);
    const edited = await cto.person.call(
      editCandidate,
      { params: at(added.card.id), body: { employer: 'Nordlicht' } },
      { version: moved.cards[0]?.version ?? 0 },
    );
    expect(edited.ok).toMatchObject({
      person: { employer: 'Nordlicht' },
      visits: [{ by: 'Sam Oduya' }, { by: 'Sam Oduya' }],
    });
  });
});

describe('people in a search', () => {
  it('begin in the first stage, or at the end of the one that is named', async () => {
    await add('Ines Falk');
    await add('Mara Quist');
    await add('Tom Berge', {
      stageId: stage('Presented'),
      source: 'referral',
      nextStep: 'call',
      nextStepOn: '2026-12-01',
    });
    expect(await namesIn('Identified')).toEqual(['Ines Falk', 'Mara Quist']);
    expect((await board()).cards.at(-1)).toMatchObject({
      name: 'Tom Berge',
      nextStepOn: '2026-12-01',
      visits: 1,
      daysHere: 0,
    });
    expect((await add('Nobody', { stageId: randomUUID() })).problem.code).toBe('search.stage_unknown');
  });

  it('are edited by version, kept on hold and taken up again', async () => {
    const { card } = (await add('Ines Falk')).ok;
    const edit = (body: object, version: number) =>
      owner().call(editCandidate, { params: at(card.id), body: body as never }, { version });
    const change = { headline: 'Head of Engineering', note: 'Met in May', disposition: 'on_hold' };
    expect((await edit(change, 1)).ok).toMatchObject({
      card: { headline: 'Head of Engineering', disposition: 'on_hold', version: 2 },
      note: 'Met in May',
    });
    expect((await edit({ note: 'x' }, 1)).problem.code).toBe('request.version_stale');
    expect((await edit({ disposition: 'active', nextStepOn: null }, 2)).ok.card.disposition).toBe('active');
  });

  it('leave no trace of a refused change of somebody else’s version', async () => {
    const { card } = (await add('Ines Falk')).ok;
    const stale = await owner().call(editCandidate, { params: at(card.id), body: { name: 'Other' } }, { version: 7 });
    expect(stale.problem.code).toBe('request.version_stale');
    expect((await read(card.id)).person.name).toBe('Ines Falk');
  });

  it('count the days in their stage in the zone of the engagement, and are stalled after its limit', async () => {
    app.clock.set('2026-11-23T22:59:00Z');
    const { card } = (await add('Ines Falk', { stageId: stage('Contacted') })).ok;
    app.clock.set('2026-11-23T23:01:00Z');
    expect((await read(card.id)).card).toMatchObject({ daysHere: 1, stalled: false });
    await later('2026-11-30T12:00:00Z');
    expect((await board()).cards[0]).toMatchObject({ daysHere: 7, stalled: true });
    expect((await board()).search.funnel[1]).toMatchObject({ name: 'Contacted', stalled: 1 });
  });
});

describe('moving somebody', () => {
  let ines: CandidacyView['card'];
  beforeEach(async () => {
    ines = (await add('Ines Falk')).ok.card;
  });

  it('ends one stay where the next begins, and says why', async () => {
    app.clock.advance({ days: 3 });
    const moved = (await move(ines.id, 'Identified', 'Contacted', { why: 'wrote to her' })).ok;
    expect(moved.cards[0]).toMatchObject({ stageId: stage('Contacted'), daysHere: 0, visits: 1, version: 2 });
    const { visits, furthestStage } = await read(ines.id);
    expect(visits.map(({ stage: name, days, why }) => ({ name, days, why }))).toEqual([
      { name: 'Identified', days: 3, why: '' },
      { name: 'Contacted', days: 0, why: 'wrote to her' },
    ]);
    expect(visits[0]?.leftAt).toBe(visits[1]?.enteredAt);
    expect(furthestStage).toBe('Contacted');
  });

  it('back to an earlier stage opens a new stay and keeps how far they got', async () => {
    await move(ines.id, 'Identified', 'Interested');
    const back = (await move(ines.id, 'Interested', 'Identified')).ok;
    expect(back.cards[0]).toMatchObject({ stageId: stage('Identified'), visits: 2 });
    expect(await read(ines.id)).toMatchObject({ furthestStage: 'Interested', visits: [{}, {}, {}] });
    expect(back.search.funnel.map(({ reached }) => reached).slice(0, 4)).toEqual([1, 1, 1, 0]);
  });

  it('puts a card first, last, or behind another', async () => {
    for (const name of ['Mara Quist', 'Tom Berge']) await add(name, { stageId: stage('Contacted') });
    const mara = (await board()).cards.find(({ name }) => name === 'Mara Quist')?.id ?? '';
    await move(ines.id, 'Identified', 'Contacted', { after: mara });
    expect(await namesIn('Contacted')).toEqual(['Mara Quist', 'Ines Falk', 'Tom Berge']);
    await move(ines.id, 'Contacted', 'Contacted', { atEnd: true });
    expect(await namesIn('Contacted')).toEqual(['Mara Quist', 'Tom Berge', 'Ines Falk']);
    await move(ines.id, 'Contacted', 'Contacted');
    expect(await namesIn('Contacted')).toEqual(['Ines Falk', 'Mara Quist', 'Tom Berge']);
    await move(mara, 'Contacted', 'Contacted', { after: randomUUID() });
    expect(await namesIn('Contacted')).toEqual(['Ines Falk', 'Tom Berge', 'Mara Quist']);
    expect((await read(ines.id)).visits).toHaveLength(2);
  });

  it('keeps the order through hundreds of moves to the same place', async () => {
    const mara = (await add('Mara Quist')).ok.card;
    await add('Tom Berge');
    let [upper, lower] = [mara.id, ines.id];
    for (let turn = 0; turn < 300; turn += 1) {
      await move(lower, 'Identified', 'Identified', { after: upper });
      [upper, lower] = [lower, upper];
    }
    expect(await namesIn('Identified')).toEqual(['Ines Falk', 'Mara Quist', 'Tom Berge']);
    const { rows } = await app.admin.query<{ longest: number }>(
      'SELECT max(length(order_key)) AS longest FROM candidacy WHERE search_id = $1',
      [search.id],
    );
    expect(rows[0]?.longest).toBeLessThanOrEqual(40);
  }, 60_000);

  it('from a stage they have left is refused, with where they are', async () => {
    await move(ines.id, 'Identified', 'Interested');
    expect((await move(ines.id, 'Identified', 'Contacted')).problem).toMatchObject({
      code: 'search.stale_move',
      status: 409,
      title: 'Somebody moved this person meanwhile, to Interested.',
      facts: { actual: 'Interested', stageId: stage('Interested') },
    });
    expect(await namesIn('Interested')).toEqual(['Ines Falk']);
  });

  it('to a stage of another search is refused', async () => {
    const elsewhere = randomUUID();
    const body = { fromStageId: stage('Identified'), toStageId: elsewhere };
    const answer = await owner().call(moveCandidate, { params: at(ines.id), body });
    expect(answer.problem.code).toBe('search.stage_unknown');
  });

  it('taken back within minutes counts for nothing, and the stay before goes on', async () => {
    await later('2026-12-02T12:00:00Z');
    await move(ines.id, 'Identified', 'Offer');
    app.clock.advance({ minutes: 2 });
    const undone = (await move(ines.id, 'Offer', 'Identified', { undoes: true })).ok;
    expect(undone.cards[0]).toMatchObject({ stageId: stage('Identified'), daysHere: 9, visits: 1 });
    expect(undone.search.funnel.find(({ name }) => name === 'Offer')).toMatchObject({ reached: 0, here: 0 });
    const { visits, furthestStage } = await read(ines.id);
    expect(visits.map(({ undone: taken, leftAt }) => [taken, leftAt === null])).toEqual([
      [false, true],
      [true, false],
    ]);
    expect(furthestStage).toBe('Identified');
  });

  it('is no misclick any more after five minutes, nor when it leads elsewhere', async () => {
    await move(ines.id, 'Identified', 'Offer');
    expect((await move(ines.id, 'Offer', 'References', { undoes: true })).problem.code).toBe('search.undo_too_late');
    app.clock.advance({ minutes: 6 });
    expect((await move(ines.id, 'Offer', 'Identified', { undoes: true })).problem.code).toBe('search.undo_too_late');
    expect((await move(ines.id, 'Offer', 'Identified')).status).toBe(200);
  });

  it('is carried out once however often it is sent', async () => {
    const call = () =>
      owner().call(
        moveCandidate,
        { params: at(ines.id), body: { fromStageId: stage('Identified'), toStageId: stage('Contacted') } },
        { key: 'move-once-1' },
      );
    const [first, again] = [await call(), await call()];
    expect(again.ok).toEqual(first.ok);
    expect((await read(ines.id)).visits).toHaveLength(2);
  });
});

describe('closing and reopening', () => {
  let ines: CandidacyView['card'];
  beforeEach(async () => {
    ines = (await add('Ines Falk', { stageId: stage('Presented') })).ok.card;
  });

  it('keeps the party and the reason, ends the stay, and keeps the place', async () => {
    app.clock.advance({ days: 2 });
    const closed = (await close(ines.id, { party: 'client', reason: 'passed', note: 'chose a generalist' })).ok;
    expect(closed).toMatchObject({
      card: { disposition: 'closed', stageId: stage('Presented'), stalled: false },
      exits: [{ party: 'client', reason: 'passed', note: 'chose a generalist', by: 'Robin Vale', reopenedAt: null }],
      visits: [{ days: 2, leftAt: expect.any(String) }],
      can: { move: false, close: false, reopen: true },
    });
    expect((await board()).search.funnel.find(({ name }) => name === 'Presented')).toMatchObject({
      here: 0,
      reached: 1,
    });
  });

  it('refuses a reason that the party cannot have, and a second exit', async () => {
    expect((await close(ines.id, { party: 'us', reason: 'passed' })).problem).toMatchObject({
      code: 'search.exit_reason_unknown',
      fields: { reason: expect.any(String) },
    });
    await close(ines.id);
    expect((await close(ines.id)).problem.code).toBe('search.candidacy_closed');
  });

  it('refuses to move or hold somebody closed until they are reopened; the exit stays', async () => {
    await close(ines.id);
    expect((await move(ines.id, 'Presented', 'Offer')).problem.code).toBe('search.candidacy_closed');
    const hold = await owner().call(
      editCandidate,
      { params: at(ines.id), body: { disposition: 'on_hold' } },
      { version: 2 },
    );
    expect(hold.problem.code).toBe('search.candidacy_closed');
    app.clock.advance({ days: 1 });
    const reopened = (await owner().call(reopenCandidacy, { params: at(ines.id) })).ok;
    expect(reopened).toMatchObject({
      card: { disposition: 'active', visits: 2, daysHere: 0 },
      exits: [{ reason: 'passed', reopenedAt: '2026-11-24T12:00:00.000Z' }],
    });
    expect((await move(ines.id, 'Presented', 'Offer')).status).toBe(200);
    expect((await owner().call(reopenCandidacy, { params: at(ines.id) })).problem.code).toBe('search.candidacy_open');
  });

  it('leaves a reopening out of what can be taken back as a misclick', async () => {
    await close(ines.id);
    await owner().call(reopenCandidacy, { params: at(ines.id) });
    expect((await move(ines.id, 'Presented', 'Identified', { undoes: true })).problem.code).toBe(
      'search.undo_too_late',
    );
  });
});

describe('the scorecard', () => {
  const write = (deciders: string[] = ['Dana Roth', 'Lee Sun']) =>
    owner().call(writeScorecard, {
      params: atSearch(),
      body: {
        mission: 'Ship every week',
        outcomes: [{ text: 'Lead time under a day', by: '2027-06-01' as never }],
        mustHaves: ['Led 15 people'],
        deciders,
      },
    });
  const approve = (scorecard: NonNullable<SearchView['scorecard']>, which: number, on = '2026-11-23') =>
    owner().call(approveScorecard, {
      params: { ...atSearch(), scorecardId: scorecard.id, approvalId: scorecard.deciders[which]?.id ?? '' },
      body: { on: on as never },
    });

  it('is approved once every decider approved it, on the day the last of them did', async () => {
    const scorecard = (await write()).ok.scorecard;
    if (!scorecard) throw new Error('no scorecard');
    expect(scorecard).toMatchObject({ number: 1, approved: false, approvedOn: null });
    expect((await approve(scorecard, 0, '2026-11-20')).ok.scorecard?.approved).toBe(false);
    expect((await approve(scorecard, 1, '2026-11-22')).ok.scorecard).toMatchObject({
      approved: true,
      approvedOn: '2026-11-22',
    });
    expect((await approve(scorecard, 1)).problem.code).toBe('search.scorecard_approved');
  });

  it('refuses an approval ahead of its day', async () => {
    const scorecard = (await write()).ok.scorecard;
    if (!scorecard) throw new Error('no scorecard');
    expect((await approve(scorecard, 0, '2026-11-24')).problem).toMatchObject({
      code: 'phase.day_ahead',
      fields: { on: expect.any(String) },
    });
  });

  it('is never edited: a new version asks everybody again, and the old one takes no approval', async () => {
    const old = (await write()).ok.scorecard;
    const { scorecard } = (await write(['Dana Roth', 'dana roth'])).ok;
    if (!old) throw new Error('no scorecard');
    expect(scorecard).toMatchObject({ number: 2, approved: false });
    expect(scorecard?.deciders).toHaveLength(1);
    expect((await approve(old, 0)).problem.code).toBe('search.scorecard_superseded');
    await expect(app.admin.query("UPDATE scorecard SET mission = 'x' WHERE id = $1", [old.id])).rejects.toThrow(/stay/);
  });

  it('names at least one decider', async () => {
    expect((await write([])).problem.code).toBe('request.invalid');
  });
});
