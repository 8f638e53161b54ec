import { Words, type SummaryView } from '@contract/statements';
import type { Month } from '@domain/shared/month';
import { useEffect } from 'react';
import { useDraft } from '../platform/draft';
import { useMeanwhile } from '../platform/meanwhile';
import { Conflict } from '../ui/conflict';
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

const PARTS = {
  outcomes: 'Outcomes',
  decisions: 'Decisions',
  risks: 'Risks and asks',
  nextMonth: 'Next month',
} as const;

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
  const { conflicts, takeTheirs, keepMine } = useMeanwhile(form, { version: view.wordsVersion, values: view.words });
  const theirs = Object.entries(conflicts).map(([part, value]) => ({ label: PARTS[part as keyof Words], value }));
  const { outcomes, decisions, risks, nextMonth } = form.values;
  useEffect(() => onTyped({ outcomes, decisions, risks, nextMonth }), [onTyped, outcomes, decisions, risks, nextMonth]);
  return (
    <Section title="Your words" aside="Lines that start with “- ” become bullets">
      <Form onSubmit={submit} label="Words of the summary">
        <TextAreaField label={PARTS.outcomes} rows={5} {...form.getInputProps('outcomes')} readOnly={!view.can.edit} />
        <TextAreaField label={PARTS.decisions} {...form.getInputProps('decisions')} readOnly={!view.can.edit} />
        <TextAreaField label={PARTS.risks} {...form.getInputProps('risks')} readOnly={!view.can.edit} />
        <TextAreaField label={PARTS.nextMonth} {...form.getInputProps('nextMonth')} readOnly={!view.can.edit} />
        <Conflict theirs={theirs} onTake={takeTheirs} onKeep={keepMine} />
        {view.can.edit ? <FormEnd verb="Save words" busy={busy} problem={problem} /> : null}
      </Form>
    </Section>
  );
}
