import { signInByLink } from '@contract/identity';
import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../platform/api';
import { sentenceFor } from '../platform/problems';
import { useSession } from '../platform/session';
import { SignInFrame } from './sign-in-frame';
import { isComplete, NOT_COMPLETE } from './token';

interface LinkSignInProps {
  readonly token: string;
  readonly onAnother: () => void;
}

/** A mailed link is used up by a click, not by opening the page, so that a mail scanner cannot use it up. */
export function LinkSignIn({ token, onAnother }: LinkSignInProps) {
  const { enter } = useSession();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(isComplete(token) ? '' : NOT_COMPLETE);

  const signIn = async () => {
    setBusy(true);
    try {
      enter(await call(signInByLink, { body: { token } }));
      await navigate({ to: '/', replace: true });
    } catch (error) {
      setProblem(sentenceFor(error));
      setBusy(false);
    }
  };

  if (problem)
    return (
      <SignInFrame title="This link does not open">
        <p role="alert">{problem}</p>
        <Button onClick={onAnother}>Ask for a new one</Button>
      </SignInFrame>
    );
  return (
    <SignInFrame title="Welcome back">
      <p>One click, and you are in.</p>
      <Button autoFocus loading={busy} onClick={() => void signIn()}>
        Sign in
      </Button>
    </SignInFrame>
  );
}
