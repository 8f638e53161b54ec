import type { CandidacyCard, CandidacyView, SearchView } from '@contract/search';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { isRefusal, sentenceFor } from '../platform/problems';
import { Dialog } from '../ui/dialog';
import { Failure } from '../ui/failure';
import { Section } from '../ui/section';
import { Skeleton } from '../ui/skeleton';
import { lastPlace } from './board-order';
import { useCandidacy, usePeek } from './candidacy.queries';
import { MoveMenu } from './move-menu';
import { PersonFacts } from './person-facts';
import { PersonHistory } from './person-history';
import { PersonStanding } from './person-standing';
import type { Moves } from './use-moves';
import classes from './person-panel.module.css';

export interface PersonPanelProps {
  readonly practice: string;
  readonly search: SearchView;
  readonly moves: Moves;
  /** Whose panel it is. */
  readonly candidacyId: string;
  /** Everybody in the list behind the panel, in its order. */
  readonly order: readonly string[];
  readonly zone: string;
  readonly onTurn: (id: string) => void;
  readonly onClose: () => void;
}

/** One person over the list they stand in. J and K turn to the next and the one before, M moves. */
export function PersonPanel(props: PersonPanelProps) {
  const { practice, search, moves, candidacyId, order, onTurn, onClose } = props;
  const candidacy = useCandidacy({ practice, searchId: search.id, candidacyId });
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const card = moves.cards.find(({ id }) => id === candidacyId) ?? candidacy.data?.card;
  const at = order.indexOf(candidacyId);
  const before = order[at - 1];
  const next = at < 0 ? undefined : order[at + 1];

  usePeek(practice, search.id, before, next);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const key = event.key.toLowerCase();
    if (key === 'j' && next) onTurn(next);
    if (key === 'k' && before) onTurn(before);
    if (key === 'm' && candidacy.data?.can.move)
      setAnchor(event.currentTarget.querySelector<HTMLElement>('[data-move]') ?? event.currentTarget);
  };

  return (
    <div role="presentation" onKeyDown={onKeyDown}>
      <Dialog title={card?.name ?? ' '} open onClose={onClose} place="side">
        <div className={classes.lead} tabIndex={-1} data-autofocus>
          <p className={classes.now}>{card ? [card.headline, card.employer].filter(Boolean).join(', ') : ' '}</p>
          {at >= 0 && order.length > 1 ? (
            <div className={classes.turn}>
              <span>
                {at + 1} of {order.length}
              </span>
              <TurnButton label="Person before (K)" to={before} onTurn={onTurn}>
                <ChevronUp size={16} aria-hidden="true" />
              </TurnButton>
              <TurnButton label="Next person (J)" to={next} onTurn={onTurn}>
                <ChevronDown size={16} aria-hidden="true" />
              </TurnButton>
            </div>
          ) : null}
        </div>
        {candidacy.isPending ? <Skeleton rows={9} height={36} /> : null}
        {candidacy.isError ? (
          isRefusal(candidacy.error, 'request.not_found') ? (
            <p>There is no such person in this search.</p>
          ) : (
            <Failure onRetry={() => void candidacy.refetch()}>{sentenceFor(candidacy.error)}</Failure>
          )
        ) : null}
        {candidacy.data && card ? (
          <Person key={candidacyId} {...props} card={card} view={candidacy.data} onMoveFrom={setAnchor} />
        ) : null}
        {anchor && card ? (
          <MoveMenu
            name={card.name}
            stages={search.stages}
            here={card.stageId}
            anchor={anchor}
            onClose={() => setAnchor(null)}
            onMove={(stageId) => {
              setAnchor(null);
              moves.move(candidacyId, lastPlace(moves.cards, stageId, candidacyId));
            }}
          />
        ) : null}
      </Dialog>
    </div>
  );
}

interface PersonProps extends PersonPanelProps {
  readonly card: CandidacyCard;
  readonly view: CandidacyView;
  readonly onMoveFrom: (anchor: HTMLElement) => void;
}

function Person({ practice, search, candidacyId, card, view, zone, onMoveFrom }: PersonProps) {
  const of = { practice, searchId: search.id, candidacyId };
  return (
    <>
      <PersonStanding of={of} search={search} card={card} view={view} onMoveFrom={onMoveFrom} />
      <PersonFacts of={of} view={view} />
      <Section title="History">
        <PersonHistory view={view} zone={zone} />
      </Section>
    </>
  );
}

interface TurnButtonProps {
  readonly label: string;
  readonly to: string | undefined;
  readonly onTurn: (id: string) => void;
  readonly children: ReactNode;
}

function TurnButton({ label, to, onTurn, children }: TurnButtonProps) {
  return (
    <button
      type="button"
      className={classes.turnButton}
      aria-label={label}
      title={label}
      aria-disabled={to === undefined || undefined}
      onClick={() => {
        if (to) onTurn(to);
      }}
    >
      {children}
    </button>
  );
}

function isTyping(target: EventTarget): boolean {
  return target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}
