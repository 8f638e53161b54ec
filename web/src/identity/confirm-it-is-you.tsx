import { askToConfirm, confirmSession } from '@contract/identity';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { call } from '../platform/api';
import { useDraft } from '../platform/draft';
import { sentenceFor } from '../platform/problems';
import { Dialog } from '../ui/dialog';
import { Failure } from '../ui/failure';
import { TextField } from '../ui/fields';
import { Form, FormEnd } from '../ui/form';
import { Kit } from '../ui/kit';

interface ConfirmItIsYouProps {
  readonly email: string;
  readonly onAnswer: (shown: boolean) => void;
}

/** Asks for the code that was mailed just now, before a delicate act. It brings its own kit: the portal has none. */
export function ConfirmItIsYou({ email, onAnswer }: ConfirmItIsYouProps) {
  const cancel = () => onAnswer(false);
  const ask = useCode();
  const { form, submit, busy, problem } = useDraft({
    initial: { code: '' },
    schema: confirmSession.body,
    toBody: ({ code }) => ({ code: code.replace(/\s/g, '') }),
    send: (body) => call(confirmSession, { body }),
    onDone: () => onAnswer(true),
    fieldOf: { 'identity.code_wrong': 'code' },
  });
  return (
    <Kit>
      <Dialog title="Confirm that it is you" open onClose={cancel}>
        {ask.isError ? (
          <Failure onRetry={() => ask.mutate()}>{sentenceFor(ask.error)}</Failure>
        ) : (
          <p role="status">
            {ask.data ? 'We mailed a six-digit code to ' : 'We are mailing a six-digit code to '}
            <strong style={{ overflowWrap: 'anywhere' }}>{email}</strong>.
            {ask.data ? ` It holds for ${ask.data.minutes} minutes.` : null} What you were doing goes on once you have
            typed it here.
          </p>
        )}
        <Form onSubmit={submit} label="Confirm that it is you">
          <TextField
            label="Code"
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={7}
            {...form.getInputProps('code')}
          />
          <FormEnd verb="Confirm" busy={busy} problem={problem} onCancel={cancel} />
        </Form>
        {ask.data ? (
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            style={{ alignSelf: 'flex-start' }}
            onClick={() => ask.mutate()}
          >
            Mail another code
          </Button>
        ) : null}
      </Dialog>
    </Kit>
  );
}

/** A code is mailed as soon as it is asked for, once, however often React looks. */
function useCode() {
  const ask = useMutation({ mutationFn: () => call(askToConfirm, {}) });
  const { mutate } = ask;
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    mutate();
  }, [mutate]);
  return ask;
}
