import { editMe } from '@contract/identity';
import { Button, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useDraft } from '../platform/draft';
import { sentenceFor } from '../platform/problems';
import { useMe, useMembership, useSession } from '../platform/session';
import { moment } from '../platform/when';
import { Failure } from '../ui/failure';
import { ChoiceField, TextField } from '../ui/fields';
import { Form, FormEnd } from '../ui/form';
import { Page } from '../ui/page';
import { Section } from '../ui/section';
import { Skeleton } from '../ui/skeleton';
import { Status } from '../ui/status';
import { DataTable } from '../ui/table';
import { say, sayFailed } from '../ui/toast';
import { ZoneField } from '../ui/zone-field';
import { deviceName } from './device-name';
import { useEditMe, useEndSession, useMoveTo, useSessions } from './identity.queries';
import { SettingsTabs } from './settings-tabs';
import { SignOut } from './sign-out';

/** One's own name, zone, colours and signed-in browsers. */
export function SettingsPage() {
  const { practice } = useParams({ from: '/p/$practice/settings' });
  const me = useMe();
  return (
    <Page
      title="Settings"
      lead={me.email}
      tabs={<SettingsTabs practice={practice} />}
      width="text"
      actions={<SignOut />}
    >
      <Section title="You">
        <NameForm key={me.name} />
      </Section>
      <Section title="Where you are">
        <ZoneChoice practice={practice} />
      </Section>
      <Section title="Colours">
        <SchemeChoice />
      </Section>
      <Sessions />
    </Page>
  );
}

function NameForm() {
  const me = useMe();
  const { enter } = useSession();
  const edit = useEditMe();
  const { form, submit, busy, problem } = useDraft({
    initial: { name: me.name },
    schema: editMe.body,
    toBody: (values) => values,
    send: async (body) => enter(await edit.mutateAsync(body)),
    onDone: () => say('Name saved.'),
  });
  return (
    <Form onSubmit={submit} label="You">
      <TextField label="Name" description="As others read it" autoComplete="name" {...form.getInputProps('name')} />
      <FormEnd verb="Save name" busy={busy} problem={problem} />
    </Form>
  );
}

function ZoneChoice({ practice }: { readonly practice: string }) {
  const membership = useMembership(practice);
  const { enter } = useSession();
  const move = useMoveTo(practice);
  if (!membership) return null;
  return (
    <ZoneField
      label="Time zone"
      description={`Whose date is your today at ${membership.name}`}
      value={membership.zone}
      disabled={move.isPending}
      onChange={(zone) =>
        move.mutate(zone, {
          onSuccess: (me) => {
            if (me) enter(me);
            say('Time zone saved.');
          },
          onError: (error) => sayFailed(sentenceFor(error)),
        })
      }
    />
  );
}

function SchemeChoice() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <ChoiceField
      aria-label="Colours"
      value={colorScheme}
      onChange={(event) => setColorScheme(event.currentTarget.value as MantineColorScheme)}
      data={[
        { value: 'auto', label: 'As this device has it' },
        { value: 'light', label: 'Light' },
        { value: 'dark', label: 'Dark' },
      ]}
    />
  );
}

function Sessions() {
  const sessions = useSessions();
  const end = useEndSession();
  return (
    <Section title="Signed-in browsers">
      {sessions.isPending ? <Skeleton rows={2} height={40} /> : null}
      {sessions.isError ? (
        <Failure onRetry={() => void sessions.refetch()}>{sentenceFor(sessions.error)}</Failure>
      ) : null}
      {sessions.data ? (
        <DataTable
          caption="Signed-in browsers"
          rows={sessions.data.items}
          rowKey={(session) => session.id}
          columns={[
            { key: 'device', head: 'Browser', phone: 'name', cell: (session) => deviceName(session.device) },
            {
              key: 'since',
              head: 'Signed in',
              nowrap: true,
              cell: (session) => moment(session.createdAt),
              phone: 'hidden',
            },
            { key: 'seen', head: 'Last seen', nowrap: true, cell: (session) => moment(session.lastSeenAt) },
            {
              key: 'act',
              head: <span className="visually-hidden">Actions</span>,
              align: 'end',
              phone: 'aside',
              cell: (session) =>
                session.current ? (
                  <Status tone="now">This one</Status>
                ) : (
                  <Button
                    variant="subtle"
                    color="gray"
                    size="compact-xs"
                    onClick={() =>
                      end.mutate(session.id, {
                        onSuccess: () => say('That browser is signed out.'),
                        onError: (error) => sayFailed(sentenceFor(error)),
                      })
                    }
                  >
                    Sign out
                  </Button>
                ),
            },
          ]}
        />
      ) : null}
    </Section>
  );
}
