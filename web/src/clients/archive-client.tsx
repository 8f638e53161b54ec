import type { Client } from '@contract/clients';
import { Button } from '@mantine/core';
import { sentenceFor } from '../platform/problems';
import { Section } from '../ui/section';
import { say, sayFailed } from '../ui/toast';
import { useArchiving } from './clients.queries';

/** Putting a client away loses nothing, and is undone with one click. */
export function ArchiveClient({ practice, client }: { readonly practice: string; readonly client: Client }) {
  const archiving = useArchiving(practice, client.id);
  const put = (away: boolean) =>
    archiving.mutate(away, {
      onSuccess: () =>
        say(away ? `${client.name} is archived.` : `${client.name} is back.`, () => archiving.mutate(!away)),
      onError: (error) => sayFailed(sentenceFor(error)),
    });
  return (
    <Section title={client.archived ? 'Archived' : 'Archive'}>
      <p>
        {client.archived
          ? 'Nothing new is taken for this client. Its hours and summaries stay.'
          : 'Takes the client off the lists. Its hours and summaries stay, and it can come back.'}
      </p>
      <Button variant="default" mt={8} loading={archiving.isPending} onClick={() => put(!client.archived)}>
        {client.archived ? 'Bring it back' : `Archive ${client.name}`}
      </Button>
    </Section>
  );
}
