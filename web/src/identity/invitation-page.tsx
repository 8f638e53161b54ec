import { acceptInvitation, openInvitation } from '@contract/identity';
import type { Reply } from '@contract/route';
import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { call } from '../platform/api';
import { useDraft } from '../platform/draft';
import { sentenceFor } from '../platform/problems';
import { useSession } from '../platform/session';
import { TextField } from '../ui/fields';
import { Form, FormEnd } from '../ui/form';
import { Skeleton } from '../ui/skeleton';
import { roleInWords } from './roles';
import { SignInFrame } from './sign-in-frame';
import { forgetToken, isComplete, NOT_COMPLETE, tokenInAddress } from './token';

type Offer = Reply<typeof openInvitation>;

/** What an invitation offers, and the joining. */
export function InvitationPage() {
  const [token] = useState(tokenInAddress);
  const [offer, setOffer] = useState<Offer | null>(null);
  const [problem, setProblem] = useState(isComplete(token) ? '' : NOT_COMPLETE);
  useEffect(() => {
    forgetToken();
    if (!isComplete(token)) return;
    call(openInvitation, { body: { token } }).then(setOffer, (error: unknown) => setProblem(sentenceFor(error)));
  }, [token]);

  if (problem)
    return (
      <SignInFrame title="This invitation does not open">
        <p role="alert">{problem}</p>
        <p>
          Ask whoever sent it for a new one, or <Link to="/sign-in">sign in</Link> if you have joined already.
        </p>
      </SignInFrame>
    );
  if (!offer)
    return (
      <SignInFrame title="Invitation">
        <Skeleton rows={2} />
      </SignInFrame>
    );
  return <Accept token={token} offer={offer} />;
}

function Accept({ token, offer }: { readonly token: string; readonly offer: Offer }) {
  const { enter, leave, state } = useSession();
  const navigate = useNavigate();
  const { form, submit, busy, problem } = useDraft({
    // Somebody known here has said what they are called; for others the inviter wrote it.
    initial: { name: (state.is === 'in' && state.me.name) || offer.name },
    schema: acceptInvitation.body,
    toBody: ({ name }) => ({ token, name }),
    send: async (body) => {
      enter(await call(acceptInvitation, { body }));
      await navigate({ to: '/', replace: true });
    },
  });
  const place = offer.clientName ? `${offer.clientName} at ${offer.practiceName}` : offer.practiceName;
  const other = offer.signedInAs !== null && offer.signedInAs !== offer.email;
  return (
    <SignInFrame title={`Join ${place}`}>
      <p>
        You are invited as <strong>{roleInWords(offer.role).toLowerCase()}</strong>, with the mailbox {offer.email}.
      </p>
      {other ? (
        <>
          <p>You are signed in as {offer.signedInAs}. Sign out first, then open the invitation again.</p>
          <Button variant="default" onClick={() => void leave()}>
            Sign out
          </Button>
        </>
      ) : (
        <Form onSubmit={submit} label="Join">
          <TextField label="Your name" autoComplete="name" autoFocus {...form.getInputProps('name')} />
          <FormEnd verb={`Join ${offer.clientName ?? offer.practiceName}`} busy={busy} problem={problem} />
        </Form>
      )}
    </SignInFrame>
  );
}
