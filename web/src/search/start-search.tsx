import { startSearch } from '@contract/search';
import { useDraft } from '../platform/draft';
import { TextField } from '../ui/fields';
import { FieldRow, Form, FormEnd } from '../ui/form';
import { Section } from '../ui/section';
import { useStartSearch } from './search.queries';

interface StartSearchProps {
  readonly practice: string;
  readonly engagementId: string;
}

/** A search begins with a title and a target; the stages come along and can be changed later. */
export function StartSearch({ practice, engagementId }: StartSearchProps) {
  const start = useStartSearch(practice, engagementId);
  const { form, submit, busy, problem } = useDraft({
    initial: { title: 'VP of Engineering', targetWeeks: '16' },
    schema: startSearch.body,
    toBody: ({ title, targetWeeks }) => ({ title, targetWeeks: Number(targetWeeks) }),
    send: (body) => start.mutateAsync(body),
  });
  return (
    <Section title="Start the search">
      <Form onSubmit={submit} label="Start the search">
        <FieldRow>
          <TextField label="Role" {...form.getInputProps('title')} />
          <TextField
            label="Target"
            description="Weeks until an accepted offer"
            inputMode="numeric"
            {...form.getInputProps('targetWeeks')}
          />
        </FieldRow>
        <FormEnd verb="Start the search" busy={busy} problem={problem} />
      </Form>
    </Section>
  );
}
