import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import type { CandidacyCard, SearchView } from '@contract/search';
import type { Day } from '@domain/shared/day';
import { Fragment, memo, useEffect, useRef, useState, type RefObject } from 'react';
import { Card, type CardActs } from './card';
import classes from './column.module.css';

interface ColumnProps {
  readonly stage: SearchView['stages'][number];
  readonly cards: readonly CandidacyCard[];
  readonly today: Day;
  /** The card that Tab leads to, if it is in this column. */
  readonly tabId: string | null;
  readonly mayMove: boolean;
  readonly path: string;
  readonly acts: CardActs;
}

/** One stage with its people in order; an empty one folds to a strip that still takes whoever is dropped on it. */
export const Column = memo(function Column({ stage, cards, today, tabId, mayMove, path, acts }: ColumnProps) {
  const element = useRef<HTMLElement>(null);
  const over = useDropPlace(element, stage.id, mayMove);
  const people = cards.length === 0 ? 'nobody' : cards.length === 1 ? '1 person' : `${cards.length} people`;
  return (
    <section
      ref={element}
      className={classes.column}
      aria-label={`${stage.name}, ${people}`}
      data-stage={stage.id}
      data-empty={cards.length === 0 || undefined}
      data-over={over !== undefined || undefined}
    >
      <div className={classes.head} aria-hidden="true">
        <span className={classes.name}>{stage.name}</span>
        <span className={classes.count}>{cards.length}</span>
      </div>
      {cards.length > 0 ? (
        <ul className={classes.cards}>
          {over === null ? <DropLine /> : null}
          {cards.map((card) => (
            <Fragment key={card.id}>
              <Card
                card={card}
                kind={stage.kind}
                today={today}
                tabbable={card.id === tabId}
                movable={mayMove && card.disposition !== 'hired'}
                path={path}
                acts={acts}
              />
              {over === card.id ? <DropLine /> : null}
            </Fragment>
          ))}
        </ul>
      ) : null}
    </section>
  );
}, sameColumn);

function DropLine() {
  return <li className={classes.line} aria-hidden="true" />;
}

/** A move makes new lists for every column; only those whose people or order changed are drawn again. */
function sameColumn(a: ColumnProps, b: ColumnProps): boolean {
  return (
    a.stage === b.stage &&
    a.today === b.today &&
    a.tabId === b.tabId &&
    a.mayMove === b.mayMove &&
    a.path === b.path &&
    a.acts === b.acts &&
    a.cards.length === b.cards.length &&
    a.cards.every((card, at) => card === b.cards[at])
  );
}

/** Behind whom a dragged card would fall: null for the top, undefined while none is over this stage. */
function useDropPlace(element: RefObject<HTMLElement | null>, stageId: string, mayMove: boolean) {
  const [over, setOver] = useState<string | null | undefined>(undefined);
  useEffect(() => {
    const column = element.current;
    if (!column || !mayMove) return undefined;
    return dropTargetForElements({
      element: column,
      canDrop: ({ source }) => typeof source.data['candidacy'] === 'string',
      getData: ({ input, source }) => ({ stageId, after: cardAbove(column, input.clientY, source.element) }),
      onDrag: ({ self }) => setOver(self.data['after'] as string | null),
      onDragLeave: () => setOver(undefined),
      onDrop: () => setOver(undefined),
    });
  }, [element, mayMove, stageId]);
  return over;
}

/** The lowest card whose middle is above the pointer, leaving out the one that is dragged. */
function cardAbove(column: HTMLElement, pointer: number, dragged: Element): string | null {
  const above = [...column.querySelectorAll<HTMLElement>('[data-card]')].findLast((card) => {
    const { top, height } = card.getBoundingClientRect();
    return card !== dragged && top + height / 2 < pointer;
  });
  return above?.dataset['card'] ?? null;
}
