import type { Engagement } from '@contract/engagements';
import type { CandidacyCard, SearchView } from '@contract/search';
import { Button } from '@mantine/core';
import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { sentenceFor } from '../platform/problems';
import { Empty } from '../ui/empty';
import { Failure } from '../ui/failure';
import { Columns } from '../ui/section';
import { inStage, matching } from './board-order';
import type { BoardView } from './board-view';
import { ClosedPeople } from './closed-people';
import { ClosedSearch } from './closed-search';
import { Funnel } from './funnel';
import { Scorecard } from './scorecard';
import { SearchHead } from './search-head';
import { BoardSkeleton, SearchSkeleton } from './search-skeleton';
import { SearchTerms } from './search-terms';
import { useBoard, useSearches } from './search.queries';
import { useMoves } from './use-moves';

const loadBoard = () => import('./board');
const Board = lazy(() => loadBoard().then((module) => ({ default: module.Board })));
const CandidateTable = lazy(() => import('./candidate-table').then((module) => ({ default: module.CandidateTable })));
const PersonPanel = lazy(() => import('./person-panel').then((module) => ({ default: module.PersonPanel })));
const StartSearch = lazy(() => import('./start-search').then((module) => ({ default: module.StartSearch })));
const AddCandidate = lazy(() => import('./add-candidate').then((module) => ({ default: module.AddCandidate })));

interface SearchPageProps {
  readonly practice: string;
  readonly client: string;
  readonly engagement: Pick<Engagement, 'id' | 'today' | 'zone'>;
}

/** The search of an engagement; without one, there is one thing to do. */
export function SearchPage({ practice, client, engagement }: SearchPageProps) {
  const searches = useSearches(practice, engagement.id);
  const [another, setAnother] = useState(false);
  if (searches.isPending) return <SearchSkeleton />;
  if (searches.isError) return <Failure onRetry={() => void searches.refetch()}>{sentenceFor(searches.error)}</Failure>;
  const search = searches.data.items.find(({ closed }) => closed === null) ?? searches.data.items[0];
  if (!search || (another && search.closed))
    return (
      <Suspense>
        <StartSearch practice={practice} engagementId={engagement.id} today={engagement.today} />
      </Suspense>
    );
  return (
    <Running
      practice={practice}
      client={client}
      engagement={engagement}
      searchId={search.id}
      onStartAnother={() => setAnother(true)}
    />
  );
}

interface RunningProps extends SearchPageProps {
  readonly searchId: string;
  readonly onStartAnother: () => void;
}

function Running({ searchId, ...props }: RunningProps) {
  const board = useBoard(props.practice, searchId);
  if (board.isPending) return <SearchSkeleton />;
  if (board.isError) return <Failure onRetry={() => void board.refetch()}>{sentenceFor(board.error)}</Failure>;
  return <Shown {...props} search={board.data.search} known={board.data.cards} />;
}

interface ShownProps extends Omit<RunningProps, 'searchId'> {
  readonly search: SearchView;
  readonly known: readonly CandidacyCard[];
}

function Shown({ practice, client, engagement, search, known, onStartAnother }: ShownProps) {
  const address = useAddress(practice, client);
  const { view, person, path, open } = address;
  const moves = useMoves(practice, search.id, known);
  const [adding, setAdding] = useState(false);
  const { cards } = moves;
  const q = view.q ?? '';
  const shown = useMemo(() => (q ? matching(cards, q) : cards), [cards, q]);
  const closed = useMemo(() => known.filter(({ disposition }) => disposition === 'closed'), [known]);
  const { today } = engagement;
  const order = closed.some(({ id }) => id === person)
    ? closed.map(({ id }) => id)
    : search.stages.flatMap(({ id }) => inStage(shown, id)).map(({ id }) => id);

  return (
    <>
      <SearchHead search={search} cards={cards} view={view} onView={address.show} onAdd={() => setAdding(true)} />
      <ClosedSearch practice={practice} search={search} onStartAnother={onStartAnother} />
      {known.length > 0 ? <Funnel funnel={search.funnel} cards={cards} /> : null}
      {cards.length === 0 ? (
        <Empty
          action={
            search.can.edit ? (
              <Button variant="default" onClick={() => setAdding(true)}>
                Add the first candidate
              </Button>
            ) : null
          }
        >
          {known.length === 0 ? 'Nobody is in this search yet.' : 'Nobody is in play any more.'}
        </Empty>
      ) : shown.length === 0 ? (
        <Empty
          action={
            <Button variant="default" onClick={() => address.show(view.view ? { view: view.view } : {})}>
              Show everybody
            </Button>
          }
        >
          Nobody matches “{q}”.
        </Empty>
      ) : (
        <Suspense fallback={<BoardSkeleton />}>
          {view.view === 'table' ? (
            <CandidateTable search={search} moves={moves} cards={shown} today={today} path={path} onOpen={open} />
          ) : (
            <Board search={search} moves={moves} cards={shown} today={today} path={path} onOpen={open} />
          )}
        </Suspense>
      )}
      <ClosedPeople search={search} cards={closed} path={path} onOpen={open} />
      <Columns>
        <Scorecard practice={practice} search={search} today={today} />
        <SearchTerms
          practice={practice}
          search={search}
          inPlay={cards.filter(({ disposition }) => disposition !== 'hired').length}
        />
      </Columns>
      <Suspense>
        {person ? (
          <PersonPanel
            practice={practice}
            search={search}
            moves={moves}
            candidacyId={person}
            order={order}
            zone={engagement.zone}
            onTurn={address.turn}
            onClose={address.close}
          />
        ) : null}
        {adding ? <AddCandidate practice={practice} search={search} onClose={() => setAdding(false)} /> : null}
      </Suspense>
    </>
  );
}

const AT = '/p/$practice/clients/$client/search';
const PERSON_AT = '/p/$practice/clients/$client/search/$person';

/** How the address says what is shown, and the ways to change it. Back closes a panel; so does closing it. */
function useAddress(practice: string, client: string) {
  const view = useSearch({ from: AT });
  const path = `/p/${practice}/clients/${client}/search`;
  const { person } = useParams({ strict: false });
  const navigate = useNavigate();
  const { history } = useRouter();
  const opened = useRef(false);

  useEffect(() => {
    if (!person) opened.current = false;
  }, [person]);
  useFocusBack(path, person);

  const here = { params: { practice, client }, resetScroll: false } as const;
  const lead = (id: string, replace: boolean) =>
    void navigate({ to: PERSON_AT, ...here, params: { practice, client, person: id }, search: view, replace });
  return {
    view,
    person,
    path,
    show: (search: BoardView) => void navigate({ to: AT, ...here, search, replace: true }),
    open: (id: string) => {
      opened.current = true;
      lead(id, false);
    },
    turn: (id: string) => lead(id, true),
    close: () => {
      if (opened.current) history.back();
      else void navigate({ to: AT, ...here, search: view, replace: true });
    },
  };
}

/** Whoever was read last in the panel has the focus once it is closed. */
function useFocusBack(path: string, person: string | undefined): void {
  const last = useRef(person);
  useEffect(() => {
    if (!person && last.current) document.querySelector<HTMLElement>(`a[href="${path}/${last.current}"]`)?.focus();
    last.current = person;
  }, [path, person]);
}

// The board is wanted nearly always: it is asked for together with the page, not after it.
void loadBoard();
