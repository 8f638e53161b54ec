import type { Day } from '@domain/shared/day';
import { formatMinutes } from '@domain/shared/format';
import { useEffect, useId, useState, useSyncExternalStore, type ClipboardEvent, type KeyboardEvent } from 'react';
import { cleared, stepped, typedInto, typingInto, type Meaning } from './cell-meaning';
import { cellName } from './cell-words';
import { count } from '../../platform/when';
import type { GridCell, GridRow } from './grid-rows';
import { moved, type Position } from './movement';
import { pastedChanges } from './pasted-changes';
import { Typing } from './typing';
import type { WeekEditing } from './use-week-editing';

interface GridPorts {
  readonly rows: readonly GridRow[];
  readonly days: readonly Day[];
  readonly chosen: Day;
  readonly editing: WeekEditing;
  readonly onDay: (day: Day) => void;
}

/** Where one is: by what the cell stands for, since rows come and go. */
interface Place {
  readonly row: string;
  readonly day: Day;
}

/** The keys, clicks and pastes of the grid. One cell holds the Tab stop; what is done to it goes through its meaning. */
export function useGrid({ rows, days, chosen, editing: week, onDay }: GridPorts) {
  const id = useId();
  const [place, setPlace] = useState<Place>({ row: '', day: chosen });
  const [typing] = useState(() => new Typing());
  const editing = useSyncExternalStore(typing.subscribe, typing.now);
  const [trouble, setTrouble] = useState<string>();
  const [opened, setOpened] = useState<GridCell | null>(null);
  const [noting, setNoting] = useState<GridCell | null>(null);
  const [awaited, setAwaited] = useState<Place | null>(null);

  const size = { rows: rows.length, columns: days.length };
  const at: Position = {
    row: Math.max(
      0,
      rows.findIndex(({ key }) => key === place.row),
    ),
    column: Math.max(0, days.indexOf(days.includes(place.day) ? place.day : chosen)),
  };
  const current = cellAt(at);

  function cellAt({ row, column }: Position): GridCell | undefined {
    return rows[row]?.cells[column];
  }

  function goTo(to: Position): void {
    document.getElementById(cellId(id, to))?.focus();
  }

  // A row that was just added is there with a later drawing; being there ends the waiting.
  const arrived = awaited ? rows.findIndex(({ key }) => key === awaited.row) : -1;
  const target = awaited && arrived >= 0 ? cellId(id, { row: arrived, column: days.indexOf(awaited.day) }) : null;
  useEffect(() => {
    if (target !== null) document.getElementById(target)?.focus();
  }, [target]);

  /** Carries out what an act comes to; answers why not, if it cannot be. */
  function carryOut(cell: GridCell, meaning: Meaning, typed?: string): string | undefined {
    if (meaning.is === 'refused') return meaning.sentence;
    if (meaning.is === 'open') setOpened(cell);
    if (meaning.is === 'nothing' && cell.failed) week.forget(cell);
    if (meaning.is === 'set') {
      const { content } = meaning;
      const said = content ? `${formatMinutes(content.minutes)} for ${cellName(cell)}.` : `Cleared ${cellName(cell)}.`;
      week.change([{ cell, content, ...(typed === undefined ? {} : { typed }) }], said);
    }
    return undefined;
  }

  function act(cell: GridCell, meaning: Meaning): void {
    const stopped = carryOut(cell, meaning);
    setTrouble(stopped && `${cellName(cell)}: ${stopped}`);
  }

  function begin(cell: GridCell, text?: string): void {
    const meaning = typingInto(cell);
    if (meaning.is !== 'nothing') return act(cell, meaning);
    setTrouble(undefined);
    const there = cell.failed?.typed ?? (cell.minutes > 0 ? formatMinutes(cell.minutes) : '');
    typing.set({ cell: cell.key, text: text ?? there, replaces: text !== undefined });
  }

  /** Takes what was typed over. What cannot be read stays in its field, and keeps the focus. */
  function commit(cell: GridCell): boolean {
    const now = typing.now();
    if (!now) return true;
    const stopped = carryOut(cell, typedInto(cell, now.text), now.text.trim());
    if (stopped) {
      typing.set({ ...now, trouble: `${cellName(cell)}: ${stopped}` });
      return false;
    }
    typing.set(null);
    return true;
  }

  /** Somebody clicked elsewhere: what cannot be read stays in the cell, marked. */
  function leave(cell: GridCell): void {
    const now = typing.now();
    if (!now) return;
    typing.set(null);
    const stopped = carryOut(cell, typedInto(cell, now.text), now.text.trim());
    if (stopped) week.fail(cell, { typed: now.text.trim(), sentence: stopped });
  }

  function keyInField(event: KeyboardEvent, cell: GridCell): void {
    event.stopPropagation();
    const arrow = now(event.key);
    if (event.key === 'Escape') {
      event.preventDefault();
      typing.set(null);
      goTo(at);
    } else if (event.key === 'Tab') {
      if (commit(cell)) goTo(at);
      else event.preventDefault();
    } else if (event.key === 'Enter' || arrow) {
      event.preventDefault();
      if (commit(cell)) goTo(moved(at, arrow ?? (event.shiftKey ? 'ArrowUp' : 'ArrowDown'), size) ?? at);
    }
  }

  /** An arrow that leaves the field it is pressed in. */
  function now(key: string): string | undefined {
    const leaves = editing?.replaces ? /^Arrow/ : /^Arrow(Up|Down)$/;
    return leaves.test(key) ? key : undefined;
  }

  function keyInGrid(event: KeyboardEvent): void {
    if (!current || typing.now() || event.altKey) return;
    const mod = event.ctrlKey || event.metaKey;
    const to = moved(at, `${mod ? 'mod+' : ''}${event.key}`, size);
    const deed = to ? () => goTo(to) : mod ? DEEDS_WITH_MOD[event.key.toLowerCase()] : deedOf(event.key, current);
    if (!deed) return;
    event.preventDefault();
    deed();
  }

  const DEEDS_WITH_MOD: Readonly<Record<string, () => void>> = { z: () => void week.undo() };

  function deedOf(key: string, cell: GridCell): (() => void) | undefined {
    if (/^[\d.,:]$/.test(key)) return () => begin(cell, key);
    switch (key) {
      case 'Enter':
      case 'F2':
        return () => begin(cell);
      case '+':
        return () => act(cell, stepped(cell, 1));
      case '-':
        return () => act(cell, stepped(cell, -1));
      case 'Delete':
      case 'Backspace':
        return () => act(cell, cleared(cell));
      case 'n':
      case 'N':
        return () => note(cell);
      case 'Escape':
        return cell.failed ? () => week.forget(cell) : undefined;
      default:
        return undefined;
    }
  }

  function note(cell: GridCell): void {
    const meaning = typingInto(cell);
    if (meaning.is === 'refused') return act(cell, meaning);
    if (cell.entries.length > 1) setOpened(cell);
    else if (cell.content) setNoting(cell);
    else setTrouble(`${cellName(cell)}: there are no hours here yet. Type them first, then N for their note.`);
  }

  function paste(event: ClipboardEvent): void {
    if (typing.now()) return;
    const pasted = pastedChanges(event.clipboardData.getData('text/plain'), rows, at, size);
    if (!pasted) return;
    event.preventDefault();
    setTrouble(pasted.trouble);
    if (pasted.changes.length > 0) week.change(pasted.changes, `Pasted into ${count(pasted.changes.length, 'cell')}.`);
  }

  function arrive(row: GridRow, day: Day): void {
    setAwaited(null);
    if (place.row === row.key && place.day === day) return;
    setPlace({ row: row.key, day });
    setTrouble(undefined);
    onDay(day);
  }

  return {
    id,
    at,
    current,
    editing,
    trouble: editing?.trouble ?? trouble,
    opened,
    noting,
    close: () => {
      setOpened(null);
      setNoting(null);
    },
    arrive,
    begin,
    leave,
    text: (text: string) => typing.set(editing && { cell: editing.cell, replaces: editing.replaces, text }),
    keyInField,
    keyInGrid,
    paste,
    /** Goes to a row as soon as it is there. */
    await: (row: string) => {
      setAwaited({ row, day: days[at.column] ?? chosen });
    },
  };
}

/** The name of a cell in the document. */
export function cellId(grid: string, { row, column }: Position): string {
  return `${grid}-${row}-${column}`;
}
