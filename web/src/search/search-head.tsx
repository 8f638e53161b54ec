import type { CandidacyCard, SearchView } from '@contract/search';
import { Button } from '@mantine/core';
import { Search } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { useKeys } from '../platform/keys';
import { count } from '../platform/when';
import { TextField } from '../ui/fields';
import type { BoardView } from './board-view';
import classes from './search-head.module.css';

interface SearchHeadProps {
  readonly search: SearchView;
  /** Everybody in play or hired. */
  readonly cards: readonly CandidacyCard[];
  readonly view: BoardView;
  readonly onView: (view: BoardView) => void;
  readonly onAdd: () => void;
}

/** What this search is, how it stands, and the one thing to do most often: add somebody. */
export function SearchHead({ search, cards, view, onView, onAdd }: SearchHeadProps) {
  return (
    <header className={classes.head}>
      <div className={classes.names}>
        <h2 className={classes.title}>{search.title}</h2>
        <p className={classes.standing}>{standing(search, cards)}</p>
      </div>
      <div className={classes.acts}>
        {cards.length > 0 ? (
          <>
            <FindField view={view} onView={onView} />
            <ViewChoice view={view} onView={onView} />
          </>
        ) : null}
        {search.can.edit ? <Button onClick={onAdd}>Add candidate</Button> : null}
      </div>
    </header>
  );
}

function standing(search: SearchView, cards: readonly CandidacyCard[]): string {
  const inPlay = cards.filter(({ disposition }) => disposition !== 'hired');
  const stalled = cards.filter((card) => card.stalled).length;
  const held = cards.filter(({ disposition }) => disposition === 'on_hold').length;
  const beyond = search.week - search.targetWeeks;
  return [
    search.closed
      ? 'Closed'
      : beyond > 0
        ? `Week ${search.week}, ${count(beyond, 'week')} over the target of ${search.targetWeeks}`
        : `Week ${search.week} of ${search.targetWeeks}`,
    `${inPlay.length} in play`,
    stalled > 0 ? `${stalled} stalled` : '',
    held > 0 ? `${held} on hold` : '',
    scorecardWords(search.scorecard),
  ]
    .filter(Boolean)
    .join(' · ');
}

function scorecardWords(scorecard: SearchView['scorecard']): string {
  if (!scorecard) return 'no scorecard yet';
  if (scorecard.approved) return `scorecard v${scorecard.number} approved`;
  const given = scorecard.deciders.filter(({ approvedOn }) => approvedOn !== null).length;
  return `scorecard v${scorecard.number}: ${given} of ${scorecard.deciders.length} approved`;
}

type ViewProps = Pick<SearchHeadProps, 'view' | 'onView'>;

function FindField({ view, onView }: ViewProps) {
  const input = useRef<HTMLInputElement>(null);
  useKeys(useMemo(() => ({ '/': () => input.current?.focus() }), []));
  return (
    <TextField
      ref={input}
      type="search"
      aria-label="Filter by name or employer"
      placeholder="Filter people"
      leftSection={<Search size={14} aria-hidden="true" />}
      className={classes.find}
      value={view.q ?? ''}
      onChange={(event) => {
        const { q: _, ...rest } = view;
        onView(event.currentTarget.value ? { ...rest, q: event.currentTarget.value } : rest);
      }}
    />
  );
}

function ViewChoice({ view, onView }: ViewProps) {
  const { view: shown, ...rest } = view;
  return (
    <div className={classes.views} role="group" aria-label="Show as">
      <button type="button" aria-pressed={shown === undefined} onClick={() => onView(rest)}>
        Board
      </button>
      <button type="button" aria-pressed={shown === 'table'} onClick={() => onView({ ...rest, view: 'table' })}>
        Table
      </button>
    </div>
  );
}
