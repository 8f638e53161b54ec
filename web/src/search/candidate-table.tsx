import type { CandidacyCard, SearchView } from '@contract/search';
import { formatDayShort } from '@domain/shared/format';
import { Empty } from '../ui/empty';
import { Status } from '../ui/status';
import { DataTable } from '../ui/table';

interface CandidateTableProps {
  readonly search: SearchView;
  readonly cards: readonly CandidacyCard[];
}

/** Everybody in the search by stage, with how long they have been there and what comes next. */
export function CandidateTable({ search, cards }: CandidateTableProps) {
  const stages = new Map(search.stages.map((stage) => [stage.id, stage]));
  const rows = cards.toSorted(
    (a, b) => (stages.get(a.stageId)?.position ?? 0) - (stages.get(b.stageId)?.position ?? 0),
  );
  if (rows.length === 0) return <Empty>Nobody is in this search yet.</Empty>;
  return (
    <DataTable
      caption={search.title}
      rows={rows}
      rowKey={(card) => card.id}
      quiet={(card) => card.disposition === 'closed'}
      groupOf={(card) => {
        const here = rows.filter(({ stageId }) => stageId === card.stageId).length;
        return { key: card.stageId, head: stages.get(card.stageId)?.name ?? '', sum: here };
      }}
      columns={[
        { key: 'name', head: 'Name', phone: 'name', cell: (card) => card.name },
        {
          key: 'now',
          head: 'Now',
          cell: (card) => [card.headline, card.employer].filter(Boolean).join(', '),
        },
        { key: 'next', head: 'Next', cell: (card) => card.nextStep },
        {
          key: 'on',
          head: 'On',
          phone: 'hidden',
          cell: (card) => (card.nextStepOn ? formatDayShort(card.nextStepOn) : ''),
        },
        {
          key: 'days',
          head: 'Here',
          align: 'end',
          phone: 'aside',
          cell: (card) =>
            card.stalled ? <Status tone="warn">stalled, {card.daysHere} d</Status> : `${card.daysHere} d`,
        },
      ]}
    />
  );
}
