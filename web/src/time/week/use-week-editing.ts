import { formatMinutes } from '@domain/shared/format';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { sentenceFor } from '../../platform/problems';
import { say, sayFailed } from '../../ui/toast';
import { staleHours } from '../time.queries';
import type { CellContent } from './cell-content';
import { CellSaver, type Want } from './cell-saver';
import { cellName } from './cell-words';
import type { FailedCell, GridCell, Overlay } from './grid-rows';
import { UndoSteps } from './undo-steps';
import { SeveralEntries, useSaveCell } from './use-save-cell';

export interface CellToChange {
  readonly cell: GridCell;
  readonly content: CellContent | null;
  readonly typed?: string;
}

export interface WeekEditing {
  /** What is typed and not stored yet, and what was refused. */
  readonly overlay: Overlay;
  /** Changes cells at once, says so, and offers one way back for all of them. */
  readonly change: (cells: readonly CellToChange[], said: string) => void;
  readonly fail: (cell: GridCell, failed: FailedCell) => void;
  readonly forget: (cell: GridCell) => void;
  /** Takes the newest change back. Answers whether there was one. */
  readonly undo: () => boolean;
}

/** Changing a week in place: optimistic, with ways back, and a warning for who leaves before all is sent. */
export function useWeekEditing(practiceId: string): WeekEditing {
  const cache = useQueryClient();
  const save = useSaveCell(practiceId);
  const [editing] = useState(() => {
    const saver = new CellSaver({ save, refused, settled: () => void staleHours(cache) });
    return { saver, ...waysBack(saver) };
  });
  const overlay = useSyncExternalStore(editing.saver.subscribe, editing.saver.overlay);

  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (editing.saver.busy) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [editing]);

  return {
    overlay,
    change: editing.change,
    undo: editing.undo,
    fail: (cell, failed) => editing.saver.fail(cell, failed),
    forget: (cell) => editing.saver.forget(cell),
  };
}

/** Each change with its way back: Ctrl+Z takes the newest, the message on screen its own. */
function waysBack(saver: CellSaver): Pick<WeekEditing, 'change' | 'undo'> {
  const steps = new UndoSteps();
  let unsay = () => undefined as void;
  return {
    change: (cells, said) => {
      saver.want(cells.map(({ cell, content, typed }) => ({ cell, content, typed: typed ?? typing(content) })));
      unsay();
      const back = steps.add(() => {
        saver.want(cells.map(({ cell }) => ({ cell, content: cell.content, typed: typing(cell.content) })));
        unsay();
        unsay = say('Taken back.');
      });
      unsay = say(said, back);
    },
    undo: () => steps.undo(),
  };
}

function typing(content: CellContent | null): string {
  return content === null ? '' : formatMinutes(content.minutes);
}

function refused({ cell, typed }: Want, error: unknown): string {
  const why =
    error instanceof SeveralEntries
      ? 'It holds several entries by now; press Enter there to see them.'
      : sentenceFor(error);
  const what = typed === '' ? `${cellName(cell)} was not cleared.` : `${typed} for ${cellName(cell)} was not saved.`;
  sayFailed(`${what} ${why}`);
  return why;
}
