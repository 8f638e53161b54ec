import { currencyDecimals, type Currency } from './currency.js';
import { roundHalfAway } from './rounded.js';
import { minor, type Minor, type Minutes } from './units.js';
import { accept, refuse, type Verdict } from './verdict.js';

export { CURRENCIES, currencyDecimals, isCurrency, type Currency } from './currency.js';
export { roundHalfAway, roundHalfUp } from './rounded.js';

/** An amount in whole minor units of its currency. Amounts of different currencies are never added together. */
export interface Money {
  readonly amount: Minor;
  readonly currency: Currency;
}

/** What so many minutes cost at a rate per hour, rounded half away from zero once: 150 min at 300.00 are 750.00. */
export function priceOf(worked: Minutes, ratePerHour: Minor): Minor {
  return minor(roundHalfAway(BigInt(worked) * BigInt(ratePerHour), 60n));
}

/** One total for each currency, alphabetically; currencies are never mixed. */
export function totalsByCurrency(amounts: readonly Money[]): Money[] {
  const totals = new Map<Currency, number>();
  for (const { amount, currency } of amounts) totals.set(currency, (totals.get(currency) ?? 0) + amount);
  return [...totals.keys()].sort().map((currency) => ({ amount: minor(totals.get(currency) ?? 0), currency }));
}

/** The amount as plain digits with a dot, as exports and inputs want it: 800000 EUR -> `8000.00`, 500 JPY -> `500`. */
export function moneyDecimal(amount: Minor, currency: Currency): string {
  const decimals = currencyDecimals(currency);
  const digits = String(Math.abs(amount)).padStart(decimals + 1, '0');
  const sign = amount < 0 ? '-' : '';
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** The amount as people read it: `USD 8,000.00`, `JPY 500`, `EUR -12.50`. */
export function formatMoney(amount: Minor, currency: Currency): string {
  const [whole = '', decimals] = moneyDecimal(amount, currency).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${currency} ${decimals === undefined ? grouped : `${grouped}.${decimals}`}`;
}

const LONGEST = 40;

/**
 * Reads a typed amount: `8000`, `8,000.00`, `8.000,00`, `8 000,5`, `8'000.50`. A single separator before exactly three digits
 * groups thousands, unless the currency has three decimals: then either reading is possible and it is refused.
 */
export function parseMoney(
  text: string,
  currency: Currency,
): Verdict<Minor, 'money.unclear' | 'money.ambiguous' | 'money.too_precise' | 'money.too_large'> {
  const typed = text.trim();
  if (typed.length > LONGEST) return refuse('money.unclear');
  const match = /^([-−]?)(\d+(?:[.,'’ \u00a0\u202f]\d+)*)$/.exec(typed);
  if (!match?.[2]) return refuse('money.unclear');
  const decimals = currencyDecimals(currency);
  const groups = match[2].split(/[.,'’ \u00a0\u202f]/);
  const marks: string[] = match[2].match(/[.,'’ \u00a0\u202f]/g) ?? [];
  const last = marks.at(-1);
  const others = new Set(marks.slice(0, -1));
  const tail = groups.at(-1) ?? '';
  const isPoint = last === '.' || last === ',';
  const couldGroup = groups.length > 1 && groups[0] !== '0' && groups.slice(1).every((group) => group.length === 3);
  const oneMark = new Set(marks).size === 1;
  const groupsOnly = marks.length === 0 || (oneMark && couldGroup && (groups[0] ?? '').length <= 3);
  const hasPoint = isPoint && !others.has(last ?? '') && wellGrouped(groups.slice(0, -1)) && others.size <= 1;
  if (groupsOnly && hasPoint && tail.length === decimals) return refuse('money.ambiguous', { text: typed });
  if (!groupsOnly && !hasPoint) return refuse('money.unclear');
  if (!groupsOnly && tail.length > decimals) return refuse('money.too_precise', { decimals });
  const whole = groupsOnly ? groups.join('') : groups.slice(0, -1).join('');
  const amount = Number(whole + (groupsOnly ? '' : tail).padEnd(decimals, '0'));
  if (!Number.isSafeInteger(amount)) return refuse('money.too_large');
  return accept(minor(match[1] ? -amount : amount));
}

function wellGrouped(groups: readonly string[]): boolean {
  return groups.length <= 1 || ((groups[0] ?? '').length <= 3 && groups.slice(1).every((group) => group.length === 3));
}
