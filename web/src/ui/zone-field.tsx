import type { TextInputProps } from '@mantine/core';
import { ChevronDown } from 'lucide-react';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { noteZone } from '../platform/recent-zones';
import { zoneInWords, zonesFor } from '../platform/zones';
import { TextField } from './fields';
import classes from './zone-field.module.css';

interface ZoneFieldProps extends Pick<TextInputProps, 'label' | 'description' | 'error' | 'disabled'> {
  readonly value: string;
  readonly onChange: (zone: string) => void;
}

/** A time zone, found by a few letters of its city: this device's and those used lately come first. */
export function ZoneField({ value, onChange, ...field }: ZoneFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const open = typed !== null;
  const groups = open ? zonesFor(typed, value) : [];
  const zones = groups.flatMap((group) => group.zones);
  const current = Math.min(at, zones.length - 1);

  const close = () => {
    setTyped(null);
    setAt(0);
  };
  const take = (zone: string | undefined) => {
    close();
    if (zone === undefined || zone === value) return;
    noteZone(zone);
    onChange(zone);
  };
  const step = (to: number) => {
    setAt(to);
    list.current?.querySelectorAll('[role=option]')[to]?.scrollIntoView({ block: 'nearest' });
  };
  const press = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by !== 0) {
      event.preventDefault();
      if (open) step((current + by + zones.length) % Math.max(1, zones.length));
      else setTyped('');
    } else if (open && event.key === 'Enter') {
      event.preventDefault();
      take(zones[current]);
    } else if (open && event.key === 'Escape') {
      // Closes the list alone, not the dialog that the field may stand in.
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  };

  return (
    <div className={classes.place}>
      <TextField
        {...field}
        role="combobox"
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={open && zones[current] ? `${listId}-${current}` : undefined}
        autoComplete="off"
        spellCheck={false}
        rightSection={<ChevronDown size={14} aria-hidden="true" />}
        rightSectionPointerEvents="none"
        value={typed ?? zoneInWords(value)}
        placeholder={open ? zoneInWords(value) : undefined}
        onClick={() => setTyped((before) => before ?? '')}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={press}
        onBlur={close}
      />
      <div ref={list} id={listId} role="listbox" aria-label="Time zones" hidden={!open} className={classes.list}>
        {groups.map((group) => (
          <div key={group.name} role="group" aria-label={group.name}>
            <p className={classes.kind} aria-hidden="true">
              {group.name}
            </p>
            {group.zones.map((zone) => {
              const index = zones.indexOf(zone);
              return (
                <button
                  key={zone}
                  type="button"
                  tabIndex={-1}
                  id={`${listId}-${index}`}
                  role="option"
                  aria-selected={index === current}
                  className={classes.zone}
                  // The field keeps the focus, or leaving it would close the list before the click.
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => take(zone)}
                >
                  {zoneInWords(zone)}
                </button>
              );
            })}
          </div>
        ))}
        {open && (typed === '' || zones.length === 0) ? <p className={classes.none}>{hint(typed)}</p> : null}
      </div>
    </div>
  );
}

function hint(typed: string): string {
  return typed === '' ? 'Any other: type its city.' : 'No zone by that name. Try the nearest large city.';
}
