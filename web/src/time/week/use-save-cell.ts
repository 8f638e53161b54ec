import { editEntry, logHours, readWeek, voidEntry, type TimeEntry } from '@contract/time';
import { weekOf } from '@domain/shared/day';
import { notifyManager, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { call } from '../../platform/api';
import { newId } from '../../platform/new-id';
import { reading } from '../../platform/queries';
import { changeFor, type CellChange } from './cell-content';
import type { Want } from './cell-saver';
import { storedIn, withStored } from './stored-cell';

const CLEARED = 'cleared by author';

/** The cell holds more than one entry by now, written elsewhere; which one is meant cannot be said. */
export class SeveralEntries extends Error {}

/** Brings a cell of the stored week to what is wanted of it, and the week on screen with it. */
export function useSaveCell(practiceId: string): (want: Want) => Promise<void> {
  const cache = useQueryClient();
  return useMutation({ mutationFn: (want: Want) => saveCell(cache, practiceId, want) }).mutateAsync;
}

async function saveCell(cache: QueryClient, practiceId: string, { cell, content }: Want): Promise<void> {
  const query = reading(readWeek, { params: { practiceId, week: weekOf(cell.day) } });
  const [entry = null, ...more] = storedIn(await cache.ensureQueryData(query), cell);
  if (more.length > 0) throw new SeveralEntries();
  const change = changeFor(entry, content);
  if (change.is === 'nothing') return;
  const stored = await send(practiceId, cell, change);
  // An answer that was asked for before this one was given would show what was.
  await cache.cancelQueries({ queryKey: query.queryKey });
  cache.setQueryData(query.queryKey, (week) => week && withStored(week, cell, stored));
  // Whoever watches the week is told a moment later; until then the wish has to stand in its place.
  await new Promise<void>((told) => notifyManager.schedule(told));
}

async function send(
  practiceId: string,
  { engagementId, activity, day }: Want['cell'],
  change: Exclude<CellChange, { readonly is: 'nothing' }>,
): Promise<TimeEntry | null> {
  switch (change.is) {
    case 'log':
      return call(logHours, {
        params: { practiceId, engagementId },
        body: { id: newId(), day, activity, ...change.content },
      });
    case 'edit':
      return call(editEntry, {
        params: { practiceId, entryId: change.entry.id },
        body: change.content,
        version: change.entry.version,
      });
    case 'void':
      await call(voidEntry, {
        params: { practiceId, entryId: change.entry.id },
        body: { reason: CLEARED },
        version: change.entry.version,
      });
      return null;
  }
}
