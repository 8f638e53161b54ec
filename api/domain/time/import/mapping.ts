import { minutes, type Minutes } from '../../shared/units.js';
import { findActivity, type Activity } from '../activities.js';
import { activityKey, clientKey, minutesOf, personKey, type ImportRow } from './rows.js';

/**
 * Who and what the names in a file mean here, by key. A value of null leaves those rows out on purpose (an activity of null logs them
 * without one); a key without a value has not been decided yet.
 */
export interface ImportMapping {
  /** The zone of the file's clock times, an IANA name. */
  readonly zone: string;
  readonly people: Readonly<Record<string, string | null>>;
  readonly engagements: Readonly<Record<string, string | null>>;
  readonly activities: Readonly<Record<string, Activity | null>>;
  /** Overlapping clock times are refused unless they are taken as parallel work. */
  readonly overlapsAreParallel: boolean;
}

/** A name in a file, with how much hangs on it. */
export interface ImportKey {
  readonly key: string;
  readonly rows: number;
  readonly minutes: Minutes;
}

export interface ImportKeys {
  readonly people: readonly ImportKey[];
  readonly clients: readonly ImportKey[];
  readonly activities: readonly ImportKey[];
}

/** All names of a file that need a meaning, those with the most time first. */
export function keysOf(rows: readonly ImportRow[]): ImportKeys {
  return {
    people: counted(rows, personKey),
    clients: counted(rows, clientKey),
    activities: counted(rows, activityKey).filter(({ key }) => key !== ''),
  };
}

/** What the names most likely mean: the same mailbox or name, the same client, an activity's id. What is not certain stays open. */
export function suggestMapping(
  keys: ImportKeys,
  known: {
    readonly members: readonly { readonly id: string; readonly email: string; readonly name: string }[];
    readonly engagements: readonly { readonly id: string; readonly clientName: string; readonly clientCode: string }[];
  },
): Pick<ImportMapping, 'people' | 'engagements' | 'activities'> {
  const person = (key: string) =>
    only(known.members.filter(({ email, name }) => [email, name].some((own) => same(own, key))));
  const engagement = (key: string) =>
    only(
      known.engagements.filter(({ clientName, clientCode }) =>
        key.split(' / ').some((part) => same(part, clientName) || same(part, clientCode)),
      ),
    );
  return {
    people: decided(keys.people, (key) => person(key)?.id),
    engagements: decided(keys.clients, (key) => engagement(key)?.id),
    activities: decided(keys.activities, findActivity),
  };
}

function counted(rows: readonly ImportRow[], keyOf: (row: ImportRow) => string): ImportKey[] {
  const found = new Map<string, { rows: number; minutes: number }>();
  for (const row of rows) {
    const key = keyOf(row);
    const sofar = found.get(key) ?? { rows: 0, minutes: 0 };
    found.set(key, { rows: sofar.rows + 1, minutes: sofar.minutes + minutesOf(row) });
  }
  return [...found]
    .map(([key, sums]) => ({ key, rows: sums.rows, minutes: minutes(sums.minutes) }))
    .sort((a, b) => b.minutes - a.minutes || (a.key < b.key ? -1 : 1));
}

function decided<T>(keys: readonly ImportKey[], meaning: (key: string) => T | undefined): Record<string, T> {
  return Object.fromEntries(
    keys.flatMap(({ key }) => {
      const value = meaning(key);
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
}

function same(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

function only<T>(found: readonly T[]): T | undefined {
  return found.length === 1 ? found[0] : undefined;
}
