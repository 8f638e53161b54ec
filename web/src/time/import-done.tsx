import type { ImportSummary } from '@contract/time';
import { weekOf } from '@domain/shared/day';
import { formatMinutes } from '@domain/shared/format';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { count } from '../platform/when';
import { ImportStays } from './import-stays';
import { UndoImport } from './undo-import';
import classes from './import-done.module.css';

interface ImportDoneProps {
  readonly practice: string;
  readonly file: ImportSummary;
}

/** What became of a file that was entered, or undone. */
export function ImportDone({ practice, file }: ImportDoneProps) {
  const [undoing, setUndoing] = useState(false);
  const { days, undone, failure } = file;
  const isUndone = file.state === 'undone' && undone !== null;
  return (
    <div className={classes.done}>
      {isUndone ? <Undone undone={undone} /> : <Entered file={file} />}
      {failure ? (
        <p role="alert" className={classes.trouble}>
          {failure.sentence}
        </p>
      ) : null}
      <div className={classes.ways}>
        {isUndone ? null : (
          <Link
            to="/p/$practice/time"
            params={{ practice }}
            search={days ? { week: weekOf(days.to), day: days.to } : {}}
          >
            See the hours
          </Link>
        )}
        <Link to="/p/$practice/time/import" params={{ practice }}>
          {isUndone ? 'Import a file' : 'Import another file'}
        </Link>
        {isUndone && undone.stays.length === 0 ? null : (
          <Button variant="default" size="xs" onClick={() => setUndoing(true)}>
            Undo this import
          </Button>
        )}
      </div>
      <UndoImport practice={practice} file={undoing ? file : null} onClose={() => setUndoing(false)} />
    </div>
  );
}

function Entered({ file: { outcome } }: Pick<ImportDoneProps, 'file'>) {
  if (!outcome) return null;
  return (
    <>
      <p className={classes.title}>
        {count(outcome.added, 'entry', 'entries')} logged, {formatMinutes(outcome.minutes)} in all.
      </p>
      <p className={classes.soft}>
        {outcome.there > 0 ? `${count(outcome.there, 'row')} were here already. ` : null}
        {outcome.left > 0 ? `${count(outcome.left, 'row')} were left out. ` : null}
        The same file again adds nothing.
      </p>
    </>
  );
}

function Undone({ undone }: { readonly undone: NonNullable<ImportSummary['undone']> }) {
  return (
    <>
      <p className={classes.title}>
        {count(undone.entries, 'entry', 'entries')} undone, {formatMinutes(undone.minutes)} in all.
      </p>
      <p className={classes.soft}>They stay in the lists, crossed out. The same file can be imported again.</p>
      <ImportStays stays={undone.stays} />
    </>
  );
}
