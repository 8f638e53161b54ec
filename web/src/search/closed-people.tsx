import type { CandidacyCard, SearchView } from '@contract/search';
import { count } from '../platform/when';
import { onPlainClick } from './plain-click';
import classes from './closed-people.module.css';

interface ClosedPeopleProps {
  readonly search: SearchView;
  /** Those out of the running. */
  readonly cards: readonly CandidacyCard[];
  readonly path: string;
  readonly onOpen: (id: string) => void;
}

/** Who is no longer in play, folded away: names and how far they stood; the reason is in their history. */
export function ClosedPeople({ search, cards, path, onOpen }: ClosedPeopleProps) {
  if (cards.length === 0) return null;
  const stages = new Map(search.stages.map(({ id, name }) => [id, name]));
  return (
    <details className={classes.closed}>
      <summary className={classes.summary}>Out of the running: {count(cards.length, 'person', 'people')}</summary>
      <ul className={classes.list}>
        {cards.map((card) => (
          <li key={card.id} className={classes.line}>
            <a href={`${path}/${card.id}`} onClick={onPlainClick(() => onOpen(card.id))}>
              {card.name}
            </a>
            <span className={classes.facts}>
              {[card.headline, card.employer].filter(Boolean).join(', ')}
              {card.headline || card.employer ? ' · ' : null}
              left at {stages.get(card.stageId)}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
