import { PLAIN_COLUMNS } from '@domain/time/import/plain';
import { SOURCE_NAMES } from '@domain/time/import/source';
import classes from './import-guide.module.css';

const WHERE = {
  toggl: 'Reports, Detailed, Export, Download CSV',
  clockify: 'Reports, Detailed, Export, Save as CSV',
  harvest: 'Reports, Detailed time, Export, CSV',
} as const;

const COLUMNS = [
  ['Date', 'date', 'when'],
  ['Client', 'client', 'or Project'],
  ['Duration', 'duration', '1.5, 1,5, 1:30, 1h30, 90m or 9-10:30; or Hours, Minutes, or Start and End'],
  ['Email', 'person', 'whose hours; yours when left out'],
  ['Activity', 'task', 'optional'],
  ['Text', 'text', 'optional'],
  ['Billable', 'billable', 'yes when left out'],
] as const;

/** Where each product keeps its export, and what a table of one's own may say. */
export function ImportGuide() {
  return (
    <details className={classes.guide}>
      <summary>Where to find the export, and what a plain CSV looks like</summary>
      <dl className={classes.places}>
        {Object.entries(WHERE).map(([source, where]) => (
          <div key={source}>
            <dt>{SOURCE_NAMES[source as keyof typeof WHERE]}</dt>
            <dd>{where}</dd>
          </div>
        ))}
      </dl>
      <p className={classes.lead}>
        A plain CSV has a header with these columns, in any order. Commas, semicolons or tabs part them; other columns
        do no harm.
      </p>
      <dl className={classes.places}>
        {COLUMNS.map(([name, column, note]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {note}
              <span className={classes.also}>also {PLAIN_COLUMNS[column].slice(1, 4).join(', ')}</span>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
