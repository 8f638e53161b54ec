import { addCandidate, type SearchView } from '@contract/search';
import type { Day } from '@domain/shared/day';
import { useDraft } from '../platform/draft';
import { Dialog } from '../ui/dialog';
import { ChoiceField, TextAreaField, TextField } from '../ui/fields';
import { FieldRow, Form, FormEnd } from '../ui/form';
import { say } from '../ui/toast';
import { useAddCandidate } from './search.queries';

interface AddCandidateProps {
  readonly practice: string;
  readonly search: SearchView;
  readonly onClose: () => void;
}

export function AddCandidate(props: AddCandidateProps) {
  return (
    <Dialog title="Add candidate" open onClose={props.onClose}>
      <AddForm {...props} />
    </Dialog>
  );
}

/** A name is enough; the rest can follow where it is read. */
function AddForm({ practice, search, onClose }: AddCandidateProps) {
  const add = useAddCandidate(practice, search.id);
  const { form, submit, busy, problem } = useDraft({
    initial: {
      name: '',
      headline: '',
      employer: '',
      location: '',
      email: '',
      phone: '',
      source: '',
      stageId: search.stages[0]?.id ?? '',
      nextStep: '',
      nextStepOn: '',
      note: '',
    },
    schema: addCandidate.body,
    toBody: ({ nextStepOn, ...rest }) => ({ ...rest, nextStepOn: (nextStepOn || null) as Day | null }),
    send: (body) => add.mutateAsync(body),
    onDone: () => {
      say(`${form.values.name} is in the search.`);
      onClose();
    },
    fieldOf: { 'search.stage_unknown': 'stageId', 'search.already_in': 'email' },
  });
  return (
    <Form onSubmit={submit} label="Add candidate">
      <TextField label="Name" autoFocus autoComplete="off" {...form.getInputProps('name')} />
      <FieldRow>
        <TextField label="Headline" description="What they do now" {...form.getInputProps('headline')} />
        <TextField label="Employer" {...form.getInputProps('employer')} />
      </FieldRow>
      <FieldRow>
        <ChoiceField
          label="Stage"
          data={search.stages.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('stageId')}
        />
        <TextField
          label="Source"
          description="Referral, research, inbound…"
          autoComplete="off"
          {...form.getInputProps('source')}
        />
      </FieldRow>
      <FieldRow>
        <TextField label="Next step" autoComplete="off" {...form.getInputProps('nextStep')} />
        <TextField label="On" type="date" {...form.getInputProps('nextStepOn')} />
      </FieldRow>
      <FieldRow>
        <TextField label="E-mail" type="email" autoComplete="off" {...form.getInputProps('email')} />
        <TextField label="Phone" type="tel" autoComplete="off" {...form.getInputProps('phone')} />
        <TextField label="Location" autoComplete="off" {...form.getInputProps('location')} />
      </FieldRow>
      <TextAreaField label="Note" description="Stays at the practice" {...form.getInputProps('note')} />
      <FormEnd verb="Add candidate" busy={busy} problem={problem} onCancel={onClose} />
    </Form>
  );
}
