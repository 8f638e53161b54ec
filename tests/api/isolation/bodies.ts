import { randomUUID } from 'node:crypto';
import type { Route } from '@contract/route';
import type { TestApp } from '../../support/app';
import type { SideName, World } from '../../support/make/a-world';
import { expected, practiceOf, type Actor, type Origin } from './actors';
import { versionOf } from './control';
import { changes, rowsByOwner } from './digest';
import { partsFor, type Parts } from './fixtures';
import { positionsOf, send, told } from './matrix';

/** Made by the caller, so any id that is new to their practice is as good as another. */
const MADE_BY_CALLER = ['askAboutStatement body.id', 'logHours body.id', 'startTimer body.id', 'signUp body.id'];

/**
 * Hints that are followed where they can be: the card to stand behind may be gone by now, so a place among strangers is
 * the end of the column. How to take the act back, so that it can be tried again.
 */
const HINTS: Readonly<Record<string, (own: Parts) => unknown>> = {
  'moveCandidate body.after': ({ body }) => {
    const { fromStageId, toStageId } = body as Record<string, string>;
    return { fromStageId: toStageId, toStageId: fromStageId, atEnd: true };
  },
};

/**
 * Tries every id in the body of a call that is let through: one of another side must be answered like one that is
 * nowhere, and must change nobody else's rows. Answers what went wrong, and how many calls were tried.
 */
export async function tryBodies(
  app: TestApp,
  world: World,
  { routes, actors }: { routes: readonly Route[]; actors: readonly Actor[] },
): Promise<{ calls: number; wrong: string[] }> {
  const wrong: string[] = [];
  let calls = 0;
  for (const route of routes.filter(({ side }) => side !== 'outside')) {
    for (const actor of actors) {
      const own = partsFor(route, world.sides[actor.home]);
      const origin: Origin = Object.fromEntries(Object.keys(own.params).map((place) => [place, actor.home]));
      if (expected(actor, route, origin, own.params) !== 'go') continue;
      for (const position of positionsOf(own).filter((name) => name.startsWith('body'))) {
        if (MADE_BY_CALLER.includes(`${route.name} ${position}`)) continue;
        for (const side of hidden(actor)) {
          const what = `${route.name} by ${actor.name}, ${position} of ${side}`;
          const back = HINTS[`${route.name} ${position}`];
          const before = await rowsByOwner(app.admin);
          const ask = async (id: unknown) => {
            const body = put(own.body, position.split('.').slice(1), id);
            const version = route.versioned ? await versionOf(app, route, own) : 1;
            calls += 1;
            const answer = await send(app, route, actor.cookie, { ...own, body }, { version });
            if (answer.status < 300 && !back) wrong.push(`${what}: taken`);
            if (back) await send(app, route, actor.cookie, { ...own, body: back(own) });
            return back ? String(answer.status) : told(answer).replaceAll(String(id), 'the id');
          };
          const foreign = await ask(read(partsFor(route, world.sides[side]), position));
          const nowhere = await ask(randomUUID());
          if (foreign !== nowhere) wrong.push(`${what}: not answered like one that is nowhere`);
          const home = world.sides[actor.home];
          const touched = changes(before, await rowsByOwner(app.admin)).filter(
            (owner) => !back || ![`${home.practiceId}/`, `${home.practiceId}/${home.clientId}`].includes(owner),
          );
          for (const owner of touched) wrong.push(`${what}: changed ${owner}`);
        }
      }
    }
  }
  return { calls, wrong };
}

/** The sides whose ids this actor must not be able to use. */
function hidden(actor: Actor): SideName[] {
  return (['a1', 'a2', 'b1'] as const).filter(
    (side) => practiceOf(side) !== practiceOf(actor.home) || !actor.staff[practiceOf(side)]?.sides.includes(side),
  );
}

function read({ body }: Parts, position: string): unknown {
  const keys = position.split('.').slice(1);
  // Names in a file differ from side to side; their place among the others does not.
  return keys.reduce<unknown>(
    (value, key) => (value as Record<string, unknown>)[key] ?? Object.values(value as object)[0],
    body,
  );
}

function put(value: unknown, [key, ...rest]: string[], id: unknown): unknown {
  if (key === undefined) return id;
  if (Array.isArray(value)) return value.map((item, at) => (String(at) === key ? put(item, rest, id) : item));
  const object = value as Record<string, unknown>;
  return { ...object, [key]: put(object[key], rest, id) };
}
