import { closeSearch, type SearchView } from '@contract/search';
import { Button, Checkbox } from '@mantine/core';
import '@mantine/core/styles/Checkbox.layer.css';
import { useState } from 'react';
import { useDraft } from '../platform/draft';
import { sentenceFor } from '../platform/problems';
import { count } from '../platform/when';
import { Dialog } from '../ui/dialog';
import { TextField } from '../ui/fields';
import { Form, FormEnd } from '../ui/form';
import { say, sayFailed } from '../ui/toast';
import { useSearchChanges } from './search.queries';

interface CloseSearchProps {
  readonly practice: string;
  readonly search: SearchView;
  /** How many people are active or on hold. */
  readonly inPlay: number;
}

/** Ends a search with a reason. Whoever is still in play has to leave first, or leaves with it. */
export function CloseSearch(props: CloseSearchProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" mt={16} onClick={() => setOpen(true)}>
        Close the search
      </Button>
      <Dialog title={`Close the search: ${props.search.title}`} open={open} onClose={() => setOpen(false)}>
        <ClosingForm {...props} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function ClosingForm({ practice, search, inPlay, onClose }: CloseSearchProps & { readonly onClose: () => void }) {
  const { close, reopen } = useSearchChanges(practice, search.id);
  const { form, submit, busy, problem } = useDraft({
    initial: { reason: '', everybodyLeaves: false },
    schema: closeSearch.body,
    toBody: (values) => values,
    send: (body) => close.mutateAsync(body),
    onDone: () => {
      say('The search is closed.', () =>
        reopen.mutate(undefined, { onError: (error) => sayFailed(`The search stays closed. ${sentenceFor(error)}`) }),
      );
      onClose();
    },
    fieldOf: { 'search.people_in_play': 'everybodyLeaves' },
  });
  return (
    <Form onSubmit={submit} label="Close the search">
      <p>It stays here to be read, with everybody who was in it. The client no longer sees it as running.</p>
      <TextField label="Reason" description="Stays at the practice" {...form.getInputProps('reason')} />
      {inPlay > 0 ? (
        <Checkbox
          label={`${count(inPlay, 'person', 'people')} still in play ${inPlay === 1 ? 'leaves' : 'leave'} with it`}
          description="Each keeps an exit of its own: the search was closed"
          {...form.getInputProps('everybodyLeaves', { type: 'checkbox' })}
        />
      ) : null}
      <FormEnd verb="Close the search" busy={busy} problem={problem} onCancel={onClose} />
    </Form>
  );
}
