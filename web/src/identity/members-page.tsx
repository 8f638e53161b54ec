import { inviteMember, type MemberRow } from '@contract/identity';
import { formatMinutes } from '@domain/shared/format';
import { minutes } from '@domain/shared/units';
import { PRACTICE_ROLES } from '@domain/identity/roles';
import { Button } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useDraft } from '../platform/draft';
import { isRefusal, sentenceFor } from '../platform/problems';
import { useMembership } from '../platform/session';
import { moment } from '../platform/when';
import { Confirm } from '../ui/confirm';
import { Dialog } from '../ui/dialog';
import { Failure, Refused } from '../ui/failure';
import { ChoiceField, TextField } from '../ui/fields';
import { FieldRow, Form, FormEnd } from '../ui/form';
import { Page } from '../ui/page';
import { Section } from '../ui/section';
import { Skeleton } from '../ui/skeleton';
import { Status } from '../ui/status';
import { DataTable } from '../ui/table';
import { say, sayFailed } from '../ui/toast';
import { EditMember } from './edit-member';
import { useInvitations, useMemberChanges, useMembers } from './identity.queries';
import { roleInWords } from './roles';
import { SettingsTabs } from './settings-tabs';

/** Who works at the practice, and who has been asked to. */
export function MembersPage() {
  const { practice } = useParams({ from: '/p/$practice/settings/members' });
  const members = useMembers(practice);
  const changes = useMemberChanges(practice);
  const manages = useMembership(practice)?.can.manageMembers ?? false;
  const [inviting, setInviting] = useState(false);
  const [editing, setEditing] = useState<MemberRow | null>(null);
  const [leaving, setLeaving] = useState<MemberRow | null>(null);

  return (
    <Page
      title="Settings"
      tab="Members"
      lead="Members of the practice"
      tabs={<SettingsTabs practice={practice} />}
      actions={manages ? <Button onClick={() => setInviting(true)}>Invite member</Button> : null}
    >
      {members.isPending ? <Skeleton rows={3} height={40} /> : null}
      {members.isError && isRefusal(members.error, 'request.forbidden') ? (
        <Refused title="Members are for the owner">Ask the owner of the practice.</Refused>
      ) : members.isError ? (
        <Failure onRetry={() => void members.refetch()}>{sentenceFor(members.error)}</Failure>
      ) : null}
      {members.data ? (
        <DataTable
          caption="Members"
          rows={members.data.items}
          rowKey={(member) => member.id}
          quiet={(member) => member.ended}
          columns={[
            { key: 'name', head: 'Name', phone: 'name', cell: (member) => member.name || member.email },
            { key: 'email', head: 'E-mail', cell: (member) => member.email },
            { key: 'role', head: 'Role', phone: 'aside', cell: (member) => roleInWords(member.role) },
            {
              key: 'clients',
              head: 'Clients',
              align: 'end',
              phone: 'hidden',
              cell: (member) => (member.role === 'owner' ? 'all' : member.clientIds.length),
            },
            {
              key: 'capacity',
              head: 'A week',
              align: 'end',
              phone: 'hidden',
              cell: (member) => (member.capacityMinutes === null ? '' : formatMinutes(minutes(member.capacityMinutes))),
            },
            {
              key: 'acts',
              head: <span className="visually-hidden">Actions</span>,
              align: 'end',
              cell: (member) => (
                <>
                  {member.ended ? <Status>Left</Status> : null}
                  {member.can.edit ? (
                    <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setEditing(member)}>
                      Edit<span className="visually-hidden"> {member.name}</span>
                    </Button>
                  ) : null}
                  {member.can.remove ? (
                    <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setLeaving(member)}>
                      Remove<span className="visually-hidden"> {member.name}</span>
                    </Button>
                  ) : null}
                </>
              ),
            },
          ]}
        />
      ) : null}
      {manages ? <OpenInvitations practice={practice} /> : null}
      <Dialog title="Invite member" open={inviting} onClose={() => setInviting(false)}>
        <InviteForm practice={practice} onClose={() => setInviting(false)} />
      </Dialog>
      <EditMember practice={practice} member={editing} onClose={() => setEditing(null)} />
      <Confirm
        title={`Remove ${leaving?.name ?? ''} from the practice?`}
        open={leaving !== null}
        verb="Remove"
        busy={changes.remove.isPending}
        onClose={() => setLeaving(null)}
        onConfirm={() => {
          if (!leaving) return;
          changes.remove.mutate(leaving, {
            onSuccess: () => say(`${leaving.name} has left. The hours stay.`),
            onError: (error) => sayFailed(sentenceFor(error)),
            onSettled: () => setLeaving(null),
          });
        }}
      >
        They are signed out at once. Every hour they logged stays where it is.
      </Confirm>
    </Page>
  );
}

function InviteForm({ practice, onClose }: { readonly practice: string; readonly onClose: () => void }) {
  const changes = useMemberChanges(practice);
  const { form, submit, busy, problem } = useDraft({
    initial: { name: '', email: '', role: 'cto' as (typeof PRACTICE_ROLES)[number] },
    schema: inviteMember.body,
    toBody: (values) => values,
    send: (body) => changes.invite.mutateAsync(body),
    onDone: () => {
      say(`The invitation is on its way to ${form.values.email}.`);
      onClose();
    },
    fieldOf: { 'identity.already_member': 'email' },
  });
  return (
    <Form onSubmit={submit} label="Invite member">
      <FieldRow>
        <TextField label="Name" autoFocus {...form.getInputProps('name')} />
        <TextField label="E-mail" type="email" {...form.getInputProps('email')} />
      </FieldRow>
      <ChoiceField
        label="Role"
        data={PRACTICE_ROLES.map((role) => ({ value: role, label: roleInWords(role) }))}
        {...form.getInputProps('role')}
      />
      <FormEnd verb="Send invitation" busy={busy} problem={problem} onCancel={onClose} />
    </Form>
  );
}

function OpenInvitations({ practice }: { readonly practice: string }) {
  const invitations = useInvitations(practice);
  const { withdraw } = useMemberChanges(practice);
  const open = invitations.data?.items.filter((one) => one.state === 'open' && one.clientId === null) ?? [];
  if (open.length === 0) return null;
  return (
    <Section title="Open invitations">
      <DataTable
        caption="Open invitations"
        rows={open}
        rowKey={(invitation) => invitation.id}
        columns={[
          { key: 'name', head: 'Name', phone: 'name', cell: (invitation) => invitation.name },
          { key: 'email', head: 'E-mail', cell: (invitation) => invitation.email },
          { key: 'role', head: 'Role', phone: 'aside', cell: (invitation) => roleInWords(invitation.role) },
          { key: 'until', head: 'Holds until', cell: (invitation) => moment(invitation.expiresAt) },
          {
            key: 'act',
            head: <span className="visually-hidden">Actions</span>,
            align: 'end',
            cell: (invitation) => (
              <Button
                variant="subtle"
                color="gray"
                size="compact-xs"
                onClick={() =>
                  withdraw.mutate(invitation.id, {
                    onSuccess: () => say(`The invitation to ${invitation.email} is withdrawn.`),
                    onError: (error) => sayFailed(sentenceFor(error)),
                  })
                }
              >
                Withdraw<span className="visually-hidden"> the invitation to {invitation.name}</span>
              </Button>
            ),
          },
        ]}
      />
    </Section>
  );
}
