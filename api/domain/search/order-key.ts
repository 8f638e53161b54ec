/**
 * The place of a card in its column: a text that sorts by bytes ("C" collation) between the texts of its neighbours. The digits are
 * 0-9, A-Z, a-z in byte order, read as a fraction after the point; a key never ends in `0`, so there is always room before it.
 */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = DIGITS.length;

/** Keys at either end of a column keep this length: half a million cards fit before or after the first one. */
const WIDTH = 6;
const STEP = BASE ** 2;
const SPAN = BASE ** WIDTH;

/** A key longer than this shows a place that was squeezed often: give its column new keys with `spreadKeys`. */
export const LONGEST_KEY = 40;

export function isOrderKey(text: string): boolean {
  return /^[0-9A-Za-z]*[1-9A-Za-z]$/.test(text);
}

/**
 * A key between two neighbours; null stands for an end of the column. At the ends keys do not grow; between the same two neighbours
 * about six insertions make a key one character longer.
 * @throws RangeError when the neighbours are not keys in ascending order.
 */
export function keyBetween(before: string | null, after: string | null): string {
  if ([before, after].some((key) => key !== null && !isOrderKey(key))) throw new RangeError('not an order key');
  if (before !== null && after !== null && before >= after) throw new RangeError('neighbours are not in order');
  if (before === null && after === null) return written(Math.floor(SPAN / 2));
  if (after === null) return stepped(before ?? '', STEP) ?? middle(before ?? '', null);
  if (before === null) return stepped(after, -STEP) ?? middle('', after);
  return middle(before, after);
}

/** Fresh, evenly spaced keys for a whole column, in ascending order. */
export function spreadKeys(count: number): string[] {
  const gap = Math.floor(SPAN / (count + 1));
  return Array.from({ length: count }, (_, at) => written(gap * (at + 1)));
}

function written(place: number): string {
  let rest = place % BASE === 0 ? place + 1 : place;
  let key = '';
  for (let at = 0; at < WIDTH; at++) {
    key = (DIGITS[rest % BASE] ?? '') + key;
    rest = Math.floor(rest / BASE);
  }
  return key;
}

/** The key a step further at an end of the column, or undefined when the end is reached. */
function stepped(key: string, step: number): string | undefined {
  const head = key.slice(0, WIDTH).padEnd(WIDTH, '0');
  const place = [...head].reduce((sum, digit) => sum * BASE + DIGITS.indexOf(digit), 0) + step;
  return place > 0 && place < SPAN - 1 ? written(place) : undefined;
}

/** A short fraction strictly between two fractions; null is one. */
function middle(low: string, high: string | null): string {
  let key = '';
  let bounded = high !== null;
  for (let at = 0; ; at++) {
    const from = digitAt(low, at);
    const to = bounded ? digitAt(high ?? '', at) : BASE;
    if (to - from > 1) return key + DIGITS[Math.floor((from + to) / 2)];
    key += DIGITS[from];
    if (to - from === 1) bounded = false;
  }
}

function digitAt(key: string, at: number): number {
  const digit = key[at];
  return digit === undefined ? 0 : DIGITS.indexOf(digit);
}
