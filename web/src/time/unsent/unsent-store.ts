import { EntryDraft } from '@contract/time';
import { Id } from '@contract/shapes';
import * as z from 'zod';
import { OUTLASTS } from '../../platform/outlasting';

/**
 * Hours that could not be sent, on this device until they are. They belong to one user of one practice: nobody else who
 * signs in here is shown or sends them. Besides these, nothing of a practice lies in the storage of a browser for good.
 */
const Unsent = z.object({
  /** The id that the entry was given when it was typed: however often it is sent, it is stored once. */
  id: Id,
  engagementId: Id,
  clientName: z.string(),
  body: EntryDraft,
  /** Why the server would not take it; null as long as it was not heard. */
  refused: z.string().nullable(),
});
export type Unsent = z.infer<typeof Unsent>;

/** Whose hours they are. */
export interface UnsentOwner {
  readonly userId: string;
  readonly practiceId: string;
}

const NONE: readonly Unsent[] = [];
const read = new Map<string, { readonly text: string; readonly entries: readonly Unsent[] }>();
const listeners = new Set<() => void>();

function keyOf({ userId, practiceId }: UnsentOwner): string {
  return `${OUTLASTS}${userId}:${practiceId}`;
}

/** What waits, in the order of the typing; the same list as long as nothing changes. */
export function unsentOf(owner: UnsentOwner): readonly Unsent[] {
  const key = keyOf(owner);
  const text = localStorage.getItem(key);
  if (text === null) return NONE;
  const known = read.get(key);
  if (known?.text === text) return known.entries;
  const entries = entriesIn(text);
  read.set(key, { text, entries });
  return entries;
}

/** What cannot be read one by one is left out, and stays where it is until something is written. */
function entriesIn(text: string): readonly Unsent[] {
  try {
    return z
      .array(z.unknown())
      .parse(JSON.parse(text))
      .flatMap((one) => Unsent.safeParse(one).data ?? []);
  } catch {
    return NONE;
  }
}

/** @throws when the device keeps nothing, because storage is full or forbidden. */
export function keepUnsent(owner: UnsentOwner, entry: Unsent): void {
  write(owner, [...unsentOf(owner).filter(({ id }) => id !== entry.id), entry]);
}

export function changeUnsent(owner: UnsentOwner, id: string, change: Partial<Omit<Unsent, 'id'>>): void {
  write(
    owner,
    unsentOf(owner).map((entry) => (entry.id === id ? { ...entry, ...change } : entry)),
  );
}

export function dropUnsent(owner: UnsentOwner, id: string): void {
  write(
    owner,
    unsentOf(owner).filter((entry) => entry.id !== id),
  );
}

function write(owner: UnsentOwner, entries: readonly Unsent[]): void {
  if (entries.length === 0) localStorage.removeItem(keyOf(owner));
  else localStorage.setItem(keyOf(owner), JSON.stringify(entries));
  listeners.forEach((listener) => listener());
}

/** The practices in which a user has hours waiting on this device. */
export function practicesWaiting(userId: string): string[] {
  const prefix = `${OUTLASTS}${userId}:`;
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length));
}

/** Tells of every change, those of other tabs included. */
export function watchUnsent(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}
