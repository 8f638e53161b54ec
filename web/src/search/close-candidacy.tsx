import { closeCandidacy } from '@contract/search';
import { EXIT_PARTIES, EXIT_REASONS, exitReasonText, type ExitParty } from '@domain/search/candidacy';
import { useDraft } from '../platform/draft';
import { sentenceFor } from '../platform/problems';
import { announce } from '../ui/live';
import { ChoiceField, TextField } from '../ui/fields';
import { Form, FormEnd } from '../ui/form';
import { say, sayFailed } from '../ui/toast';
import { useCandidacyChanges, type OfPerson } from './candidacy.queries';
import { PARTY_WORDS } from './party-words';
import classes from './close-candidacy.module.css';

interface CloseCandidacyProps {
  readonly of: OfPerson;
  readonly name: string;
  readonly onClose: () => void;
}

/** Ends a candidacy: who decided and why. The reason is a code, so that the figures survive when the person is erased. */
export function CloseCandidacy({ of, name, onClose }: CloseCandidacyProps) {
  const changes = useCandidacyChanges(of);
  const { form, submit, busy, problem } = useDraft({
    initial: { party: 'us' as ExitParty, reason: firstReasonOf('us'), note: '' },
    schema: closeCandidacy.body,
    toBody: (values) => values,
    send: (body) => changes.close.mutateAsync(body),
    onDone: () => {
      const { party, reason } = form.values;
      announce(`${name} is out of the running.`);
      say(`${name} is out: ${exitReasonText(party, reason)?.toLowerCase() ?? reason}.`, () =>
        changes.reopen.mutate(undefined, {
          onError: (error) => sayFailed(`${name} stays out. ${sentenceFor(error)}`),
        }),
      );
      onClose();
    },
    fieldOf: { 'search.exit_reason_unknown': 'reason' },
  });
  return (
    <div className={classes.form}>
      <Form onSubmit={submit} label={`Close ${name}`}>
        <ChoiceField
          label="Who decided"
          autoFocus
          data={EXIT_PARTIES.map((party) => ({ value: party, label: PARTY_WORDS[party] }))}
          {...form.getInputProps('party')}
          onChange={(event) => {
            const party = event.currentTarget.value as ExitParty;
            form.setValues({ party, reason: firstReasonOf(party) });
          }}
        />
        <ChoiceField
          label="Reason"
          data={Object.entries(EXIT_REASONS[form.values.party]).map(([value, label]) => ({ value, label }))}
          {...form.getInputProps('reason')}
        />
        <TextField label="Note" description="Stays at the practice" {...form.getInputProps('note')} />
        <FormEnd verb="Close candidacy" busy={busy} problem={problem} onCancel={onClose} />
      </Form>
    </div>
  );
}

function firstReasonOf(party: ExitParty): string {
  return Object.keys(EXIT_REASONS[party])[0] ?? '';
}
