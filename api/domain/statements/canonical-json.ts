/** What canonical JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * JSON with one spelling per value (RFC 8785): keys sorted by UTF-16 code unit, no white space. The same facts give the
 * same bytes, so a hash over them proves the facts.
 * @throws RangeError for what JSON cannot say: a number that is not finite, undefined, half a surrogate pair.
 */
export function canonicalJson(value: unknown): string {
  return spell(value, '$');
}

const ITEMS_AT_ONCE = 50;

/** The same text in pieces, none of which takes long to make, for whoever must not keep others waiting. */
export function* canonicalPieces(value: unknown, at = '$'): Generator<string> {
  if (Array.isArray(value) && value.length > ITEMS_AT_ONCE) {
    for (let from = 0; from < value.length; from += ITEMS_AT_ONCE) {
      const items = value.slice(from, from + ITEMS_AT_ONCE).map((item, index) => spell(item, `${at}[${from + index}]`));
      yield (from === 0 ? '[' : ',') + items.join(',');
    }
    yield ']';
  } else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    let mark = '{';
    for (const [key, member] of sortedMembers(value)) {
      yield `${mark}${spellText(key, at)}:`;
      yield* canonicalPieces(member, `${at}.${key}`);
      mark = ',';
    }
    yield mark === '{' ? '{}' : '}';
  } else yield spell(value, at);
}

function sortedMembers(value: object): [string, unknown][] {
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}

function spell(value: unknown, at: string): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return spellText(value, at);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`${at} is not a finite number`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item, index) => spell(item, `${at}[${index}]`)).join(',')}]`;
  if (typeof value !== 'object') throw new RangeError(`${at} cannot be written as JSON`);
  const members = sortedMembers(value);
  return `{${members.map(([key, member]) => `${spellText(key, at)}:${spell(member, `${at}.${key}`)}`).join(',')}}`;
}

function spellText(text: string, at: string): string {
  if (/\p{Surrogate}/u.test(text)) throw new RangeError(`${at} holds half a surrogate pair`);
  return JSON.stringify(text);
}
