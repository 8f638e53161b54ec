import { Link } from '@tanstack/react-router';
import { Check, ChevronsUpDown } from 'lucide-react';
import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useMe } from '../platform/session';
import { placesOf } from './places';
import classes from './places-menu.module.css';

interface PlacesMenuProps {
  readonly here: string;
  readonly at: 'foot' | 'head';
  /** What the button shows: who is looking, and where. */
  readonly children: ReactNode;
}

/** A button that opens all the places somebody belongs to. The browser's own popover closes it. */
export function PlacesMenu({ here, at, children }: PlacesMenuProps) {
  const me = useMe();
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const places = placesOf(me);
  const name = places.find(({ to }) => to === here)?.name;
  const items = () => [...(menu.current?.querySelectorAll<HTMLElement>('a') ?? [])];
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const all = items();
    const from = all.findIndex((item) => item === document.activeElement);
    all.at((from + step) % all.length)?.focus();
  };
  return (
    <>
      <button
        type="button"
        className={classes.open}
        popoverTarget={id}
        aria-label={`${me.name}, ${name}: other places`}
      >
        {children}
        <ChevronsUpDown size={14} aria-hidden="true" />
      </button>
      <div
        id={id}
        ref={menu}
        popover="auto"
        role="menu"
        tabIndex={-1}
        aria-label="Your places"
        className={classes.menu}
        data-at={at}
        onKeyDown={onKeyDown}
        onToggle={(event) => {
          if (event.newState === 'open') items().at(0)?.focus();
        }}
      >
        <p className={classes.title} aria-hidden="true">
          Your places
        </p>
        {places.map((place) => (
          <Link
            key={place.to}
            to={place.to}
            role="menuitem"
            className={classes.item}
            aria-current={place.to === here ? 'true' : undefined}
            onClick={() => menu.current?.hidePopover()}
          >
            <span className={classes.words}>
              <span>{place.name}</span>
              <span className={classes.as}>{place.as}</span>
            </span>
            {place.to === here ? <Check size={14} aria-hidden="true" /> : null}
          </Link>
        ))}
      </div>
    </>
  );
}
