import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import type { CandidacyCard, SearchView } from '@contract/search';
import type { Day } from '@domain/shared/day';
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { Keys } from '../ui/keys';
import { byKind, inStage, lastPlace, neighbour, placeAcross, placeWithin, type Place } from './board-order';
import type { CardActs } from './card';
import { Column } from './column';
import { MoveMenu } from './move-menu';
import type { Moves } from './use-moves';
import classes from './board.module.css';

interface BoardProps {
  readonly search: SearchView;
  readonly moves: Moves;
  /** Who is shown: everybody on the board, or those a filter leaves. */
  readonly cards: readonly CandidacyCard[];
  readonly today: Day;
  /** The address of the search; a person's lies under it. */
  readonly path: string;
  readonly onOpen: (id: string) => void;
}

/** The search as columns by stage, grouped by what they are about. Mouse, keys and menu do the same. */
export function Board({ search, moves, cards: shown, today, path, onOpen }: BoardProps) {
  const { stages } = search;
  const mayMove = search.can.edit;
  const columns = useMemo(() => stages.map(({ id }) => inStage(shown, id)), [shown, stages]);
  const [wanted, setWanted] = useState<string | null>(null);
  const [menu, setMenu] = useState<{ readonly id: string; readonly anchor: HTMLElement } | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const tabId = shown.some(({ id }) => id === wanted) ? wanted : (columns.find(([first]) => first)?.[0]?.id ?? null);

  const { move } = moves;
  useFocusThatFollows(frame);
  const acts = useActs({ stages, columns, mayMove, cards: moves.cards, onOpen, move, setMenu, setWanted, frame });
  useDrops(frame, mayMove, move);

  const inMenu = menu && moves.cards.find(({ id }) => id === menu.id);
  return (
    <>
      <div ref={frame} className={classes.board} role="group" aria-label="Board">
        <div className={classes.kinds}>
          {byKind(stages).map((group) => {
            const open = group.stages.filter(({ id }) => inStage(shown, id).length > 0).length;
            return (
              <div key={group.key} className={classes.kind} style={{ flexGrow: open }}>
                <p className={classes.kindName} aria-hidden="true">
                  {open > 0 ? group.name : null}
                </p>
                <div className={classes.stages}>
                  {group.stages.map((stage) => (
                    <Column
                      key={stage.id}
                      stage={stage}
                      cards={columns[stages.indexOf(stage)] ?? []}
                      today={today}
                      tabId={
                        tabId !== null && columns[stages.indexOf(stage)]?.some(({ id }) => id === tabId) ? tabId : null
                      }
                      mayMove={mayMove}
                      path={path}
                      acts={acts}
                    />
                  ))}
                </div>
              </div>
            );
          })}
        </div>
      </div>
      {mayMove ? <KeyHint /> : null}
      {menu && inMenu ? (
        <MoveMenu
          name={inMenu.name}
          stages={stages}
          here={inMenu.stageId}
          anchor={menu.anchor}
          onClose={() => setMenu(null)}
          onMove={(stageId) => {
            setMenu(null);
            move(menu.id, lastPlace(moves.cards, stageId, menu.id));
          }}
        />
      ) : null}
    </>
  );
}

function KeyHint() {
  return (
    <p className={classes.hint}>
      Drag a card, or focus one: <Keys of={['M']} /> move to… · <Keys of={['Shift', '→']} /> one stage on ·{' '}
      <Keys of={['Ctrl', 'Z']} /> undo
    </p>
  );
}

/**
 * A card that moves is taken out of one column and made anew in another, and the focus would be lost with it: it is given
 * back wherever the card lands, be it by a key, by an undo or because a move was refused.
 */
function useFocusThatFollows(frame: RefObject<HTMLElement | null>) {
  const last = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    const card = last.current;
    if (!card || card.isConnected || document.activeElement !== document.body) return;
    last.current = null;
    focusCard(frame.current, card.dataset['card'] ?? '');
  });
  useEffect(() => {
    const board = frame.current;
    const remember = (event: FocusEvent) => {
      if (event.target instanceof Element) last.current = event.target.closest<HTMLElement>('[data-card]');
    };
    board?.addEventListener('focusin', remember);
    return () => board?.removeEventListener('focusin', remember);
  }, [frame]);
}

/** Focus that scrolls no further than the card needs. */
function focusCard(frame: HTMLElement | null, id: string): void {
  const card = frame?.querySelector<HTMLElement>(`[data-card="${id}"]`);
  card?.querySelector('a')?.focus({ preventScroll: true });
  card?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

interface ActsOn {
  readonly stages: SearchView['stages'];
  readonly columns: readonly (readonly CandidacyCard[])[];
  readonly cards: readonly CandidacyCard[];
  readonly mayMove: boolean;
  readonly frame: RefObject<HTMLElement | null>;
  readonly onOpen: (id: string) => void;
  readonly move: (id: string, to: Place) => void;
  readonly setMenu: (menu: { id: string; anchor: HTMLElement }) => void;
  readonly setWanted: (id: string) => void;
}

/** What cards can ask for, as one object that stays the same while the board under it changes. */
function useActs(now: ActsOn): CardActs {
  const latest = useRef(now);
  useLayoutEffect(() => {
    latest.current = now;
  });
  return useMemo<CardActs>(
    () => ({
      open: (id) => latest.current.onOpen(id),
      focused: (id) => latest.current.setWanted(id),
      menu: (id, anchor) => latest.current.setMenu({ id, anchor }),
      key: (id, event) => onCardKey(latest.current, id, event),
    }),
    [],
  );
}

const ARROWS = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End']);

function onCardKey(on: ActsOn, id: string, event: KeyboardEvent<HTMLElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const movable = on.mayMove && on.cards.find((card) => card.id === id)?.disposition !== 'hired';
  if (event.key.toLowerCase() === 'm' && movable) {
    event.preventDefault();
    on.setMenu({ id, anchor: event.currentTarget });
    return;
  }
  if (!ARROWS.has(event.key)) return;
  event.preventDefault();
  if (event.shiftKey) {
    const to = movable ? placeFor(on, id, event.key) : null;
    if (to) on.move(id, to);
    return;
  }
  const next = neighbour(on.columns, id, event.key);
  if (next) focusCard(on.frame.current, next);
}

function placeFor({ stages, cards }: ActsOn, id: string, key: string): Place | null {
  if (key === 'ArrowRight') return placeAcross(stages, cards, id, 1);
  if (key === 'ArrowLeft') return placeAcross(stages, cards, id, -1);
  if (key === 'ArrowDown') return placeWithin(cards, id, 1);
  if (key === 'ArrowUp') return placeWithin(cards, id, -1);
  return null;
}

/** One listener for whatever is dropped on this board. */
function useDrops(frame: RefObject<HTMLElement | null>, mayMove: boolean, move: ActsOn['move']) {
  useEffect(() => {
    if (!mayMove) return undefined;
    return monitorForElements({
      canMonitor: ({ source }) => frame.current?.contains(source.element) ?? false,
      onDrop: ({ source, location }) => {
        const { stageId, after } = location.current.dropTargets[0]?.data ?? {};
        if (typeof stageId !== 'string') return;
        move(String(source.data['candidacy']), { stageId, after: typeof after === 'string' ? after : null });
      },
    });
  }, [frame, mayMove, move]);
}
