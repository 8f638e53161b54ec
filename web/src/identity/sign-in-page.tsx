import { askToSignIn, readSession, signInByCode } from '@contract/identity';
import { Button } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { call } from '../platform/api';
import { useDraft } from '../platform/draft';
import { Go } from '../platform/go';
import { useSession } from '../platform/session';
import { TextField } from '../ui/fields';
import { Form, FormEnd } from '../ui/form';
import { LinkSignIn } from './link-sign-in';
import { SignInFrame } from './sign-in-frame';
import { forgetToken, tokenInAddress } from './token';

/** Sign-in without a password: an address, then the code from the mail; or the link from it, which leads here too. */
export function SignInPage() {
  const { next } = useSearch({ from: '/sign-in' });
  const { state, enter } = useSession();
  const ended = state.is === 'out' && state.why === 'ended';
  const [token, setToken] = useState(tokenInAddress);
  const [asked, setAsked] = useState<{ readonly email: string; readonly minutes: number } | null>(null);
  useEffect(() => {
    // A link opened in the tab that asked for it changes nothing of the address but the fragment.
    const take = () => {
      setToken(tokenInAddress());
      forgetToken();
    };
    forgetToken();
    window.addEventListener('hashchange', take);
    return () => window.removeEventListener('hashchange', take);
  }, []);
  useEffect(() => {
    // The link of the mail opens in a tab of its own; this one goes on as soon as somebody looks at it again.
    const look = () => {
      call(readSession, {}).then(
        ({ me }) => me && enter(me),
        () => undefined,
      );
    };
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, [enter]);
  if (token) return <LinkSignIn token={token} onAnother={() => setToken('')} />;
  if (state.is === 'in') return <Go to={ownAddress(next)} />;
  return asked ? (
    <Code email={asked.email} minutes={asked.minutes} onBack={() => setAsked(null)} />
  ) : (
    <Address ended={ended} onAsked={setAsked} />
  );
}

/** Only addresses of this web are led back to. */
function ownAddress(next: string | undefined): string {
  return next?.startsWith('/') && !/^\/[/\\]/.test(next) ? next : '/';
}

interface AddressProps {
  /** Somebody was at work here until the session ended. */
  readonly ended: boolean;
  readonly onAsked: (asked: { email: string; minutes: number }) => void;
}

function Address({ ended, onAsked }: AddressProps) {
  const { form, submit, busy, problem } = useDraft({
    initial: { email: '' },
    schema: askToSignIn.body,
    toBody: (values) => values,
    send: async (body) => {
      const { minutes } = await call(askToSignIn, { body });
      onAsked({ email: body.email.trim(), minutes });
    },
  });
  return (
    <SignInFrame title="Sign in">
      {ended ? <p role="status">You were signed out. Sign in, and you are back where you were.</p> : null}
      <Form onSubmit={submit} label="Sign in">
        <TextField
          label="E-mail"
          description="We send you a link and a six-digit code. There is no password."
          type="email"
          name="email"
          autoComplete="email"
          autoFocus
          {...form.getInputProps('email')}
        />
        <FormEnd verb="Send me a code" busy={busy} problem={problem} />
      </Form>
    </SignInFrame>
  );
}

interface CodeProps {
  readonly email: string;
  readonly minutes: number;
  readonly onBack: () => void;
}

function Code({ email, minutes, onBack }: CodeProps) {
  const { enter } = useSession();
  const { form, submit, busy, problem } = useDraft({
    initial: { code: '' },
    schema: signInByCode.body,
    toBody: ({ code }) => ({ email, code: code.replace(/\s/g, '') }),
    send: async (body) => enter(await call(signInByCode, { body })),
    fieldOf: { 'identity.code_wrong': 'code' },
  });
  return (
    <SignInFrame title="Look in your mail">
      <p>
        If <strong>{email}</strong> is known here, a link and a code are on their way. They hold for {minutes} minutes.
      </p>
      <Form onSubmit={submit} label="Enter the code">
        <TextField
          label="Code"
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={7}
          autoFocus
          {...form.getInputProps('code')}
        />
        <FormEnd verb="Sign in" busy={busy} problem={problem} />
      </Form>
      <Button variant="subtle" color="gray" size="compact-xs" style={{ alignSelf: 'flex-start' }} onClick={onBack}>
        Use another address
      </Button>
    </SignInFrame>
  );
}
