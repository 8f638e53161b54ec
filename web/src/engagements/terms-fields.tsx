import { CURRENCIES, isCurrency, moneyDecimal, parseMoney } from '@domain/shared/money';
import { minor } from '@domain/shared/units';
import { ChoiceField, TextField } from '../ui/fields';
import { FieldRow } from '../ui/form';
import { hoursToType, hoursTyped } from './allowance';

export type TermsTyped = {
  readonly allowance: string;
  readonly allowancePer: 'week' | 'month';
  readonly startDay: string;
  readonly fee: string;
  readonly currency: string;
  readonly overageRate: string;
};

/** What a new engagement suggests: ten hours a week, from the first of the month. */
export const SUGGESTED_TERMS: TermsTyped = {
  allowance: '10',
  allowancePer: 'week',
  startDay: '1',
  fee: '',
  currency: 'USD',
  overageRate: '',
};

export interface TermsSent {
  readonly allowanceMinutes: number;
  readonly allowancePer: 'week' | 'month';
  readonly startDay: number;
  readonly fee: number;
  readonly currency: string;
  readonly overageRate: number;
}

/** The typed terms as the contract wants them; what cannot be read becomes NaN and is refused beside its field. */
export function termsSent(typed: TermsTyped): TermsSent {
  return {
    allowanceMinutes: hoursTyped(typed.allowance),
    allowancePer: typed.allowancePer,
    startDay: Number(typed.startDay),
    fee: moneyTyped(typed.fee, typed.currency),
    currency: typed.currency,
    overageRate: moneyTyped(typed.overageRate, typed.currency),
  };
}

export function termsTyped(terms: TermsSent): TermsTyped {
  return {
    allowance: hoursToType(terms.allowanceMinutes),
    allowancePer: terms.allowancePer,
    startDay: String(terms.startDay),
    fee: moneyDecimal(minor(terms.fee), terms.currency),
    currency: terms.currency,
    overageRate: moneyDecimal(minor(terms.overageRate), terms.currency),
  };
}

function moneyTyped(text: string, currency: string): number {
  if (text.trim() === '') return 0;
  if (!isCurrency(currency)) return Number.NaN;
  const read = parseMoney(text, currency);
  return read.ok ? read.value : Number.NaN;
}

const NOT_READ = 'Write an amount such as 8000 or 8,000.00.';

interface TermsFieldsProps {
  readonly values: TermsTyped;
  readonly onChange: <K extends keyof TermsTyped & string>(name: K, value: TermsTyped[K]) => void;
  /** Whether the contract refused what stands under this name of the body. */
  readonly refused: (name: keyof TermsSent) => boolean;
}

/** The fields of terms, for the start of an engagement and for every change. */
export function TermsFields({ values, onChange, refused }: TermsFieldsProps) {
  return (
    <>
      <FieldRow>
        <TextField
          label="Allowance"
          description="Hours, such as 10 or 7:30; 0 is pay by the hour"
          inputMode="decimal"
          value={values.allowance}
          onChange={(event) => onChange('allowance', event.currentTarget.value)}
          error={refused('allowanceMinutes') ? 'Write hours such as 10 or 7:30.' : undefined}
        />
        <ChoiceField
          label="Each"
          description="A year has 52 weeks"
          data={[
            { value: 'week', label: 'week' },
            { value: 'month', label: 'month' },
          ]}
          value={values.allowancePer}
          onChange={(event) => onChange('allowancePer', event.currentTarget.value === 'month' ? 'month' : 'week')}
        />
        <ChoiceField
          label="Month starts on day"
          description="Of the contract month"
          data={Array.from({ length: 28 }, (_, index) => String(index + 1))}
          value={values.startDay}
          onChange={(event) => onChange('startDay', event.currentTarget.value)}
        />
      </FieldRow>
      <FieldRow>
        <TextField
          label="Fee a month"
          placeholder="8,000.00"
          inputMode="decimal"
          value={values.fee}
          onChange={(event) => onChange('fee', event.currentTarget.value)}
          error={refused('fee') ? NOT_READ : undefined}
        />
        <ChoiceField
          label="Currency"
          data={[...CURRENCIES]}
          value={values.currency}
          onChange={(event) => onChange('currency', event.currentTarget.value)}
        />
        <TextField
          label="Rate beyond, an hour"
          placeholder="200.00"
          inputMode="decimal"
          value={values.overageRate}
          onChange={(event) => onChange('overageRate', event.currentTarget.value)}
          error={refused('overageRate') ? NOT_READ : undefined}
        />
      </FieldRow>
    </>
  );
}
