import { Words, type SummaryView } from '@contract/statements';
import type { Month } from '@domain/shared/month';
import { useEffect } from 'react';
import { useDraft } from '../platform/draft';
import { TextAreaField } from '../ui/fields';
import { Form, FormEnd } from '../ui/form';
import { Section } from '../ui/section';
import { say } from '../ui/toast';
import { useSummaryChanges } from './statements.queries';

interface WordsFormProps {
  readonly practice: string;
  readonly engagementId: string;
  readonly month: Month;
  readonly view: SummaryView;
  /** Told while somebody types, so that the preview can follow. */
  readonly onTyped: (words: Words) => void;
}

/** The CTO's words for the CEO; the figures come by themselves. */
export function WordsForm({ practice, engagementId, month, view, onTyped }: WordsFormProps) {
  const { write } = useSummaryChanges(practice, engagementId, month);
  const { form, submit, busy, problem } = useDraft({
    initial: { ...view.words },
    schema: Words,
    toBody: (values) => values,
    send: (words) => write.mutateAsync({ words: Words.parse(words), version: view.wordsVersion }),
    onDone: () => say('Words saved.'),
    // Words that somebody else has changed meanwhile are another version, and not covered by these.
    kept: { practice, name: `summary.${engagementId}.${month}.${view.wordsVersion}` },
  });
  const { outcomes, decisions, risks, nextMonth } = form.values;
  useEffect(() => onTyped({ outcomes, decisions, risks, nextMonth }), [onTyped, outcomes, decisions, risks, nextMonth]);
  return (
    <Section title="Your words" aside="Lines that start with “- ” become bullets">
      <Form onSubmit={submit} label="Words of the summary">
        <TextAreaField label="Outcomes" rows={5} {...form.getInputProps('outcomes')} readOnly={!view.can.edit} />
        <TextAreaField label="Decisions" {...form.getInputProps('decisions')} readOnly={!view.can.edit} />
        <TextAreaField label="Risks and asks" {...form.getInputProps('risks')} readOnly={!view.can.edit} />
        <TextAreaField label="Next month" {...form.getInputProps('nextMonth')} readOnly={!view.can.edit} />
        {view.can.edit ? <FormEnd verb="Save words" busy={busy} problem={problem} /> : null}
      </Form>
    </Section>
  );
}
