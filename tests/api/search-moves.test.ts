import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { addCandidate, moveCandidate, readBoard, startSearch, type SearchView } from '@contract/search';
import { useApp } from '../support/app';
import { Make, type MadePractice } from '../support/make/make';

const PEOPLE = 60;
const MOVES = 1000;
const CALLERS = 4;

const app = useApp();
let practice: MadePractice;
let search: SearchView;

beforeEach(async () => {
  const make = new Make(app);
  practice = await make.practice();
  const client = await make.client(practice.practiceId);
  const params = { practiceId: practice.practiceId, engagementId: client.engagementId };
  search = (await practice.owner.person.call(startSearch, { params, body: {} })).ok;
  for (let at = 0; at < PEOPLE; at += 1) {
    const body = { name: `Person ${at}`, stageId: search.stages[at % 5]?.id };
    await practice.owner.person.call(addCandidate, { params: atSearch(), body });
  }
}, 120_000);

const atSearch = () => ({ practiceId: practice.practiceId, searchId: search.id });
const board = async () => (await practice.owner.person.call(readBoard, { params: atSearch() })).ok;

/** Numbers that look random and are the same in every run. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('many moves at once', () => {
  it(`keeps one order, one open stay each and every card through ${MOVES} moves from ${CALLERS} callers`, async () => {
    const tally: Record<string, number> = {};
    const caller = async (seed: number) => {
      const roll = dice(seed);
      let { cards } = await board();
      for (let turn = 0; turn < MOVES / CALLERS; turn += 1) {
        const card = cards[roll(cards.length)];
        const to = search.stages[roll(5)]?.id ?? '';
        const column = cards.filter(({ stageId }) => stageId === to);
        const after = column[roll(column.length + 1) - 1]?.id ?? null;
        const answer = await practice.owner.person.call(moveCandidate, {
          params: { ...atSearch(), candidacyId: card?.id ?? '' },
          body: { fromStageId: card?.stageId ?? '', toStageId: to, after, atEnd: roll(4) === 0 },
        });
        const outcome = answer.status === 200 ? 'moved' : answer.problem.code;
        tally[outcome] = (tally[outcome] ?? 0) + 1;
        cards = answer.status === 200 ? answer.ok.cards : (await board()).cards;
      }
    };
    await Promise.all(Array.from({ length: CALLERS }, (_, at) => caller(at + 1)));

    expect(Object.keys(tally).toSorted()).toEqual(['moved', 'search.stale_move']);
    expect(tally['moved']).toBeGreaterThan(MOVES / 2);
    const { cards } = await board();
    expect(new Set(cards.map(({ id }) => id)).size).toBe(PEOPLE);
    const places = await app.admin.query<{ cards: number; keys: number; open: number; opened: number }>(
      `SELECT count(*)::int AS cards, count(DISTINCT (stage_id, order_key))::int AS keys,
         (SELECT count(*)::int FROM visit v WHERE v.search_id = $1 AND v.left_at IS NULL) AS open,
         (SELECT count(DISTINCT v.candidacy_id)::int FROM visit v JOIN candidacy d ON d.id = v.candidacy_id AND d.stage_id = v.stage_id
           WHERE v.search_id = $1 AND v.left_at IS NULL) AS opened
       FROM candidacy WHERE search_id = $1`,
      [search.id],
    );
    expect(places.rows[0]).toEqual({ cards: PEOPLE, keys: PEOPLE, open: PEOPLE, opened: PEOPLE });
    const gaps = await app.admin.query(
      `SELECT 1 FROM (SELECT entered_at, lag(left_at) OVER (PARTITION BY candidacy_id ORDER BY entered_at, id) AS ended,
         row_number() OVER (PARTITION BY candidacy_id ORDER BY entered_at, id) AS at FROM visit WHERE search_id = $1) v
       WHERE at > 1 AND ended IS DISTINCT FROM entered_at`,
      [search.id],
    );
    expect(gaps.rowCount).toBe(0);
  }, 300_000);

  it('lets one of two callers move the same person, and tells the other where they are', async () => {
    const [card] = (await board()).cards;
    const move = (to: number) =>
      practice.owner.person.call(moveCandidate, {
        params: { ...atSearch(), candidacyId: card?.id ?? '' },
        body: { fromStageId: card?.stageId ?? '', toStageId: search.stages[to]?.id ?? randomUUID() },
      });
    const answers = await Promise.all([move(7), move(8)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  });
});
