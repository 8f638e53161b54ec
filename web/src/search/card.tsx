import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import type { CandidacyCard } from '@contract/search';
import type { StageKind } from '@domain/search/stages';
import type { Day } from '@domain/shared/day';
import { Ellipsis } from 'lucide-react';
import { memo, useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import classes from './card.module.css';
import { NextStepDay } from './next-step-day';
import { onPlainClick } from './plain-click';
import { standingWords } from './standing-words';

/** What a card asks of its board. The same object for the life of the board, so that no card is drawn again for it. */
export interface CardActs {
  readonly open: (id: string) => void;
  readonly menu: (id: string, anchor: HTMLElement) => void;
  readonly key: (id: string, event: KeyboardEvent<HTMLElement>) => void;
  readonly focused: (id: string) => void;
}

interface CardProps {
  readonly card: CandidacyCard;
  readonly kind: StageKind;
  readonly today: Day;
  /** Whether this is the card that Tab leads to; the arrows lead to the others. */
  readonly tabbable: boolean;
  readonly movable: boolean;
  /** The address of the search; a person's lies under it. */
  readonly path: string;
  readonly acts: CardActs;
}

/** One person: who, how long they have been here, what comes next. Never a score. */
export const Card = memo(function Card({ card, kind, today, tabbable, movable, path, acts }: CardProps) {
  const element = useRef<HTMLLIElement>(null);
  const dragged = useDraggable(element, card.id, movable);
  const standing = standingWords(card, kind);
  return (
    <li ref={element} className={classes.card} data-card={card.id} data-dragged={dragged || undefined}>
      <a
        href={`${path}/${card.id}`}
        draggable={false}
        className={classes.name}
        tabIndex={tabbable ? 0 : -1}
        aria-describedby={`about-${card.id}`}
        onKeyDown={(event) => acts.key(card.id, event)}
        onFocus={() => acts.focused(card.id)}
        onClick={onPlainClick(() => acts.open(card.id))}
      >
        {card.name}
      </a>
      {movable ? (
        <button
          type="button"
          tabIndex={-1}
          className={classes.more}
          aria-label={`Move ${card.name}`}
          aria-haspopup="menu"
          onClick={(event) => acts.menu(card.id, event.currentTarget)}
        >
          <Ellipsis size={15} aria-hidden="true" />
        </button>
      ) : null}
      <div id={`about-${card.id}`} className={classes.about}>
        {card.headline ? <p className={classes.now}>{card.headline}</p> : null}
        {card.employer ? <p className={classes.now}>{card.employer}</p> : null}
        <p className={classes.standing} data-warn={standing.warn || undefined}>
          {standing.text}
          {card.visits > 1 ? `, stay ${card.visits}` : null}
        </p>
        {card.nextStep ? (
          <p className={classes.next}>
            <span className={classes.label}>Next</span> {card.nextStep}
            <NextStepDay card={card} today={today} />
          </p>
        ) : null}
      </div>
    </li>
  );
});

/** Lets a card be dragged with a mouse; a finger scrolls, and moves by the menu. */
function useDraggable(element: RefObject<HTMLElement | null>, id: string, movable: boolean): boolean {
  const [dragged, setDragged] = useState(false);
  useEffect(() => {
    if (!element.current || !movable || matchMedia('(pointer: coarse)').matches) return undefined;
    return draggable({
      element: element.current,
      getInitialData: () => ({ candidacy: id }),
      onDragStart: () => setDragged(true),
      onDrop: () => setDragged(false),
    });
  }, [element, id, movable]);
  return dragged;
}
