import { editMe, editMembership, readSession } from '@contract/identity';
import { ZoneShape } from '@contract/shapes';
import { call } from '../platform/api';
import { useDraft } from '../platform/draft';
import { useMe, useSession } from '../platform/session';
import { zoneHere } from '../platform/when';
import { TextField } from '../ui/fields';
import { Form, FormEnd } from '../ui/form';
import { ZoneField } from '../ui/zone-field';
import { SignInFrame } from './sign-in-frame';

const Introduction = editMe.body.extend({ zone: ZoneShape });

/** The first sign-in of somebody whom nobody has named: what they are called, and whose date is theirs. */
export function Introduce() {
  const { enter } = useSession();
  const { email, practices } = useMe();
  const { form, submit, busy, problem } = useDraft({
    initial: { name: '', zone: zoneHere() },
    schema: Introduction,
    toBody: (values) => values,
    send: async ({ name, zone }) => {
      for (const { practiceId } of practices) await call(editMembership, { params: { practiceId }, body: { zone } });
      // The name comes last: without it these questions are asked again.
      await call(editMe, { body: { name } });
      const { me } = await call(readSession, {});
      if (me) enter(me);
    },
  });
  return (
    <SignInFrame title="Welcome to Baton">
      <p>You are signed in as {email}. Two questions, and you are there.</p>
      <Form onSubmit={submit} label="Welcome to Baton">
        <TextField
          label="Your name"
          description="As colleagues and clients read it"
          autoComplete="name"
          autoFocus
          {...form.getInputProps('name')}
        />
        <ZoneField
          label="Your time zone"
          description="Whose date is your today"
          value={form.values.zone}
          onChange={(zone) => form.setValues({ zone })}
          error={form.errors['zone']}
        />
        <FormEnd verb="Go on" busy={busy} problem={problem} />
      </Form>
    </SignInFrame>
  );
}
