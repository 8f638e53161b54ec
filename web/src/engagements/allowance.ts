import { minutes, type Minutes } from '@domain/shared/units';

/** Hours as typed in a form, `10`, `7.5` or `7:30`, in minutes; NaN when they cannot be read, which the contract refuses. */
export function hoursTyped(text: string): number {
  const clock = /^(\d+):([0-5]\d)$/.exec(text.trim());
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  return Math.round(Number(text.trim().replace(',', '.') || Number.NaN) * 60);
}

/** The same for the form's first value: 600 -> `10`, 450 -> `7:30`. */
export function hoursToType(of: number): string {
  const whole: Minutes = minutes(of);
  return whole % 60 === 0 ? String(whole / 60) : `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** Signed hours as typed, `2`, `-0:30` or `+1:15`, in minutes; NaN when they cannot be read. */
export function signedHoursTyped(text: string): number {
  const [, sign = '', rest = ''] = /^\s*([-−+]?)\s*(.*)$/.exec(text) ?? [];
  return hoursTyped(rest) * (sign === '-' || sign === '−' ? -1 : 1);
}
