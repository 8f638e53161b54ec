import type { ImportView } from '@contract/time';
import { IMPORT_SOURCES, SOURCE_NAMES, type ImportSource } from '@domain/time/import/source';
import { sentenceFor } from '../platform/problems';
import { ChoiceField } from '../ui/fields';
import { ZoneField } from '../ui/zone-field';
import { useImportChanges } from './import.queries';
import classes from './import-reading.module.css';

const SOURCES = IMPORT_SOURCES.map((source) => ({ value: source, label: SOURCE_NAMES[source] }));
const ORDERS = [
  { value: 'day_first', label: 'Day first' },
  { value: 'month_first', label: 'Month first' },
];

/** As what the file was read, which can be corrected: another product, another zone, the other order of day and month. */
export function ImportReading({ practice, view }: { readonly practice: string; readonly view: ImportView }) {
  const { reread } = useImportChanges(practice, view);
  const { source, zone, dateOrder } = view;
  const says = (change: Partial<Pick<ImportView, 'source' | 'zone' | 'dateOrder'>>) =>
    reread.mutate({ source, zone, dateOrder, ...change });
  return (
    <div>
      <div className={classes.reading}>
        <ChoiceField
          label="Read as"
          description={
            source === view.recognised
              ? 'Recognised by its columns'
              : `Its columns say ${SOURCE_NAMES[view.recognised]}`
          }
          data={SOURCES}
          value={source}
          disabled={reread.isPending}
          onChange={(event) => says({ source: event.currentTarget.value as ImportSource })}
        />
        <ZoneField
          label="Time zone"
          description="Of its clock times"
          value={zone}
          disabled={reread.isPending}
          onChange={(chosen) => says({ zone: chosen })}
        />
        <ChoiceField
          label="Dates"
          description="Where they could be read both ways"
          data={ORDERS}
          value={dateOrder}
          disabled={reread.isPending}
          onChange={(event) => says({ dateOrder: event.currentTarget.value as ImportView['dateOrder'] })}
        />
      </div>
      {reread.isError ? (
        <p role="alert" className={classes.trouble}>
          {sentenceFor(reread.error)}
        </p>
      ) : null}
    </div>
  );
}
