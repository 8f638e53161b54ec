import type { setTerms } from '@contract/engagements';
import type { Rounding } from '@domain/engagements/rounding';
import { DUE_WORKING_DAY, type Carry, type Overage, type Terms } from '@domain/engagements/terms';
import type { Day } from '@domain/shared/day';
import { isCurrency, moneyDecimal, parseMoney, type Currency } from '@domain/shared/money';
import { minor, minutes, type Minor, type Minutes } from '@domain/shared/units';
import type { Ask } from '../platform/api';
import { hoursToType, hoursTyped } from './allowance';

/** Terms as their form holds them: text as it was typed. An empty lifetime is for ever, an empty cap is none. */
export type TermsTyped = {
  readonly allowance: string;
  readonly allowancePer: 'week' | 'month';
  readonly startDay: string;
  readonly fee: string;
  readonly currency: string;
  readonly carryKind: Carry['kind'];
  readonly carryCap: string;
  readonly carryLifetime: string;
  readonly overageKind: Overage['kind'];
  readonly overageRate: string;
  readonly leeway: string;
  readonly roundingScope: Rounding['scope'];
  readonly roundingStep: string;
  readonly roundingDirection: Rounding['direction'];
  readonly dueWorkingDay: string;
  readonly acceptedAfterDays: string;
};

export type TermsSent = Omit<Ask<typeof setTerms>['body'], 'validFrom'>;

/** What the fields of terms are given, wherever they stand. */
export interface TermsFieldsProps {
  readonly values: TermsTyped;
  readonly onChange: <K extends keyof TermsTyped & string>(name: K, value: TermsTyped[K]) => void;
  /** Whether the contract refused what stands under this name of the body. */
  readonly refused: (name: string) => boolean;
  /** The day from which they are to be in force; examples speak of its month. */
  readonly from: Day;
}

export const NOT_MONEY = 'Write an amount such as 8000 or 8,000.00.';
export const NOT_HOURS = 'Write hours such as 10 or 7:30.';

/** What a new engagement suggests: ten hours a week, from the first of the month. */
export const SUGGESTED_TERMS: TermsTyped = {
  allowance: '10',
  allowancePer: 'week',
  startDay: '1',
  fee: '',
  currency: 'USD',
  carryKind: 'none',
  carryCap: '5',
  carryLifetime: '2',
  overageKind: 'bill',
  overageRate: '',
  leeway: '0',
  roundingScope: 'entry',
  roundingStep: '1',
  roundingDirection: 'up',
  dueWorkingDay: String(DUE_WORKING_DAY),
  acceptedAfterDays: '',
};

/** The typed terms as the contract wants them; what cannot be read becomes NaN and is refused beside its field. */
export function termsSent(typed: TermsTyped): TermsSent {
  return {
    allowanceMinutes: hoursTyped(typed.allowance),
    allowancePer: typed.allowancePer,
    startDay: Number(typed.startDay),
    fee: moneyTyped(typed.fee, typed.currency),
    currency: typed.currency as Currency,
    carry: carryTyped(typed),
    overage: overageTyped(typed),
    rounding: {
      scope: typed.roundingScope,
      step: Number(typed.roundingStep) as Rounding['step'],
      direction: typed.roundingDirection,
    },
    dueWorkingDay: numberTyped(typed.dueWorkingDay),
    acceptedAfterDays: typed.acceptedAfterDays.trim() === '' ? null : numberTyped(typed.acceptedAfterDays),
  };
}

function carryTyped({ carryKind, carryCap, carryLifetime }: TermsTyped): Carry {
  const none = (text: string) => text.trim() === '';
  switch (carryKind) {
    case 'none':
      return { kind: 'none' };
    case 'capped':
      return { kind: 'capped', cap: minutesTyped(carryCap), lifetime: numberTyped(carryLifetime) };
    case 'unlimited':
      return { kind: 'unlimited', lifetime: none(carryLifetime) ? null : numberTyped(carryLifetime) };
    case 'signed':
      return { kind: 'signed', cap: none(carryCap) ? null : minutesTyped(carryCap) };
  }
}

function overageTyped({ overageKind, overageRate, leeway, currency }: TermsTyped): Overage {
  if (overageKind === 'absorb') return { kind: 'absorb' };
  const ratePerHour = moneyTyped(overageRate, currency);
  return overageKind === 'approval'
    ? { kind: 'approval', ratePerHour }
    : { kind: 'bill', ratePerHour, leeway: minutesTyped(leeway) };
}

type Agreed = Pick<
  Terms,
  'startDay' | 'fee' | 'currency' | 'carry' | 'overage' | 'rounding' | 'dueWorkingDay' | 'acceptedAfterDays'
> & { readonly allowanceMinutes: Minutes; readonly allowancePer: 'week' | 'month' };

export function termsTyped(terms: Agreed): TermsTyped {
  const { carry, overage, rounding, currency } = terms;
  const money = (amount: Minor) => moneyDecimal(amount, currency);
  return {
    ...SUGGESTED_TERMS,
    allowance: hoursToType(terms.allowanceMinutes),
    allowancePer: terms.allowancePer,
    startDay: String(terms.startDay),
    fee: money(terms.fee),
    currency,
    carryKind: carry.kind,
    ...('cap' in carry ? { carryCap: carry.cap === null ? '' : hoursToType(carry.cap) } : {}),
    ...('lifetime' in carry ? { carryLifetime: carry.lifetime === null ? '' : String(carry.lifetime) } : {}),
    overageKind: overage.kind,
    ...('ratePerHour' in overage ? { overageRate: money(overage.ratePerHour) } : {}),
    ...('leeway' in overage ? { leeway: hoursToType(overage.leeway) } : {}),
    roundingScope: rounding.scope,
    roundingStep: String(rounding.step),
    roundingDirection: rounding.direction,
    dueWorkingDay: String(terms.dueWorkingDay),
    acceptedAfterDays: terms.acceptedAfterDays === null ? '' : String(terms.acceptedAfterDays),
  };
}

/** Terms as the rules read them, from what the contract knows of them. */
export function termsRead(terms: Agreed, from: Day): Terms {
  const { allowancePer: per, allowanceMinutes, ...rest } = terms;
  return { ...rest, from, to: null, allowance: { per, minutes: allowanceMinutes }, visibility: 'all_entries' };
}

function minutesTyped(text: string): Minutes {
  const typed = hoursTyped(text);
  return Number.isSafeInteger(typed) ? minutes(typed) : (Number.NaN as Minutes);
}

function numberTyped(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

function moneyTyped(text: string, currency: string): Minor {
  if (text.trim() === '') return minor(0);
  if (!isCurrency(currency)) return Number.NaN as Minor;
  const read = parseMoney(text, currency);
  return read.ok ? read.value : (Number.NaN as Minor);
}
