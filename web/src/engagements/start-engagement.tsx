import { createEngagement } from '@contract/engagements';
import { STARTING_PHASES, type Phase } from '@domain/engagements/phases';
import { isDay, type Day } from '@domain/shared/day';
import { useDraft } from '../platform/draft';
import { todayHere, zoneHere } from '../platform/when';
import { ChoiceField, TextField } from '../ui/fields';
import { FieldRow, Form, FormEnd } from '../ui/form';
import { ZoneField } from '../ui/zone-field';
import { useStartEngagement } from './engagements.queries';
import { OpeningFields, openingSent, type OpeningTyped } from './opening-fields';
import { TermsFields } from './terms-fields';
import { SUGGESTED_TERMS, termsSent } from './terms-typed';

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
      zone: zoneHere(),
      startsOn: todayHere() as string,
      phase: 'assessing' as Phase,
      opening: [] as OpeningTyped[],
    },
    schema: createEngagement.body,
    toBody: ({ zone, startsOn, phase, opening, ...terms }) => ({
      zone,
      startsOn: startsOn as Day,
      phase,
      terms: termsSent(terms),
      opening: openingSent(opening),
    }),
    send: (body) => start.mutateAsync(body),
  });

  return (
    <Form onSubmit={submit} label="Start the engagement">
      <FieldRow>
        <TextField label="Starts on" type="date" {...form.getInputProps('startsOn')} />
        <ChoiceField
          label="Phase"
          data={STARTING_PHASES.map(({ id, label }) => ({ value: id, label }))}
          {...form.getInputProps('phase')}
        />
        <ZoneField
          label="Time zone"
          value={form.values.zone}
          onChange={(zone) => form.setValues({ zone })}
          error={form.errors['zone']}
        />
      </FieldRow>
      <TermsFields
        values={form.values}
        onChange={(name, value) => form.setValues({ [name]: value })}
        from={isDay(form.values.startsOn) ? form.values.startsOn : todayHere()}
        refused={(name) => form.errors[`terms.${name}`] !== undefined}
      />
      <OpeningFields
        lots={form.values.opening}
        carry={form.values.carryKind}
        onChange={(opening) => form.setValues({ opening })}
        refused={(name) => form.errors[name] !== undefined}
        problem={typeof form.errors['opening'] === 'string' ? form.errors['opening'] : undefined}
      />
      <FormEnd verb="Start the engagement" busy={busy} problem={problem} />
    </Form>
  );
}
