import { TermsDraft } from '@contract/engagements';
import { ROUNDING_STEPS } from '@domain/engagements/rounding';
import type { PolicyWords } from '@domain/engagements/terms-words';
import type { Terms } from '@domain/engagements/terms';
import type { Day } from '@domain/shared/day';
import { minor, minutes } from '@domain/shared/units';
import { Button } from '@mantine/core';
import { useMemo, useState, type ReactNode } from 'react';
import { ChoiceField, TextField } from '../ui/fields';
import { FieldRow } from '../ui/form';
import { Policies } from './policies';
import { NOT_HOURS, termsRead, termsSent, type TermsFieldsProps, type TermsTyped } from './terms-typed';

/** The policies of the terms being written, as sentences; each opens into its fields. */
export function PolicyFields(props: TermsFieldsProps) {
  const [open, setOpen] = useState<PolicyWords['id'] | null>(null);
  const { values, from, refused } = props;
  const terms = useLastReadable(values, from);
  if (terms === null) return null;
  const fields = (id: PolicyWords['id']): ReactNode => {
    const Fields = FIELDS[id];
    return open === id || POLICY_OF.some(([name, policy]) => policy === id && refused(name)) ? (
      <Fields {...props} />
    ) : null;
  };
  return (
    <Policies
      terms={terms}
      from={from}
      action={({ id }) =>
        id === 'overage' && values.carryKind === 'signed' ? null : (
          <Button
            type="button"
            variant="subtle"
            size="compact-xs"
            aria-expanded={open === id}
            aria-label={`${open === id ? 'Done with' : 'Change'} ${SUBJECTS[id]}`}
            onClick={() => setOpen(open === id ? null : id)}
          >
            {open === id ? 'Done' : 'Change'}
          </Button>
        )
      }
      below={({ id }) => fields(id)}
    />
  );
}

/** The terms as they were when they could last be read, so that sentences stay while somebody is typing. */
function useLastReadable(values: TermsTyped, from: Day): Terms | null {
  const read = useMemo(() => {
    const { success, data } = WITHOUT_DAY.safeParse(termsSent(values));
    if (!success) return null;
    return termsRead({ ...data, fee: minor(data.fee), allowanceMinutes: minutes(data.allowanceMinutes) }, from);
  }, [values, from]);
  const [last, setLast] = useState(read);
  if (read !== null && read !== last) setLast(read);
  return read ?? last;
}

const WITHOUT_DAY = TermsDraft.omit({ validFrom: true });

const SUBJECTS: Readonly<Record<PolicyWords['id'], string>> = {
  carry: 'what becomes of unused hours',
  overage: 'what becomes of hours beyond',
  rounding: 'how hours are counted',
  summary: 'when the summary is due',
};

/** Where a field of the contract that was refused is changed. */
const POLICY_OF: readonly (readonly [string, PolicyWords['id']])[] = [
  ['carry.cap', 'carry'],
  ['carry.lifetime', 'carry'],
  ['overage.leeway', 'overage'],
  ['dueWorkingDay', 'summary'],
  ['acceptedAfterDays', 'summary'],
];

type Fields = (props: TermsFieldsProps) => ReactNode;

const MONTHS = 'Write whole months, such as 2.';

const CarryFields: Fields = ({ values, onChange, refused }) => (
  <FieldRow>
    <ChoiceField
      label="Unused hours"
      data={[
        { value: 'none', label: 'lapse' },
        { value: 'capped', label: 'carry over up to a cap' },
        { value: 'unlimited', label: 'carry over' },
        { value: 'signed', label: 'carry over, and too many too' },
      ]}
      value={values.carryKind}
      onChange={(event) => onChange('carryKind', event.currentTarget.value as TermsTyped['carryKind'])}
    />
    {values.carryKind === 'capped' || values.carryKind === 'signed' ? (
      <TextField
        label="At most"
        description={values.carryKind === 'signed' ? 'Hours left over; empty is any' : 'Hours carried at one time'}
        inputMode="decimal"
        value={values.carryCap}
        onChange={(event) => onChange('carryCap', event.currentTarget.value)}
        error={refused('carry.cap') ? NOT_HOURS : undefined}
      />
    ) : null}
    {values.carryKind === 'capped' || values.carryKind === 'unlimited' ? (
      <TextField
        label="For months"
        description={
          values.carryKind === 'unlimited' ? 'Empty is until they are used' : 'After the one they were left in'
        }
        inputMode="numeric"
        value={values.carryLifetime}
        onChange={(event) => onChange('carryLifetime', event.currentTarget.value)}
        error={refused('carry.lifetime') ? MONTHS : undefined}
      />
    ) : null}
  </FieldRow>
);

const OverageFields: Fields = ({ values, onChange, refused }) => (
  <FieldRow>
    <ChoiceField
      label="Hours beyond"
      data={[
        { value: 'bill', label: 'are billed' },
        { value: 'approval', label: 'are billed once the client approved them' },
        { value: 'absorb', label: 'are not billed' },
      ]}
      value={values.overageKind}
      onChange={(event) => onChange('overageKind', event.currentTarget.value as TermsTyped['overageKind'])}
    />
    {values.overageKind === 'bill' ? (
      <TextField
        label="Free each month"
        description="Hours beyond that cost nothing"
        inputMode="decimal"
        value={values.leeway}
        onChange={(event) => onChange('leeway', event.currentTarget.value)}
        error={refused('overage.leeway') ? NOT_HOURS : undefined}
      />
    ) : null}
  </FieldRow>
);

const RoundingFields: Fields = ({ values, onChange }) => (
  <FieldRow>
    <ChoiceField
      label="Counted in steps of"
      data={ROUNDING_STEPS.map((step) => ({ value: String(step), label: step === 1 ? '1 minute' : `${step} minutes` }))}
      value={values.roundingStep}
      onChange={(event) => onChange('roundingStep', event.currentTarget.value)}
    />
    {values.roundingStep === '1' ? null : (
      <>
        <ChoiceField
          label="What is rounded"
          data={[
            { value: 'entry', label: 'each entry' },
            { value: 'day_and_activity', label: 'a day of one person on an activity' },
            { value: 'month', label: 'the month as a whole' },
          ]}
          value={values.roundingScope}
          onChange={(event) => onChange('roundingScope', event.currentTarget.value as TermsTyped['roundingScope'])}
        />
        <ChoiceField
          label="Which way"
          data={[
            { value: 'up', label: 'up' },
            { value: 'nearest', label: 'to the nearest' },
            { value: 'down', label: 'down' },
          ]}
          value={values.roundingDirection}
          onChange={(event) =>
            onChange('roundingDirection', event.currentTarget.value as TermsTyped['roundingDirection'])
          }
        />
      </>
    )}
  </FieldRow>
);

const SummaryFields: Fields = ({ values, onChange, refused }) => (
  <FieldRow>
    <TextField
      label="Summary due on working day"
      description="Of the next month, 1 to 20"
      inputMode="numeric"
      value={values.dueWorkingDay}
      onChange={(event) => onChange('dueWorkingDay', event.currentTarget.value)}
      error={refused('dueWorkingDay') ? 'Write a working day from 1 to 20.' : undefined}
    />
    <TextField
      label="Accepted after days"
      description="Empty: only the client accepts"
      inputMode="numeric"
      value={values.acceptedAfterDays}
      onChange={(event) => onChange('acceptedAfterDays', event.currentTarget.value)}
      error={refused('acceptedAfterDays') ? 'Write days from 1 to 90, or nothing.' : undefined}
    />
  </FieldRow>
);

const FIELDS: Readonly<Record<PolicyWords['id'], Fields>> = {
  carry: CarryFields,
  overage: OverageFields,
  rounding: RoundingFields,
  summary: SummaryFields,
};
