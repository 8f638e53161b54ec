import { randomUUID } from 'node:crypto';
import { DEFAULT_STAGES } from '@domain/search/stages';
import type { TestApp } from '../app';
import type { MadeClient } from './make';

/**
 * A search of the client with the default stages and one person in each stage named, there since it started or since they
 * `came`; all written as the administrator.
 */
export async function makeSearch(
  app: TestApp,
  { practiceId, clientId, engagementId }: MadeClient,
  people: readonly {
    name: string;
    stage: (typeof DEFAULT_STAGES)[number]['name'];
    disposition?: string;
    came?: string;
    left?: string;
  }[],
  { clientSees = true, startedOn = '2026-10-05' } = {},
): Promise<string> {
  const searchId = randomUUID();
  await app.admin.query(
    `INSERT INTO search (practice_id, client_id, engagement_id, id, title, brief, started_on, client_sees)
     VALUES ($1, $2, $3, $4, 'VP of Engineering', 'private brief canary-brief', $5, $6)`,
    [practiceId, clientId, engagementId, searchId, startedOn, clientSees],
  );
  const stages = new Map<string, string>();
  for (const [position, { name, kind }] of DEFAULT_STAGES.entries()) {
    const id = randomUUID();
    stages.set(name, id);
    await app.admin.query(
      'INSERT INTO search_stage (practice_id, client_id, search_id, id, name, kind, position) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [practiceId, clientId, searchId, id, name, kind, position],
    );
  }
  for (const [at, { name, stage, disposition = 'active', came = startedOn, left = startedOn }] of people.entries()) {
    const [personId, candidacyId] = [randomUUID(), randomUUID()];
    const place = [practiceId, clientId, searchId, candidacyId];
    await app.admin.query(
      `INSERT INTO person (practice_id, id, name, email, headline) VALUES ($1, $2, $3, 'canary-mail@example.com', 'canary-headline')`,
      [practiceId, personId, name],
    );
    await app.admin.query(
      `INSERT INTO candidacy (practice_id, client_id, search_id, id, person_id, stage_id, disposition, order_key, note)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'canary-candidacy-note')`,
      [...place, personId, stages.get(stage), disposition, `a${at}`],
    );
    await app.admin.query(
      `INSERT INTO visit (practice_id, client_id, search_id, candidacy_id, stage_id, entered_at, left_at, moved_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [...place, stages.get(stage), came, disposition === 'closed' ? left : null, randomUUID()],
    );
    if (disposition !== 'closed') continue;
    await app.admin.query(
      `INSERT INTO candidacy_exit (practice_id, client_id, search_id, candidacy_id, party, reason, closed_at, closed_by)
       VALUES ($1, $2, $3, $4, 'us', 'pairing', $5, $6)`,
      [...place, left, randomUUID()],
    );
  }
  return searchId;
}
