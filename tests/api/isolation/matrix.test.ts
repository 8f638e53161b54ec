import { beforeAll, describe, expect, it } from '@jest/globals';
import { routes } from '@contract/all';
import { useApp } from '../../support/app';
import { makeWorld, type World } from '../../support/make/a-world';
import { makeActors, type Actor } from './actors';
import { tryBodies } from './bodies';
import { control } from './control';
import { fixtures } from './fixtures';
import { runMatrix, type Outcome } from './matrix';
import { notPlanted } from './planted';

const app = useApp();
const A_WHILE = 900_000;
let world: World;
let actors: Actor[];
let outcome: Outcome;
let unplanted: string[];

beforeAll(async () => {
  app.clock.set('2026-11-23T12:00:00Z');
  world = await makeWorld(app);
  unplanted = await notPlanted(app, world);
  actors = await makeActors(app, world);
  outcome = await runMatrix(app, world, { routes, actors });
}, A_WHILE);

describe('every route by every actor', () => {
  it('has a line for each route of the contract, and for no other', () => {
    expect(Object.keys(fixtures).sort()).toEqual(routes.map(({ name }) => name).sort());
  });

  it('meets a row in every table and a canary in every text', () => {
    expect(unplanted).toEqual([]);
  });

  it('answers as the table of permissions says, and foreign like absent', () => {
    const { routes: r, actors: a, positions, calls, digests, own } = outcome.counts;
    console.info(
      `isolation: ${r} routes x ${a} actors, ${positions} places of ids, ${calls} calls, ${digests} digests, ${own} own reads, ${outcome.leaks.length} leaks`,
    );
    expect(outcome.leaks).toEqual([]);
    expect(actors.length).toBeGreaterThanOrEqual(12);
    expect(own).toBeGreaterThan(100);
  });

  it('asks for a fresh factor on every route that says so, and on no other', () => {
    expect([...outcome.freshOnly].sort()).toEqual(
      routes
        .filter(({ fresh }) => fresh)
        .map(({ name }) => name)
        .sort(),
    );
    expect(outcome.freshOnly).toContain('setTerms');
  });

  it('changes nothing where it refuses', () => {
    expect(outcome.effects).toEqual([]);
  });

  it('shows nobody a word that is not theirs', () => {
    expect(outcome.canaries).toEqual([]);
  });

  it(
    'takes no id in a body that is not theirs',
    async () => {
      const tried = await tryBodies(app, world, { routes, actors });
      expect(tried.wrong).toEqual([]);
      expect(tried.calls).toBeGreaterThan(20);
    },
    A_WHILE,
  );

  it(
    'lets the owner through with the very same calls',
    async () => {
      expect(await control(app, world)).toEqual([]);
    },
    A_WHILE,
  );
});
