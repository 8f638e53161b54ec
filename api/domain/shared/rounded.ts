function safe(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`too large to be exact: ${value}`);
  return number;
}

function fraction(numerator: bigint | number, denominator: bigint | number): [bigint, bigint] {
  const [n, d] = [BigInt(numerator), BigInt(denominator)];
  if (d === 0n) throw new RangeError('a fraction needs a denominator');
  return d < 0n ? [-n, -d] : [n, d];
}

/** `numerator / denominator` to the nearest whole number; an exact half goes away from zero. Money is rounded so. */
export function roundHalfAway(numerator: bigint | number, denominator: bigint | number): number {
  const [n, d] = fraction(numerator, denominator);
  const size = n < 0n ? -n : n;
  const rounded = (2n * size + d) / (2n * d);
  return safe(n < 0n ? -rounded : rounded);
}

/** `numerator / denominator` to the nearest whole number; an exact half goes up. Allowances are rounded so. */
export function roundHalfUp(numerator: bigint | number, denominator: bigint | number): number {
  const [n, d] = fraction(numerator, denominator);
  const shifted = 2n * n + d;
  const whole = shifted / (2n * d);
  return safe(shifted < 0n && shifted % (2n * d) !== 0n ? whole - 1n : whole);
}
