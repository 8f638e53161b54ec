declare const unit: unique symbol;

/** Whole minutes. Signed where a balance is meant. */
export type Minutes = number & { readonly [unit]: 'minutes' };

/** Whole minor units of a currency (cents for EUR, yen for JPY). */
export type Minor = number & { readonly [unit]: 'minor' };

function whole(value: number, what: string): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${what} must be a whole number, not ${value}`);
  return value === 0 ? 0 : value;
}

/** @throws RangeError when the value is not a safe whole number. */
export function minutes(value: number): Minutes {
  return whole(value, 'minutes') as Minutes;
}

/** @throws RangeError when the value is not a safe whole number. */
export function minor(value: number): Minor {
  return whole(value, 'minor units') as Minor;
}
