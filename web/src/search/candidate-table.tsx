import type { CandidacyCard, SearchView } from '@contract/search';
import type { Day } from '@domain/shared/day';
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { DataTable } from '../ui/table';
import { inStage, lastPlace } from './board-order';
import { NextStepDay } from './next-step-day';
import { MoveMenu } from './move-menu';
import { standingWords } from './standing-words';
import type { Moves } from './use-moves';
import { onPlainClick } from './plain-click';
import classes from './candidate-table.module.css';

interface CandidateTableProps {
  readonly search: SearchView;
  readonly moves: Moves;
  /** Who is listed, in the order of the board. */
  readonly cards: readonly CandidacyCard[];
  readonly today: Day;
  readonly path: string;
  readonly onOpen: (id: string) => void;
}

/** The same people as on the board, a line each, under their stages. */
export function CandidateTable({ search, moves, cards, today, path, onOpen }: CandidateTableProps) {
  const [menu, setMenu] = useState<{ readonly id: string; readonly anchor: HTMLElement } | null>(null);
  const stages = new Map(search.stages.map((stage) => [stage.id, stage]));
  const rows = search.stages.flatMap((stage) => inStage(cards, stage.id));
  const inMenu = menu && rows.find(({ id }) => id === menu.id);
  return (
    <>
      <DataTable
        caption={search.title}
        rows={rows}
        rowKey={(card) => card.id}
        groupOf={(card) => ({
          key: card.stageId,
          head: stages.get(card.stageId)?.name ?? '',
          sum: inStage(rows, card.stageId).length,
        })}
        columns={[
          {
            key: 'name',
            head: 'Name',
            phone: 'name',
            width: '20%',
            cell: (card) => (
              <a href={`${path}/${card.id}`} className={classes.name} onClick={onPlainClick(() => onOpen(card.id))}>
                {card.name}
              </a>
            ),
          },
          {
            key: 'now',
            head: 'Now',
            width: '26%',
            cell: (card) => [card.headline, card.employer].filter(Boolean).join(', '),
          },
          {
            key: 'standing',
            head: 'Here',
            width: '20%',
            cell: (card) => {
              const kind = stages.get(card.stageId)?.kind ?? 'research';
              const { text, warn } = standingWords(card, kind);
              return (
                <span className={classes.standing} data-warn={warn || undefined}>
                  {text}
                </span>
              );
            },
          },
          {
            key: 'next',
            head: 'Next',
            cell: (card) =>
              card.nextStep ? (
                <>
                  {card.nextStep}
                  <NextStepDay card={card} today={today} />
                </>
              ) : null,
          },
          {
            key: 'acts',
            head: <span className="visually-hidden">Actions</span>,
            align: 'end',
            width: '48px',
            phone: 'aside',
            cell: (card) =>
              search.can.edit && card.disposition !== 'hired' ? (
                <button
                  type="button"
                  className={classes.more}
                  aria-label={`Move ${card.name}`}
                  aria-haspopup="menu"
                  onClick={(event) => setMenu({ id: card.id, anchor: event.currentTarget })}
                >
                  <Ellipsis size={15} aria-hidden="true" />
                </button>
              ) : null,
          },
        ]}
      />
      {menu && inMenu ? (
        <MoveMenu
          name={inMenu.name}
          stages={search.stages}
          here={inMenu.stageId}
          anchor={menu.anchor}
          onClose={() => setMenu(null)}
          onMove={(stageId) => {
            setMenu(null);
            moves.move(menu.id, lastPlace(moves.cards, stageId, menu.id));
          }}
        />
      ) : null}
    </>
  );
}
