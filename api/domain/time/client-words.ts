/** A client company as a line of text can name it: by its short code, or by the start of its name. */
export interface NamedClient {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

/** Where a line names a client, and whom the words may mean: several when the name is only begun. */
export interface FoundClient {
  readonly at: number;
  readonly count: number;
  readonly found: readonly NamedClient[];
}

/** How firmly words name a client. A code or a whole word wins over a beginning, wherever in the line it stands. */
const WHOLE = 0;
const BEGUN = 1;

/**
 * Finds the client that words of a line name: a code, or the start of a name with as many following words as continue it. The
 * first word may be a two-letter beginning, later ones need three, so that a note's "at" or "in" names nobody. `undefined`
 * stands for words already understood otherwise. With `only`, the name must start at that word.
 */
export function findClient(
  words: readonly (string | undefined)[],
  clients: readonly NamedClient[],
  { only }: { only?: number } = {},
): FoundClient | undefined {
  const first = words.findIndex((word) => word !== undefined);
  const starts = only === undefined ? words.map((_, at) => at) : [only];
  return starts
    .flatMap((at) => namedAt(words, at, clients, only === undefined && at !== first ? 3 : only === undefined ? 2 : 1))
    .sort((a, b) => a.firmness - b.firmness || a.at - b.at)
    .map(({ at, count, found }) => ({ at, count, found }))[0];
}

function namedAt(
  words: readonly (string | undefined)[],
  at: number,
  clients: readonly NamedClient[],
  shortest: number,
): (FoundClient & { firmness: number })[] {
  const word = words[at]?.toLowerCase();
  if (word === undefined) return [];
  const coded = clients.filter(({ code }) => code.toLowerCase() === word);
  if (coded.length > 0) return [{ at, count: 1, found: coded, firmness: WHOLE }];
  if (word.length < shortest) return [];
  let best: { count: number; found: NamedClient[]; phrase: string } | undefined;
  let phrase = '';
  for (let count = 1; at + count <= words.length; count++) {
    const next = words[at + count - 1]?.toLowerCase();
    if (next === undefined) break;
    phrase = phrase ? `${phrase} ${next}` : next;
    const found = clients.filter(({ name }) => spaced(name).startsWith(phrase));
    if (found.length === 0) break;
    best = { count, found, phrase };
  }
  if (!best) return [];
  const { count, phrase: said } = best;
  const exact = best.found.filter(({ name }) => spaced(name) === said);
  const found = exact.length > 0 ? exact : best.found;
  const whole = found.some(({ name }) => `${spaced(name)} `.startsWith(`${said} `));
  return [{ at, count, found, firmness: whole ? WHOLE : BEGUN }];
}

function spaced(name: string): string {
  return name.trim().toLowerCase().replace(/\s+/g, ' ');
}
