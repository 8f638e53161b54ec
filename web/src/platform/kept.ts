import { useCallback, useState } from 'react';

/**
 * What somebody is typing, kept until it is sent: a session that ends takes the screen away and not the words. Kept per
 * person and practice, for this tab alone; gone at sign-out and as soon as somebody else is signed in. Words about
 * candidates are never kept, since they must not lie in the storage of a browser.
 */
const PREFIX = 'kept:';

/** What this tab knows; the storage under it outlives a reload, but is emptied when any tab signs out. */
const words = new Map<string, string>();
let owner: string | null = null;

function keyOf(practice: string, name: string): string {
  return `${PREFIX}${owner ?? ''}:${practice}:${name}`;
}

/** Says whose words are kept from now on; those of anybody else are forgotten. */
export function keepFor(userId: string): void {
  if (owner === userId) return;
  owner = userId;
  forget((key) => !key.startsWith(`${PREFIX}${userId}:`));
}

/** Forgets everything, as signing out on purpose does. */
export function forgetKept(): void {
  owner = null;
  forget(() => true);
}

function forget(which: (key: string) => boolean): void {
  for (const key of [...words.keys(), ...Object.keys(sessionStorage)])
    if (key.startsWith(PREFIX) && which(key)) {
      words.delete(key);
      sessionStorage.removeItem(key);
    }
}

export function readKept(practice: string, name: string): string {
  const key = keyOf(practice, name);
  return words.get(key) ?? sessionStorage.getItem(key) ?? '';
}

export function keep(practice: string, name: string, text: string): void {
  const key = keyOf(practice, name);
  if (text === '') {
    words.delete(key);
    sessionStorage.removeItem(key);
  } else {
    words.set(key, text);
    sessionStorage.setItem(key, text);
  }
}

/** A text that is being typed, under a name of its own; also written when its screen has gone meanwhile. */
export function useKept(practice: string, name: string): readonly [string, (text: string) => void] {
  const [text, setText] = useState(() => readKept(practice, name));
  const write = useCallback(
    (next: string) => {
      keep(practice, name, next);
      setText(next);
    },
    [practice, name],
  );
  return [text, write];
}
