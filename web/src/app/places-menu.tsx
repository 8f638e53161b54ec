import { Link } from '@tanstack/react-router';
import { Check, ChevronsUpDown } from 'lucide-react';
import { useId, useRef, type KeyboardEvent } from 'react';
import { useMe } from '../platform/session';
import { placesOf } from './places';
import classes from './places-menu.module.css';

interface PlacesMenuProps {
  /** The address of the place that is open. */
  readonly here: string;
  /** Whether it stands at the foot of a sidebar or in the head of a page. */
  readonly at?: 'foot' | 'head';
}

/** Who is looking and where; with more places than this one it opens them all. The browser's own popover closes it. */
export function PlacesMenu({ here, at = 'foot' }: PlacesMenuProps) {
  const me = useMe();
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const places = placesOf(me);
  const name = places.find(({ to }) => to === here)?.name;
  const who = (
    <>
      <span className={classes.name}>{me.name || me.email}</span>
      <span className={classes.place} title={name}>
        {name}
      </span>
    </>
  );
  if (places.length < 2) return <div className={classes.who}>{who}</div>;
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
        <span className={classes.who}>{who}</span>
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
              <span className={classes.place}>{place.as}</span>
            </span>
            {place.to === here ? <Check size={14} aria-hidden="true" /> : null}
          </Link>
        ))}
      </div>
    </>
  );
}
