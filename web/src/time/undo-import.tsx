import type { ImportSummary } from '@contract/time';
import { formatMinutes } from '@domain/shared/format';
import { sentenceFor } from '../platform/problems';
import { count } from '../platform/when';
import { Confirm } from '../ui/confirm';
import { Failure } from '../ui/failure';
import { Skeleton } from '../ui/skeleton';
import { ImportStays } from './import-stays';
import { useForeseenUndoing, useUndoImport } from './import.queries';

interface UndoImportProps {
  readonly practice: string;
  readonly file: ImportSummary | null;
  readonly onClose: () => void;
  /** Where the work can be watched, once it is asked for. */
  readonly onAsked?: (importId: string) => void;
}

/** Says what undoing voids and what it leaves, before anybody does it. */
export function UndoImport({ file, ...rest }: UndoImportProps) {
  return file ? <Question file={file} {...rest} /> : null;
}

function Question({ practice, file, onClose, onAsked }: UndoImportProps & { readonly file: ImportSummary }) {
  const foreseen = useForeseenUndoing(practice, file.id);
  const undo = useUndoImport(practice, file.id);
  const confirm = () =>
    undo.mutate(undefined, {
      onSuccess: () => {
        onClose();
        onAsked?.(file.id);
      },
    });
  return (
    <Confirm
      title={`Undo the import of ${file.fileName}?`}
      open
      verb="Undo the import"
      busy={undo.isPending}
      onConfirm={confirm}
      onClose={onClose}
    >
      {foreseen.isPending ? <Skeleton rows={2} /> : null}
      {foreseen.isError ? (
        <Failure onRetry={() => void foreseen.refetch()}>{sentenceFor(foreseen.error)}</Failure>
      ) : null}
      {foreseen.data ? (
        <>
          <p>
            {count(foreseen.data.entries, 'entry', 'entries')}, {formatMinutes(foreseen.data.minutes)}, will be voided,
            also where they were changed since. They stay in the lists, crossed out.
          </p>
          <ImportStays stays={foreseen.data.stays} />
        </>
      ) : null}
      {undo.isError ? <p role="alert">{sentenceFor(undo.error)}</p> : null}
    </Confirm>
  );
}
