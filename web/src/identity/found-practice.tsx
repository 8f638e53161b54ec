import { editMe, signUp } from '@contract/identity';
import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../platform/api';
import { useDraft } from '../platform/draft';
import { newId } from '../platform/new-id';
import { useMe, useSession } from '../platform/session';
import { zoneHere } from '../platform/when';
import { TextField } from '../ui/fields';
import { Form, FormEnd } from '../ui/form';
import { SignInFrame } from './sign-in-frame';

const Founding = signUp.body.extend({ you: editMe.body.shape.name });

/** Somebody signed in who belongs nowhere yet: they found a practice, or wait for an invitation. */
export function FoundPractice() {
  const { enter, leave } = useSession();
  const me = useMe();
  const navigate = useNavigate();
  const [id] = useState(newId);
  const { form, submit, busy, problem } = useDraft({
    initial: { you: me.name, name: '' },
    schema: Founding,
    toBody: ({ you, name }) => ({ you, id, name, zone: zoneHere() }),
    send: async ({ you, ...practice }) => {
      if (you !== me.name) await call(editMe, { body: { name: you } });
      enter(await call(signUp, { body: practice }));
      await navigate({ to: '/' });
    },
  });
  return (
    <SignInFrame title="Start your practice">
      <p>You are signed in as {me.email} and belong to no practice yet. Waiting for an invitation? It comes by mail.</p>
      <Form onSubmit={submit} label="Start your practice">
        <TextField label="Your name" autoComplete="name" autoFocus {...form.getInputProps('you')} />
        <TextField label="Name of the practice" {...form.getInputProps('name')} />
        <FormEnd verb="Start the practice" busy={busy} problem={problem} />
      </Form>
      <Button
        variant="subtle"
        color="gray"
        size="compact-xs"
        style={{ alignSelf: 'flex-start' }}
        onClick={() => void leave()}
      >
        Sign out
      </Button>
    </SignInFrame>
  );
}
