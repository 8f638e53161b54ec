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

function spell(value: unknown, at: string): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return spellText(value, at);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`${at} is not a finite number`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item, index) => spell(item, `${at}[${index}]`)).join(',')}]`;
  if (typeof value !== 'object') throw new RangeError(`${at} cannot be written as JSON`);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${spellText(key, at)}:${spell(member, `${at}.${key}`)}`).join(',')}}`;
}

function spellText(text: string, at: string): string {
  if (/\p{Surrogate}/u.test(text)) throw new RangeError(`${at} holds half a surrogate pair`);
  return JSON.stringify(text);
}
