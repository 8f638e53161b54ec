import { signInByLink } from '@contract/identity';
import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { call } from '../platform/api';
import { sentenceFor } from '../platform/problems';
import { useSession } from '../platform/session';
import { SignInFrame } from './sign-in-frame';
import { forgetToken, tokenInAddress } from './token';

/** Where a mailed link leads. It is used up by a click, not by opening the page, so that a mail scanner cannot. */
export function LinkPage() {
  const { enter } = useSession();
  const navigate = useNavigate();
  const [token] = useState(tokenInAddress);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  useEffect(forgetToken, []);

  const signIn = async () => {
    setBusy(true);
    setProblem('');
    try {
      enter(await call(signInByLink, { body: { token } }));
      await navigate({ to: '/', replace: true });
    } catch (error) {
      setProblem(sentenceFor(error));
      setBusy(false);
    }
  };

  if (token.length < 20)
    return (
      <SignInFrame title="This link is not complete">
        <p>
          Copy the whole address from your mail, or <Link to="/sign-in">ask for a new one</Link>.
        </p>
      </SignInFrame>
    );
  return (
    <SignInFrame title="Welcome back">
      <p>One click, and you are in.</p>
      <div role="alert">{problem}</div>
      {problem ? <Link to="/sign-in">Ask for a new link</Link> : null}
      <Button autoFocus loading={busy} onClick={() => void signIn()}>
        Sign in
      </Button>
    </SignInFrame>
  );
}
