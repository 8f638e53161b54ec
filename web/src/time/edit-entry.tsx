import { editEntry, type TimeEntry } from '@contract/time';
import type { Activity } from '@domain/time/activities';
import { Checkbox } from '@mantine/core';
import '@mantine/core/styles/Checkbox.layer.css';
import '@mantine/core/styles/InlineInput.layer.css';
import { useDraft } from '../platform/draft';
import { isRefusal } from '../platform/problems';
import { Dialog } from '../ui/dialog';
import { ChoiceField, TextAreaField, TextField } from '../ui/fields';
import { FieldRow, Form, FormEnd } from '../ui/form';
import { say } from '../ui/toast';
import { activityOptions } from './activity-options';
import {
  changeTo,
  readingOptions,
  readTyped,
  typedTimes,
  zoneOf,
  type EntryChange,
  type TimesTyped,
} from './edited-times';
import { OverlapWays, stretchOf } from './overlap-ways';
import { useEditEntry } from './time.queries';

/** An entry as the fields hold it. */
interface EntryTyped extends TimesTyped, Record<string, unknown> {
  readonly activity: string;
  readonly billable: boolean;
  readonly text: string;
  readonly privateNote: string;
}

interface EditEntryProps {
  readonly practice: string;
  readonly entry: TimeEntry | null;
  readonly onClose: () => void;
}

export function EditEntry({ practice, entry, onClose }: EditEntryProps) {
  return (
    <Dialog title="Edit entry" open={entry !== null} onClose={onClose}>
      {entry ? <EditEntryForm practice={practice} entry={entry} onClose={onClose} /> : null}
    </Dialog>
  );
}

/** Every part of an entry; what the field for hours cannot read is refused before it is sent. */
function EditEntryForm({ practice, entry, onClose }: EditEntryProps & { readonly entry: TimeEntry }) {
  const edit = useEditEntry(practice, entry);
  const saved = () => {
    say('Entry saved.');
    onClose();
  };
  const toBody = ({ day, length, reading, activity, ...rest }: EntryTyped): EntryChange => ({
    ...rest,
    ...readTyped({ day, length, reading }, entry).change,
    activity: (activity || null) as Activity | null,
  });
  const { form, submit, busy, problem } = useDraft<EntryTyped, EntryChange>({
    initial: {
      ...typedTimes(entry),
      activity: entry.activity ?? '',
      billable: entry.billable,
      text: entry.text,
      privateNote: entry.privateNote,
    },
    schema: editEntry.body,
    toBody,
    send: (body) => edit.mutateAsync(body),
    onDone: saved,
    fieldOf: {
      'time.day_ahead': 'day',
      'time.outside_terms': 'day',
      'time.month_closed': 'day',
      'time.day_full': 'length',
      'time.overlap': 'length',
      'time.past_midnight': 'length',
    },
  });
  const { trouble, readings } = readTyped(form.values, entry);
  const again = (change: EntryChange) =>
    void edit.mutateAsync({ ...toBody(form.values), ...change }).then(saved, () => undefined);

  return (
    <Form onSubmit={submit} label="Edit entry">
      <FieldRow>
        <TextField
          label="Hours"
          description="1:30, 1.5, 90m or 9-10:30"
          autoFocus
          {...form.getInputProps('length')}
          error={form.errors['minutes'] ? trouble : form.errors['length']}
        />
        <TextField
          label="Day"
          description={entry.instants ? 'Where you were' : 'Where the client is'}
          type="date"
          {...form.getInputProps('day')}
        />
      </FieldRow>
      {readings.length > 0 ? (
        <ChoiceField
          label="The clocks showed this hour twice"
          data={readingOptions(readings, zoneOf(entry))}
          {...form.getInputProps('reading')}
        />
      ) : null}
      {isRefusal(edit.error, 'time.overlap') ? (
        <OverlapWays
          refusal={edit.error}
          onPiece={(piece) => again(changeTo(stretchOf(piece), entry))}
          onParallel={() => again({ parallel: true })}
        />
      ) : null}
      <ChoiceField label="Activity" data={activityOptions()} {...form.getInputProps('activity')} />
      <TextField label="Note" description="The client can read this" {...form.getInputProps('text')} />
      <TextAreaField label="Private note" description="Stays at the practice" {...form.getInputProps('privateNote')} />
      <Checkbox label="Billable" {...form.getInputProps('billable', { type: 'checkbox' })} />
      <FormEnd verb="Save entry" busy={busy} problem={problem} onCancel={onClose} />
    </Form>
  );
}
