import { editEntry, type TimeEntry } from '@contract/time';
import type { Day } from '@domain/shared/day';
import { formatMinutes } from '@domain/shared/format';
import type { Activity } from '@domain/time/activities';
import { parseDuration } from '@domain/time/duration';
import { Checkbox } from '@mantine/core';
import '@mantine/core/styles/Checkbox.layer.css';
import '@mantine/core/styles/InlineInput.layer.css';
import { useDraft } from '../platform/draft';
import { Dialog } from '../ui/dialog';
import { ChoiceField, TextAreaField, TextField } from '../ui/fields';
import { FieldRow, Form, FormEnd } from '../ui/form';
import { say } from '../ui/toast';
import { activityOptions } from './activity-options';
import { useEditEntry } from './time.queries';

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

/** Every part of an entry; what the duration field cannot read is refused before it is sent. */
function EditEntryForm({ practice, entry, onClose }: EditEntryProps & { readonly entry: TimeEntry }) {
  const edit = useEditEntry(practice, entry);
  const { form, submit, busy, problem } = useDraft({
    initial: {
      day: entry.day as string,
      length: formatMinutes(entry.minutes),
      activity: (entry.activity ?? '') as string,
      billable: entry.billable,
      text: entry.text,
      privateNote: entry.privateNote,
    },
    schema: editEntry.body,
    toBody: ({ day, length, activity, ...rest }) => ({
      ...rest,
      day: day as Day,
      minutes: minutesTyped(length),
      activity: (activity || null) as Activity | null,
    }),
    send: (body) => edit.mutateAsync(body),
    onDone: () => {
      say('Entry saved.');
      onClose();
    },
    fieldOf: {
      'time.day_ahead': 'day',
      'time.outside_terms': 'day',
      'time.month_closed': 'day',
      'time.day_full': 'length',
    },
  });
  return (
    <Form onSubmit={submit} label="Edit entry">
      <FieldRow>
        <TextField
          label="Hours"
          description="1:30, 1.5, 90m or 9-10:30"
          autoFocus
          {...form.getInputProps('length')}
          error={form.errors['minutes'] ? 'Write a duration such as 1:30, 1.5, 90m or 9-10:30.' : form.errors['length']}
        />
        <TextField label="Day" description="Where the client is" type="date" {...form.getInputProps('day')} />
      </FieldRow>
      <ChoiceField label="Activity" data={activityOptions()} {...form.getInputProps('activity')} />
      <TextField label="Note" description="The client can read this" {...form.getInputProps('text')} />
      <TextAreaField label="Private note" description="Stays at the practice" {...form.getInputProps('privateNote')} />
      <Checkbox label="Billable" {...form.getInputProps('billable', { type: 'checkbox' })} />
      <FormEnd verb="Save entry" busy={busy} problem={problem} onCancel={onClose} />
    </Form>
  );
}

function minutesTyped(text: string): number {
  const read = parseDuration(text);
  return read.ok ? read.value.minutes : Number.NaN;
}
