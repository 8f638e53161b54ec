import { createEngagement } from '@contract/engagements';
import { PHASES, type Phase } from '@domain/engagements/phases';
import { day } from '@domain/shared/day';
import { useDraft } from '../platform/draft';
import { todayHere } from '../platform/when';
import { ChoiceField, TextField } from '../ui/fields';
import { FieldRow, Form, FormEnd } from '../ui/form';
import { useStartEngagement } from './engagements.queries';
import { SUGGESTED_TERMS, TermsFields, termsSent, type TermsSent } from './terms-fields';

const ZONES = Intl.supportedValuesOf('timeZone');

interface StartEngagementProps {
  readonly practice: string;
  readonly clientId: string;
}

/** An engagement begins with its zone, its phase and its first terms. One may begin in any phase: many practices switch mid-way. */
export function StartEngagement({ practice, clientId }: StartEngagementProps) {
  const start = useStartEngagement(practice, clientId);
  const { form, submit, busy, problem } = useDraft({
    initial: {
      ...SUGGESTED_TERMS,
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      startsOn: todayHere() as string,
      phase: 'assessing' as Phase,
    },
    schema: createEngagement.body,
    toBody: ({ zone, startsOn, phase, ...terms }) => ({
      zone,
      startsOn: startsOn as ReturnType<typeof day>,
      phase,
      terms: termsSent(terms),
    }),
    send: (body) => start.mutateAsync(body),
  });

  return (
    <Form onSubmit={submit} label="Start the engagement">
      <FieldRow>
        <TextField label="Starts on" type="date" {...form.getInputProps('startsOn')} />
        <ChoiceField
          label="Phase"
          data={PHASES.map(({ id, label }) => ({ value: id, label }))}
          {...form.getInputProps('phase')}
        />
        <ChoiceField
          label="Time zone"
          data={ZONES.includes(form.values.zone) ? ZONES : [form.values.zone, ...ZONES]}
          {...form.getInputProps('zone')}
        />
      </FieldRow>
      <TermsFields
        values={form.values}
        onChange={(name, value) => form.setValues({ [name]: value })}
        refused={(name: keyof TermsSent) => form.errors[`terms.${name}`] !== undefined}
      />
      <FormEnd verb="Start the engagement" busy={busy} problem={problem} />
    </Form>
  );
}
