import { setTimeout } from 'node:timers/promises';
import { enterImport, followImport, undoImport, type ImportSummary } from '@contract/time';
import { Worker } from '../../api/src/platform/outbox/worker';
import type { TestApp } from './app';
import type { Person } from './as';

type Ask = typeof enterImport | typeof undoImport;

/** What became of a file: what is there now, or why nothing was changed. */
export interface FileAnswer {
  readonly ok: ImportSummary;
  readonly problem: { readonly code: string; readonly title: string };
}

/** Has the worker do what is waiting. */
export async function work(app: TestApp): Promise<void> {
  await app.nest.get(Worker, { strict: false }).drain();
}

/** Asks for a file to be entered, or undone, and has the worker do it; what the worker refuses reads as if it had been refused at once. */
export async function enterFile(
  app: TestApp,
  person: Person,
  params: { practiceId: string; importId: string },
  ask: Ask = enterImport,
): Promise<FileAnswer> {
  const asked = await person.call(ask, { params });
  if (asked.status !== 202) return asked;
  await work(app);
  const ok = await settled(person, params);
  return { ok, problem: { code: ok.failure?.code ?? '', title: ok.failure?.sentence ?? '' } };
}

/** What became of a file once no worker is at it any more; another one may have taken the job. */
async function settled(person: Person, params: { practiceId: string; importId: string }): Promise<ImportSummary> {
  for (;;) {
    const { ok } = await person.call(followImport, { params });
    if (ok.state !== 'entering' && ok.state !== 'undoing') return ok;
    await setTimeout(50);
  }
}
