import { randomUUID } from 'node:crypto';
import { routes } from '@contract/all';
import type { Route } from '@contract/route';
import { scopeOf, type Ability } from '@domain/identity/permissions';
import type { TestApp } from '../../support/app';
import { OPEN_MONTH, type World } from '../../support/make/a-world';
import { partsFor, type Parts } from './fixtures';
import { send } from './matrix';

/** Where the version of a record is kept, by the place of its id. */
const VERSIONS: Readonly<Record<string, string>> = {
  memberId: 'member',
  clientUserId: 'client_user',
  clientId: 'client',
  contactId: 'contact',
  engagementId: 'engagement',
  milestoneId: 'milestone',
  entryId: 'time_entry',
  timerId: 'timer',
  importId: 'import_batch',
  searchId: 'search',
  candidacyId: 'candidacy',
};

/** Acts that can only be done while others are still to come, and the order in which they are done at the end. */
const LAST = [
  'stopTimer',
  'startTimer',
  'discardTimer',
  'answerOverage',
  'askOverage',
  'answerQuestion',
  'askAboutStatement',
  'acceptStatement',
  'voidEntry',
  'removeContact',
  'unarchiveClient',
  'createEngagement',
  'startSearch',
  'approveScorecard',
  'writeScorecard',
  'closeCandidacy',
  'reopenCandidacy',
  'closeSearch',
  'reopenSearch',
  'withdrawEvidence',
  'mapImport',
  'enterImport',
  'closeMonth',
  'publishStatement',
  'reopenMonth',
  'movePhase',
];

/**
 * Makes every call of the matrix as the owner, who may, and as the sponsor what only a sponsor may: a refusal there would prove nothing if nobody were let in.
 * Answers the calls that were refused.
 */
export async function control(app: TestApp, world: World): Promise<string[]> {
  const refused: string[] = [];
  const spare = {
    clientId: await spareClient(app, world.sides.a1.practiceId),
    engagementId: '',
    timerId: randomUUID(),
  };
  for (const route of inOrder(routes.filter(({ side }) => side !== 'outside'))) {
    const parts = adapted(route.name, partsFor(route, world.sides.a1), spare);
    const version = route.versioned ? await versionOf(app, route, parts) : 1;
    const body = route.name === 'publishStatement' ? { wordsVersion: await wordsVersion(app, parts) } : parts.body;
    // What a client person alone may do is done by the sponsor.
    const who = scopeOf('owner', route.may as Ability) === null ? world.sponsors.a1 : world.owners.a;
    const answer = await send(app, route, who.person.cookie, { ...parts, body }, { version });
    const text = Buffer.from(answer.bytes).toString('utf8');
    if (answer.status !== route.status) refused.push(`${route.name}: ${answer.status} ${text.slice(0, 300)}`);
    if (route.name === 'createEngagement' && answer.status === 201) {
      spare.engagementId = (JSON.parse(text) as { id: string }).id;
    }
  }
  return refused;
}

/** Acts that need a record in another state than the rest of the matrix, on a client that is spare. */
function adapted(
  name: string,
  parts: Parts,
  spare: { clientId: string; engagementId: string; timerId: string },
): Parts {
  const at = (params: Record<string, string>) => ({ ...parts, params: { ...parts.params, ...params } });
  switch (name) {
    case 'archiveClient':
    case 'unarchiveClient':
    case 'createEngagement':
      return at({ clientId: spare.clientId });
    case 'startSearch':
      return at({ engagementId: spare.engagementId });
    case 'startTimer':
      return { ...parts, body: { ...(parts.body as object), id: spare.timerId } };
    case 'discardTimer':
      return at({ timerId: spare.timerId });
    case 'publishStatement':
    case 'reopenMonth':
      return at({ month: OPEN_MONTH });
    default:
      return parts;
  }
}

function inOrder(all: readonly Route[]): Route[] {
  return [...all].sort((one, other) => LAST.indexOf(one.name) - LAST.indexOf(other.name));
}

async function spareClient(app: TestApp, practiceId: string): Promise<string> {
  const id = randomUUID();
  await app.admin.query("INSERT INTO client (practice_id, id, name, code) VALUES ($1, $2, 'Spare', 'SPARE')", [
    practiceId,
    id,
  ]);
  return id;
}

/** The version that a record of a call is at. */
export async function versionOf(app: TestApp, route: Route, { params }: Parts): Promise<number> {
  if (route.name === 'writeWords') return wordsVersion(app, { params });
  const place = [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name).at(-1) ?? '';
  const { rows } = await app.admin.query<{ version: number }>(`SELECT version FROM ${VERSIONS[place]} WHERE id = $1`, [
    params[place],
  ]);
  return rows[0]?.version ?? 0;
}

async function wordsVersion(app: TestApp, { params }: Pick<Parts, 'params'>): Promise<number> {
  const { rows } = await app.admin.query<{ version: number }>(
    'SELECT version FROM statement_words WHERE engagement_id = $1 AND month = $2',
    [params['engagementId'], params['month']],
  );
  return rows[0]?.version ?? 0;
}
