import { correctEntry, type CorrectionsView } from '@contract/statements';
import type { TimeEntry } from '@contract/time';
import { formatDate, formatMinutes, formatMonth, formatSignedMinutes } from '@domain/shared/format';
import { formatMoney } from '@domain/shared/money';
import type { Month } from '@domain/shared/month';
import { minutes } from '@domain/shared/units';
import { parseDuration } from '@domain/time/duration';
import { useDraft } from '../platform/draft';
import { sentenceFor } from '../platform/problems';
import { Dialog } from '../ui/dialog';
import { Failure } from '../ui/failure';
import { TextField } from '../ui/fields';
import { Form, FormEnd } from '../ui/form';
import { Skeleton } from '../ui/skeleton';
import { say } from '../ui/toast';
import classes from './correct-entry.module.css';
import { useCorrectEntry, useCorrections } from './corrections.queries';

interface CorrectEntryProps {
  readonly practice: string;
  readonly entry: TimeEntry | null;
  readonly onClose: () => void;
}

export function CorrectEntry({ practice, entry, onClose }: CorrectEntryProps) {
  return (
    <Dialog title="Correct this entry" open={entry !== null} onClose={onClose}>
      {entry ? <Loaded practice={practice} entry={entry} onClose={onClose} /> : null}
    </Dialog>
  );
}

interface OpenProps extends CorrectEntryProps {
  readonly entry: TimeEntry;
}

function Loaded({ practice, entry, onClose }: OpenProps) {
  const corrections = useCorrections(practice, entry.id);
  if (corrections.isPending) return <Skeleton rows={4} height={40} />;
  if (corrections.isError)
    return <Failure onRetry={() => void corrections.refetch()}>{sentenceFor(corrections.error)}</Failure>;
  const view = corrections.data;
  return (
    <>
      <p>
        {formatMinutes(entry.minutes)} on {formatDate(entry.day)}
        {entry.text ? `, “${entry.text}”` : ''}.{' '}
        {view.openMonth
          ? `Its month is closed and stays as it is; the difference counts in ${formatMonth(view.openMonth)}, under the terms of that month.`
          : 'Every month of this engagement is closed, so nothing can be corrected any more.'}
      </p>
      <Earlier view={view} />
      {view.can.correct && view.openMonth ? (
        <CorrectForm practice={practice} entry={entry} view={view} month={view.openMonth} onClose={onClose} />
      ) : null}
    </>
  );
}

/** Corrections made already, with what each changed. */
function Earlier({ view }: { readonly view: CorrectionsView }) {
  if (view.items.length === 0) return null;
  return (
    <ul className={classes.earlier}>
      {view.items.map(({ id, minutes: mended, month, reason, by, bill }) => (
        <li key={id}>
          <strong>{formatSignedMinutes(mended)}</strong> in {formatMonth(month)}
          {bill ? `, ${formatMoney(bill.amount, bill.currency as never)}` : ''}: {reason} ({by})
        </li>
      ))}
    </ul>
  );
}

/** Asks what the entry should have been; the difference is worked out here and said before it is sent. */
function CorrectForm({
  practice,
  entry,
  view,
  month,
  onClose,
}: OpenProps & { readonly view: CorrectionsView; readonly month: Month }) {
  const correct = useCorrectEntry(practice, entry.id);
  const { form, submit, busy, problem } = useDraft({
    initial: { length: formatMinutes(view.counts), reason: '' },
    schema: correctEntry.body,
    toBody: ({ length, reason }) => ({ minutes: difference(length, view), reason }),
    send: (body) => correct.mutateAsync(body),
    onDone: () => {
      say(`The correction counts in ${formatMonth(month)}.`);
      onClose();
    },
    fieldOf: { 'statements.correction_empty': 'length', 'statements.correction_too_far': 'length' },
  });
  const by = difference(form.values.length, view);
  return (
    <Form onSubmit={submit} label="Correct this entry">
      <TextField
        label="It should have been"
        description={
          Number.isNaN(by) || by === 0
            ? '1:30, 1.5 or 90m; 0 if it should not be there'
            : `${formatSignedMinutes(minutes(by))} in ${formatMonth(month)}`
        }
        autoFocus
        {...form.getInputProps('length')}
        error={form.errors['minutes'] ? 'Write a duration such as 1:30, 1.5 or 90m.' : form.errors['length']}
      />
      <TextField label="Reason" description="The client can read this" {...form.getInputProps('reason')} />
      <FormEnd verb="Correct entry" busy={busy} problem={problem} onCancel={onClose} />
    </Form>
  );
}

function difference(length: string, { counts }: CorrectionsView): number {
  if (/^0+([:.,]0*)?$/.test(length.trim())) return -counts;
  const read = parseDuration(length);
  return read.ok ? read.value.minutes - counts : Number.NaN;
}
