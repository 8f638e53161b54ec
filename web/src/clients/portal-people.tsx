import type { Client } from '@contract/clients';
import { inviteClientUser } from '@contract/identity';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { CLIENT_ROLES } from '@domain/identity/roles';
import { useDraft } from '../platform/draft';
import { sentenceFor } from '../platform/problems';
import { Empty } from '../ui/empty';
import { Failure } from '../ui/failure';
import { ChoiceField, TextField } from '../ui/fields';
import { FieldRow, Form, FormEnd } from '../ui/form';
import { Section } from '../ui/section';
import { Skeleton } from '../ui/skeleton';
import { Status } from '../ui/status';
import { Confirm } from '../ui/confirm';
import { say, sayFailed } from '../ui/toast';
import { useClientUserChanges, useClientUsers } from './clients.queries';
import classes from './contacts.module.css';

const ROLE_WORDS: Record<string, string> = {
  sponsor: 'Sponsor',
  member: 'Member',
  board: 'Board',
  panelist: 'Interviewer',
  vp: 'VP of Engineering',
};

interface PortalPeopleProps {
  readonly practice: string;
  readonly client: Client;
}

/** Who at the client may look in, and who has been invited. */
export function PortalPeople({ practice, client }: PortalPeopleProps) {
  const people = useClientUsers(practice, client.id);
  const changes = useClientUserChanges(practice, client.id);
  const [inviting, setInviting] = useState(false);
  const [leaving, setLeaving] = useState<{ id: string; name: string; version: number } | null>(null);
  const open = people.data?.invitations.filter((invitation) => invitation.state === 'open') ?? [];

  return (
    <Section
      title="Who looks in"
      aside={
        client.can.viewPortal ? (
          <Link to="/portal/$practice/$client" params={{ practice, client: client.id }}>
            View as client
          </Link>
        ) : null
      }
    >
      {people.isPending ? <Skeleton rows={2} height={44} /> : null}
      {people.isError ? <Failure onRetry={() => void people.refetch()}>{sentenceFor(people.error)}</Failure> : null}
      {people.data && people.data.items.length + open.length === 0 && !inviting ? (
        <Empty>Nobody at the client looks in yet. A sponsor reads phase, hours left and summaries here.</Empty>
      ) : null}
      <ul>
        {people.data?.items.map((person) => (
          <li key={person.id} className={classes.line}>
            <div className={classes.person}>
              <span className={classes.name}>{person.name}</span>
              <span className={classes.facts}>
                {ROLE_WORDS[person.role]} · {person.email}
              </span>
            </div>
            {client.can.edit ? (
              <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setLeaving(person)}>
                Remove<span className="visually-hidden"> {person.name}</span>
              </Button>
            ) : null}
          </li>
        ))}
        {open.map((invitation) => (
          <li key={invitation.id} className={classes.line}>
            <div className={classes.person}>
              <span className={classes.name}>
                {invitation.name} <Status>Invited</Status>
              </span>
              <span className={classes.facts}>
                {ROLE_WORDS[invitation.role]} · {invitation.email}
              </span>
            </div>
            {client.can.edit ? (
              <Button
                variant="subtle"
                color="gray"
                size="compact-xs"
                onClick={() =>
                  changes.withdraw.mutate(invitation.id, {
                    onSuccess: () => say(`The invitation to ${invitation.email} is withdrawn.`),
                    onError: (error) => sayFailed(sentenceFor(error)),
                  })
                }
              >
                Withdraw<span className="visually-hidden"> the invitation to {invitation.name}</span>
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {inviting ? <InviteForm practice={practice} client={client} onClose={() => setInviting(false)} /> : null}
      {client.can.edit && !inviting && !client.archived ? (
        <Button variant="default" mt={12} onClick={() => setInviting(true)}>
          Invite somebody
        </Button>
      ) : null}
      <Confirm
        title={`Take the look-in away from ${leaving?.name ?? ''}?`}
        open={leaving !== null}
        verb="Remove"
        busy={changes.remove.isPending}
        onClose={() => setLeaving(null)}
        onConfirm={() => {
          if (!leaving) return;
          changes.remove.mutate(
            { clientUserId: leaving.id, version: leaving.version },
            {
              onSuccess: () => say(`${leaving.name} no longer looks in.`),
              onError: (error) => sayFailed(sentenceFor(error)),
              onSettled: () => setLeaving(null),
            },
          );
        }}
      >
        They are signed out of {client.name} at once. They can be invited again.
      </Confirm>
    </Section>
  );
}

function InviteForm({ practice, client, onClose }: PortalPeopleProps & { readonly onClose: () => void }) {
  const changes = useClientUserChanges(practice, client.id);
  const { form, submit, busy, problem } = useDraft({
    initial: { name: '', email: '', role: 'sponsor' as (typeof CLIENT_ROLES)[number] },
    schema: inviteClientUser.body,
    toBody: (values) => values,
    send: (body) => changes.invite.mutateAsync(body),
    onDone: () => {
      say(`The invitation is on its way to ${form.values.email}.`);
      onClose();
    },
    fieldOf: { 'identity.already_member': 'email' },
  });
  return (
    <Form onSubmit={submit} label={`Invite somebody at ${client.name}`}>
      <FieldRow>
        <TextField label="Name" autoFocus {...form.getInputProps('name')} />
        <TextField label="E-mail" type="email" {...form.getInputProps('email')} />
      </FieldRow>
      <ChoiceField
        label="Role"
        data={CLIENT_ROLES.map((role) => ({ value: role, label: ROLE_WORDS[role] ?? role }))}
        {...form.getInputProps('role')}
      />
      <FormEnd verb="Send invitation" busy={busy} problem={problem} onCancel={onClose} />
    </Form>
  );
}
