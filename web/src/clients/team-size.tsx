import type { Client } from '@contract/clients';
import { count } from '../platform/when';
import { Section } from '../ui/section';

/** What the number of engineers means for the pairing of CTO and VP. */
export function TeamSize({ client }: { readonly client: Client }) {
  if (!client.teamSize || client.engineers === null) return null;
  return (
    <Section title="Team" aside={count(client.engineers, 'engineer')}>
      <p>{client.teamSize.sentence}</p>
    </Section>
  );
}
