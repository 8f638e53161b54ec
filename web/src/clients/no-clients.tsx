import { Button } from '@mantine/core';
import { useMembership } from '../platform/session';
import { Empty } from '../ui/empty';
import { useOwners } from './clients.queries';

interface NoClientsProps {
  readonly practice: string;
  readonly onAdd: () => void;
}

/** Before the first client: how one comes to be here, for those who may add one and for those who wait for one. */
export function NoClients({ practice, onAdd }: NoClientsProps) {
  const membership = useMembership(practice);
  if (!membership) return null;
  const add = membership.can.addClients ? (
    <Button variant="default" onClick={onAdd}>
      Add your first client
    </Button>
  ) : null;
  return membership.can.manageMembers ? (
    <Empty action={add}>
      No clients yet. Add the first one, set its terms, and log an hour: the rest follows from there.
    </Empty>
  ) : (
    <Unassigned practice={practice} add={add} />
  );
}

function Unassigned({ practice, add }: { readonly practice: string; readonly add: React.ReactNode }) {
  const owners = useOwners(practice).map(({ name, email }) => name || email);
  const who = owners.length > 0 ? new Intl.ListFormat('en', { type: 'disjunction' }).format(owners) : 'The owner';
  return (
    <Empty action={add}>No client is assigned to you yet. {who} can assign one, under Settings, Members, Edit.</Empty>
  );
}
