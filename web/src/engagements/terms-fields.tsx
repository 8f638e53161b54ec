import { CURRENCIES } from '@domain/shared/money';
import { ChoiceField, TextField } from '../ui/fields';
import { FieldRow } from '../ui/form';
import { PolicyFields } from './policy-fields';
import { NOT_HOURS, NOT_MONEY, type TermsFieldsProps } from './terms-typed';

/** The few fields of terms that most engagements need, and below them the policies in words. */
export function TermsFields(props: TermsFieldsProps) {
  const { values, onChange, refused } = props;
  const billed = values.overageKind !== 'absorb' && values.carryKind !== 'signed';
  return (
    <>
      <FieldRow>
        <TextField
          label="Allowance"
          description="Hours, such as 10 or 7:30; 0 is pay by the hour"
          inputMode="decimal"
          value={values.allowance}
          onChange={(event) => onChange('allowance', event.currentTarget.value)}
          error={refused('allowanceMinutes') ? NOT_HOURS : undefined}
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
          error={refused('fee') ? NOT_MONEY : undefined}
        />
        <ChoiceField
          label="Currency"
          data={[...CURRENCIES]}
          value={values.currency}
          onChange={(event) => onChange('currency', event.currentTarget.value)}
        />
        {billed ? (
          <TextField
            label="Rate beyond, an hour"
            placeholder="200.00"
            inputMode="decimal"
            value={values.overageRate}
            onChange={(event) => onChange('overageRate', event.currentTarget.value)}
            error={refused('overage.ratePerHour') ? NOT_MONEY : undefined}
          />
        ) : null}
      </FieldRow>
      <PolicyFields {...props} />
    </>
  );
}
