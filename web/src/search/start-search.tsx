import { startSearch } from '@contract/search';
import type { Day } from '@domain/shared/day';
import { useDraft } from '../platform/draft';
import { TextAreaField, TextField } from '../ui/fields';
import { FieldRow, Form, FormEnd } from '../ui/form';
import { Section } from '../ui/section';
import { useStartSearch } from './search.queries';
import classes from './start-search.module.css';

interface StartSearchProps {
  readonly practice: string;
  readonly engagementId: string;
  readonly today: Day;
}

/** A search begins with a title and a target; the stages come along. */
export function StartSearch({ practice, engagementId, today }: StartSearchProps) {
  const start = useStartSearch(practice, engagementId);
  const { form, submit, busy, problem } = useDraft({
    initial: { title: 'VP of Engineering', targetWeeks: '16', startedOn: today as string, brief: '' },
    schema: startSearch.body,
    toBody: ({ targetWeeks, startedOn, ...rest }) => ({
      ...rest,
      targetWeeks: Number(targetWeeks),
      ...(startedOn ? { startedOn: startedOn as Day } : {}),
    }),
    send: (body) => start.mutateAsync(body),
  });
  return (
    <div className={classes.start}>
      <Section title="Start the search">
        <p className={classes.lead}>
          Twelve stages come along, from the first name on a list to an accepted offer. The scorecard follows: what the
          role is for, and who decides.
        </p>
        <Form onSubmit={submit} label="Start the search">
          <FieldRow>
            <TextField label="Role" {...form.getInputProps('title')} />
            <TextField label="Began on" type="date" {...form.getInputProps('startedOn')} />
            <TextField
              label="Target"
              description="Weeks until an accepted offer"
              inputMode="numeric"
              {...form.getInputProps('targetWeeks')}
              error={form.errors['targetWeeks'] ? 'Write a number of weeks, 1 to 104.' : null}
            />
          </FieldRow>
          <TextAreaField
            label="Brief"
            description="What the company needs, in a few sentences; may follow later"
            {...form.getInputProps('brief')}
          />
          <FormEnd verb="Start the search" busy={busy} problem={problem} />
        </Form>
      </Section>
    </div>
  );
}
