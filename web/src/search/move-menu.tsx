import type { SearchView } from '@contract/search';
import { useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import { byKind } from './board-order';
import classes from './move-menu.module.css';

interface MoveMenuProps {
  readonly name: string;
  readonly stages: SearchView['stages'];
  /** The stage the person is in; the menu opens at the one after it. */
  readonly here: string;
  /** What the menu stands beside. */
  readonly anchor: HTMLElement;
  readonly onMove: (stageId: string) => void;
  readonly onClose: () => void;
}

const GAP = 4;
const EDGE = 8;

/**
 * Every stage to move somebody to. The browser's own popover: above every other layer, closed by Escape or a click
 * elsewhere, and the focus goes back to where it was. On a phone it lies at the bottom edge.
 */
export function MoveMenu({ name, stages, here, anchor, onMove, onClose }: MoveMenuProps) {
  const menu = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const element = menu.current;
    if (!element) return;
    element.showPopover();
    standBeside(element, anchor.getBoundingClientRect());
    const items = itemsIn(element);
    const at = items.findIndex((item) => item.dataset['stage'] === here);
    (items[at + 1] ?? items[at - 1] ?? items[0])?.focus();
    return () => element.hidePopover();
  }, [anchor, here]);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    event.stopPropagation();
    if (event.key === 'Tab') {
      event.preventDefault();
      onClose();
      return;
    }
    const next = ledTo(itemsIn(event.currentTarget), event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };

  return (
    <div
      ref={menu}
      popover="auto"
      role="menu"
      tabIndex={-1}
      aria-label={`Move ${name} to`}
      className={classes.menu}
      onKeyDown={onKeyDown}
      onToggle={(event) => {
        if (event.newState === 'closed') onClose();
      }}
    >
      <p className={classes.title} aria-hidden="true">
        Move {name} to
      </p>
      {byKind(stages).map((group) => (
        <div key={group.key} role="group" aria-label={group.name} className={classes.group}>
          <p className={classes.kind} aria-hidden="true">
            {group.name}
          </p>
          {group.stages.map((stage) => (
            <button
              key={stage.id}
              type="button"
              role="menuitem"
              data-stage={stage.id}
              aria-disabled={stage.id === here || undefined}
              className={classes.item}
              onClick={() => {
                if (stage.id !== here) onMove(stage.id);
              }}
            >
              {stage.name}
              {stage.id === here ? <span className={classes.here}>here now</span> : null}
            </button>
          ))}
        </div>
      ))}
    </div>
  );
}

function itemsIn(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role="menuitem"]')];
}

/** The item that a key leads to: arrows go round, a letter to the next name that begins with it. */
function ledTo(items: readonly HTMLElement[], key: string): HTMLElement | undefined {
  const at = items.findIndex((item) => item === document.activeElement);
  if (key === 'ArrowDown') return items[(at + 1) % items.length];
  if (key === 'ArrowUp') return items.at(at - 1);
  if (key === 'Home') return items[0];
  if (key === 'End') return items.at(-1);
  if (key.length !== 1) return undefined;
  const fromHere = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  return fromHere.find((item) => item.textContent?.toLowerCase().startsWith(key.toLowerCase()));
}

function standBeside(menu: HTMLElement, beside: DOMRect): void {
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = beside.bottom + GAP;
  const left = Math.min(beside.left, innerWidth - width - EDGE);
  menu.style.setProperty('--left', `${Math.max(EDGE, left)}px`);
  menu.style.setProperty('--top', `${Math.max(EDGE, Math.min(below, innerHeight - height - EDGE))}px`);
}
