import { formatDay } from '@domain/shared/format';
import { Dialog } from '../../ui/dialog';
import { activityWithCode } from '../activity-options';
import { EntryList } from '../entry-list';
import type { GridCell } from './grid-rows';

interface CellEntriesProps {
  readonly practice: string;
  readonly memberId: string;
  readonly cell: GridCell | null;
  readonly onClose: () => void;
}

/** The entries behind one figure of the week, to be changed one by one. */
export function CellEntries({ practice, memberId, cell, onClose }: CellEntriesProps) {
  return (
    <Dialog
      title={cell ? `${cell.clientName}, ${activityWithCode(cell.activity)}` : ''}
      open={cell !== null}
      onClose={onClose}
    >
      {cell ? (
        <EntryList
          practice={practice}
          title={formatDay(cell.day)}
          from={cell.day}
          to={cell.day}
          engagementId={cell.engagementId}
          memberId={memberId}
          only={({ activity }) => activity === cell.activity}
        />
      ) : null}
    </Dialog>
  );
}
