import { readWeek, type WeekView } from '@contract/time';
import { addDays, mondayOf, weekOf } from '@domain/shared/day';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { sentenceFor } from '../../platform/problems';
import { reading } from '../../platform/queries';
import { count } from '../../platform/when';
import { say, sayFailed } from '../../ui/toast';
import { hoursToCopy, rowsToCopy } from './copy-rows';
import { gridRows, type GridRow } from './grid-rows';
import type { RowIdentity } from './row-identity';
import type { WeekEditing } from './use-week-editing';

interface CopyWeekProps {
  readonly practice: string;
  readonly week: WeekView;
  readonly rows: readonly GridRow[];
  readonly editing: WeekEditing;
  readonly onRows: (rows: readonly RowIdentity[]) => void;
  readonly onAdd: () => void;
}

/** Ways to more rows: one by hand, or those of the week before, with or without their hours. */
export function CopyWeek({ practice, week, rows, editing, onRows, onAdd }: CopyWeekProps) {
  const cache = useQueryClient();
  const [busy, setBusy] = useState(false);
  const before = weekOf(addDays(mondayOf(week.week), -7));

  const copy = async (withHours: boolean) => {
    setBusy(true);
    try {
      const last = await cache.fetchQuery(reading(readWeek, { params: { practiceId: practice, week: before } }));
      const fresh = rowsToCopy(last, week, rows);
      onRows(fresh);
      if (withHours) copyHours(last, fresh);
      else
        say(fresh.length > 0 ? `Added ${count(fresh.length, 'row')} of last week.` : 'Every row of last week is here.');
    } catch (error) {
      sayFailed(`Last week could not be copied. ${sentenceFor(error)}`);
    } finally {
      setBusy(false);
    }
  };

  const copyHours = (last: WeekView, fresh: readonly RowIdentity[]) => {
    const { cells, left } = hoursToCopy(last, gridRows(week, [...rows, ...fresh], editing.overlay));
    const rest = left > 0 ? ` ${count(left, 'cell')} took none: closed, not come yet, or filled.` : '';
    if (cells.length === 0) say(`No hours were copied.${rest}`);
    else editing.change(cells, `Copied last week's hours into ${count(cells.length, 'cell')}.${rest}`);
  };

  return (
    <>
      <Button variant="default" leftSection={<Plus size={14} aria-hidden="true" />} onClick={onAdd}>
        Add row
      </Button>
      <Button variant="subtle" color="gray" disabled={busy} onClick={() => void copy(false)}>
        Copy last week’s rows
      </Button>
      <Button variant="subtle" color="gray" disabled={busy} onClick={() => void copy(true)}>
        Copy rows with hours
      </Button>
    </>
  );
}
