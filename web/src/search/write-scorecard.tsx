import { writeScorecard, type SearchView } from '@contract/search';
import type { Day } from '@domain/shared/day';
import { Button } from '@mantine/core';
import { useDraft } from '../platform/draft';
import { Dialog } from '../ui/dialog';
import { TextAreaField, TextField } from '../ui/fields';
import { Form, FormEnd } from '../ui/form';
import { say } from '../ui/toast';
import { useSearchChanges } from './search.queries';
import classes from './write-scorecard.module.css';

interface WriteScorecardProps {
  readonly practice: string;
  readonly search: SearchView;
  readonly onClose: () => void;
}

const MOST_OUTCOMES = 5;
const BLANK = { text: '', by: '' };

export function WriteScorecard(props: WriteScorecardProps) {
  const next = (props.search.scorecard?.number ?? 0) + 1;
  return (
    <Dialog
      title={next === 1 ? 'Write the scorecard' : `Scorecard, version ${next}`}
      open
      onClose={props.onClose}
      place="side"
    >
      <ScorecardForm {...props} />
    </Dialog>
  );
}

/** A new version starts from the words of the last one and asks every decider again. */
function ScorecardForm({ practice, search, onClose }: WriteScorecardProps) {
  const { write } = useSearchChanges(practice, search.id);
  const last = search.scorecard;
  const { form, submit, busy, problem } = useDraft({
    initial: {
      mission: last?.mission ?? '',
      outcomes: last
        ? last.outcomes.map(({ text, by }) => ({ text, by: (by ?? '') as string }))
        : [BLANK, BLANK, BLANK],
      mustHaves: (last?.mustHaves ?? []).join('\n'),
      deciders: (last?.deciders ?? []).map(({ name }) => name).join('\n'),
    },
    schema: writeScorecard.body,
    toBody: ({ mission, outcomes, mustHaves, deciders }) => ({
      mission,
      outcomes: withoutBlankEnd(outcomes).map(({ text, by }) => ({ text, by: (by || null) as Day | null })),
      mustHaves: linesOf(mustHaves),
      deciders: linesOf(deciders),
    }),
    send: (body) => write.mutateAsync(body),
    onDone: () => {
      say('The scorecard is written. Its deciders can approve it now.');
      onClose();
    },
    fieldOf: { 'search.no_decider': 'deciders' },
  });
  const errorOf = (field: string) =>
    form.errors[field] ?? Object.entries(form.errors).find(([path]) => path.startsWith(`${field}.`))?.[1];

  return (
    <Form onSubmit={submit} label="Scorecard">
      <TextAreaField
        label="Mission"
        description="Why this role exists, in one or two sentences"
        autoFocus
        {...form.getInputProps('mission')}
      />
      <fieldset className={classes.outcomes}>
        <legend className={classes.legend}>Outcomes</legend>
        <p className={classes.help}>Three to five results, each with the day it should show.</p>
        {form.values.outcomes.map((_, at) => (
          <div key={at} className={classes.outcome}>
            <TextField aria-label={`Outcome ${at + 1}`} {...form.getInputProps(`outcomes.${at}.text`)} />
            <TextField aria-label={`Outcome ${at + 1}, by`} type="date" {...form.getInputProps(`outcomes.${at}.by`)} />
          </div>
        ))}
        {form.errors['outcomes'] ? <p className={classes.problem}>Name at least one outcome.</p> : null}
        {form.values.outcomes.length < MOST_OUTCOMES ? (
          <Button variant="subtle" size="compact-xs" onClick={() => form.insertListItem('outcomes', BLANK)}>
            Add an outcome
          </Button>
        ) : null}
      </fieldset>
      <TextAreaField
        label="Must have"
        description="One a line"
        {...form.getInputProps('mustHaves')}
        error={errorOf('mustHaves')}
      />
      <TextAreaField
        label="Deciders"
        description="Who at the client approves it; one name a line"
        {...form.getInputProps('deciders')}
        error={errorOf('deciders')}
      />
      <FormEnd verb="Save scorecard" busy={busy} problem={problem} onCancel={onClose} />
    </Form>
  );
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

function withoutBlankEnd<T extends { text: string; by: string }>(rows: readonly T[]): readonly T[] {
  return rows.slice(0, rows.findLastIndex(({ text, by }) => text.trim() !== '' || by !== '') + 1);
}
