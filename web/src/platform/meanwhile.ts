import type { UseFormReturnType } from '@mantine/form';
import { useState } from 'react';

/** A record as it is stored: its values, and the version that an edit names. */
interface Stored<V> {
  readonly version: number;
  readonly values: V;
}

export interface Meanwhile<V> {
  /** Fields that two people changed to different values, with what the other one stored. */
  readonly conflicts: Partial<V>;
  readonly takeTheirs: () => void;
  readonly keepMine: () => void;
}

/**
 * Merges what somebody else has stored meanwhile into what is being typed. A field that only they changed is taken over;
 * one that both changed keeps what is typed and waits for a choice. Nothing typed is ever replaced unasked.
 */
export function useMeanwhile<V extends Record<string, unknown>>(
  form: Pick<UseFormReturnType<V>, 'getValues' | 'setValues'>,
  stored: Stored<V>,
): Meanwhile<V> {
  const [known, setKnown] = useState(stored);
  const [conflicts, setConflicts] = useState<Partial<V>>({});
  if (stored.version !== known.version) {
    const { taken, told } = merged(known.values, stored.values, form.getValues());
    setKnown(stored);
    setConflicts(told);
    form.setValues(taken);
  }
  return {
    conflicts,
    takeTheirs: () => {
      form.setValues(conflicts);
      setConflicts({});
    },
    keepMine: () => setConflicts({}),
  };
}

/** What can be taken over and what has to be told, of three versions: before, theirs, and what is typed. */
export function merged<V extends Record<string, unknown>>(
  before: V,
  theirs: V,
  typed: V,
): { readonly taken: Partial<V>; readonly told: Partial<V> } {
  const changed = Object.keys(theirs).filter((key) => theirs[key] !== before[key] && theirs[key] !== typed[key]);
  const of = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, theirs[key]])) as Partial<V>;
  return {
    taken: of(changed.filter((key) => typed[key] === before[key])),
    told: of(changed.filter((key) => typed[key] !== before[key])),
  };
}
