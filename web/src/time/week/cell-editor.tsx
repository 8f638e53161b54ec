import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { Editing } from './typing';
import classes from './week-grid.module.css';

interface CellEditorProps {
  readonly label: string;
  readonly editing: Editing;
  readonly lineId: string;
  readonly onText: (text: string) => void;
  readonly onKey: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly onLeave: () => void;
}

/** The field that lies in a cell while it is typed into. Begun by typing it holds that letter, else what was there, chosen. */
export function CellEditor({ label, editing, lineId, onText, onKey, onLeave }: CellEditorProps) {
  const field = useRef<HTMLInputElement>(null);
  const { replaces } = editing;

  useEffect(() => {
    field.current?.focus();
    if (!replaces) field.current?.select();
  }, [replaces]);

  return (
    <input
      ref={field}
      className={classes.editor}
      tabIndex={-1}
      aria-label={label}
      aria-invalid={editing.trouble !== undefined || undefined}
      aria-describedby={lineId}
      autoComplete="off"
      inputMode="decimal"
      value={editing.text}
      onChange={(event) => onText(event.currentTarget.value)}
      onKeyDown={onKey}
      onBlur={onLeave}
    />
  );
}
