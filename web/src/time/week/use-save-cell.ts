import { editEntry, logHours, readWeek, voidEntry, type TimeEntry } from '@contract/time';
import { weekOf } from '@domain/shared/day';
import { notifyManager, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { call } from '../../platform/api';
import { newId } from '../../platform/new-id';
import { reading } from '../../platform/queries';
import { useMe } from '../../platform/session';
import { keepForLater } from '../unsent/keep-unsent';
import { dropUnsent, unsentOf, type UnsentOwner } from '../unsent/unsent-store';
import { changeFor, type CellChange, type CellContent } from './cell-content';
import type { NamedCell, Want } from './cell-saver';
import { cellKey } from './row-identity';
import { storedIn, withStored } from './stored-cell';

const CLEARED = 'cleared by author';

/** The cell holds more than one entry by now, written elsewhere; which one is meant cannot be said. */
export class SeveralEntries extends Error {}

/** Brings a cell of the stored week to what is wanted of it, and the week on screen with it. */
export function useSaveCell(practiceId: string): (want: Want) => Promise<void> {
  const cache = useQueryClient();
  const { userId } = useMe();
  const owner = { userId, practiceId };
  return useMutation({ mutationFn: (want: Want) => saveCell(cache, owner, want) }).mutateAsync;
}

async function saveCell(cache: QueryClient, owner: UnsentOwner, { cell, content }: Want): Promise<void> {
  const { practiceId } = owner;
  if (content === null && takeBackUnsent(owner, cell)) return;
  const query = reading(readWeek, { params: { practiceId, week: weekOf(cell.day) } });
  const [entry = null, ...more] = storedIn(await cache.ensureQueryData(query), cell);
  if (more.length > 0) throw new SeveralEntries();
  const change = changeFor(entry, content);
  if (change.is === 'nothing') return;
  const stored = change.is === 'log' ? await log(owner, cell, change.content) : await send(practiceId, change);
  if (stored === 'kept') return;
  // An answer that was asked for before this one was given would show what was.
  await cache.cancelQueries({ queryKey: query.queryKey });
  cache.setQueryData(query.queryKey, (week) => week && withStored(week, cell, stored));
  // Whoever watches the week is told a moment later; until then the wish has to stand in its place.
  await new Promise<void>((told) => notifyManager.schedule(told));
}

/** Logs into an empty cell; hours that cannot be sent now are kept on the device. */
async function log(owner: UnsentOwner, cell: NamedCell, content: CellContent): Promise<TimeEntry | 'kept'> {
  const { engagementId, clientName, activity, day } = cell;
  const body = { id: newId(), day, activity, ...content };
  try {
    return await call(logHours, { params: { practiceId: owner.practiceId, engagementId }, body });
  } catch (error) {
    keepForLater(owner, { engagementId, clientName, body }, error);
    return 'kept';
  }
}

/** What is on this device only is taken back here. Answers whether there was any in that cell. */
function takeBackUnsent(owner: UnsentOwner, cell: NamedCell): boolean {
  const mine = unsentOf(owner).filter(({ engagementId, body }) => cellKey({ ...body, engagementId }) === cellKey(cell));
  for (const { id } of mine) dropUnsent(owner, id);
  return mine.length > 0;
}

async function send(
  practiceId: string,
  change: Extract<CellChange, { readonly is: 'edit' | 'void' }>,
): Promise<TimeEntry | null> {
  const at = { params: { practiceId, entryId: change.entry.id }, version: change.entry.version };
  if (change.is === 'edit') return call(editEntry, { ...at, body: change.content });
  await call(voidEntry, { ...at, body: { reason: CLEARED } });
  return null;
}
