import type { WeekView } from '@contract/time';
import type { Day } from '@domain/shared/day';
import { minutes } from '@domain/shared/units';
import { lazy, Suspense, useEffect, useId, useState } from 'react';
import { useUnsent } from '../unsent/use-unsent';
import { CellEntries } from './cell-entries';
import { noted, sentenceOfLock } from './cell-meaning';
import { cellName } from './cell-words';
import { CopyWeek } from './copy-week';
import { GridFoot } from './grid-foot';
import { GridHead } from './grid-head';
import { GridLine } from './grid-line';
import { GridRowView } from './grid-row';
import { gridRows, type GridCell } from './grid-rows';
import { useAddedRows } from './use-added-rows';
import { useGrid } from './use-grid';
import { useWeekEditing } from './use-week-editing';
import classes from './week-grid.module.css';

const noteForm = () => import('./cell-note').then((module) => ({ default: module.CellNote }));
const rowForm = () => import('./add-row').then((module) => ({ default: module.AddRow }));
const CellNote = lazy(noteForm);
const AddRow = lazy(rowForm);

interface WeekGridProps {
  readonly practice: string;
  readonly memberId: string;
  readonly week: WeekView;
  readonly chosen: Day;
  readonly onDay: (day: Day) => void;
  /** What is left this month for a client, in words; absent where hours are not promised. */
  readonly left: (engagementId: string) => string | undefined;
}

/** The week as rows of client and activity, filled with the keyboard alone: one Tab stop, arrows, and typing. */
export function WeekGrid({ practice, memberId, week, chosen, onDay, left }: WeekGridProps) {
  const lineId = useId();
  const editing = useWeekEditing(practice);
  const { added, add } = useAddedRows(practice, week.week);
  const unsent = useUnsent(practice).waiting.map(({ engagementId, body }) => ({
    engagementId,
    activity: body.activity,
    day: body.day,
    minutes: minutes(body.minutes),
  }));
  const rows = gridRows(week, added, editing.overlay, unsent);
  const grid = useGrid({ rows, days: week.days, chosen, editing, onDay });
  const [adding, setAdding] = useState(false);

  // Fetched once the grid is there, so that what is typed right after a key finds its field.
  useEffect(() => void Promise.allSettled([noteForm(), rowForm()]), []);

  return (
    <div>
      {rows.length === 0 ? (
        <p className={classes.empty}>
          No hours in this week. Type a line above, add a row, or copy those of last week.
        </p>
      ) : (
        <div className={classes.scroll}>
          <table
            role="grid"
            aria-label="Hours of the week by client and activity"
            className={classes.table}
            onKeyDown={grid.keyInGrid}
            onPaste={grid.paste}
          >
            <GridHead practice={practice} week={week} chosen={chosen} />
            <tbody>
              {rows.map((row, index) => (
                <GridRowView
                  key={row.key}
                  row={row}
                  index={index}
                  first={rows[index - 1]?.engagementId !== row.engagementId}
                  more={rows[index + 1]?.engagementId === row.engagementId}
                  left={left(row.engagementId)}
                  week={week}
                  chosen={chosen}
                  grid={grid}
                  lineId={lineId}
                />
              ))}
            </tbody>
            <GridFoot rows={rows} week={week} chosen={chosen} />
          </table>
        </div>
      )}
      {rows.length > 0 ? <GridLine id={lineId} trouble={grid.trouble} about={aboutCell(grid.current)} /> : null}
      <div className={classes.tools}>
        {adding ? (
          <Suspense>
            <AddRow
              places={week.places}
              onAdd={(row) => {
                setAdding(false);
                add([row.identity]);
                grid.await(row.key);
              }}
              onClose={() => setAdding(false)}
            />
          </Suspense>
        ) : (
          <CopyWeek
            practice={practice}
            week={week}
            rows={rows}
            editing={editing}
            onRows={add}
            onAdd={() => setAdding(true)}
          />
        )}
      </div>
      <CellEntries practice={practice} memberId={memberId} cell={grid.opened} onClose={grid.close} />
      {grid.noting ? (
        <Suspense>
          <CellNote
            cell={grid.noting}
            onClose={grid.close}
            onNote={(cell, note) => {
              const meaning = noted(cell, note);
              if (meaning.is === 'set')
                editing.change([{ cell, content: meaning.content }], `Note saved for ${cellName(cell)}.`);
            }}
          />
        </Suspense>
      ) : null}
    </div>
  );
}

/** What one cannot see of a cell from its figure alone. */
function aboutCell(cell: GridCell | undefined): string | undefined {
  if (!cell) return undefined;
  if (cell.failed) return `${cellName(cell)}: “${cell.failed.typed}” was not saved. ${cell.failed.sentence}`;
  if (cell.entries.length > 1) return `${cell.entries.length} entries: Enter opens them. ${cell.note}`;
  if (cell.lock && cell.lock.code !== 'time.day_ahead') return sentenceOfLock(cell.lock);
  const facts = [cell.note && `“${cell.note}”`, cell.content?.billable === false && 'not billable'].filter(Boolean);
  return facts.length > 0 ? facts.join(' · ') : undefined;
}
