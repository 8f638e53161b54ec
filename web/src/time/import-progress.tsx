import type { ImportSummary } from '@contract/time';
import { formatCount } from './import-words';
import classes from './import-progress.module.css';

/** How far the worker is. The page may be left: the work goes on, and the list of imports tells what became of it. */
export function ImportProgress({ file }: { readonly file: ImportSummary }) {
  const { state, progress, fileName } = file;
  const verb = state === 'undoing' ? 'Undoing' : 'Logging';
  return (
    <div className={classes.progress} role="status">
      <p className={classes.title}>
        {verb} {fileName}
      </p>
      <progress
        className={classes.bar}
        aria-label={`${verb} ${fileName}`}
        {...(progress && progress.total > 0 ? { value: progress.done, max: progress.total } : {})}
      />
      <p className={classes.soft}>
        {progress && progress.total > 0
          ? `${formatCount(progress.done)} of ${formatCount(progress.total)} entries. `
          : 'Looking once more at what is there. '}
        All of it or nothing; you can leave this page.
      </p>
    </div>
  );
}
