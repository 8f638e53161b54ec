import { EntryDraft } from '@contract/time';
import type { Day } from '@domain/shared/day';
import { formatMinutes } from '@domain/shared/format';
import { minutes } from '@domain/shared/units';
import { useDraft } from '../../platform/draft';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/fields';
import { FieldRow, Form, FormEnd } from '../../ui/form';
import { minutesTyped } from '../minutes-typed';
import { changeUnsent, type Unsent, type UnsentOwner } from './unsent-store';

interface EditUnsentProps {
  readonly owner: UnsentOwner;
  readonly entry: Unsent;
  readonly onClose: () => void;
}

export function EditUnsent({ owner, entry, onClose }: EditUnsentProps) {
  return (
    <Dialog title="Edit hours that are not sent yet" open onClose={onClose}>
      <EditUnsentForm owner={owner} entry={entry} onClose={onClose} />
    </Dialog>
  );
}

/** What can be wrong with hours that were refused: their day, their length, their words. Saved, they are sent again. */
function EditUnsentForm({ owner, entry, onClose }: EditUnsentProps) {
  const { form, submit, busy, problem } = useDraft({
    initial: {
      day: entry.body.day as string,
      length: formatMinutes(minutes(entry.body.minutes)),
      text: entry.body.text,
    },
    schema: EntryDraft,
    toBody: ({ day, length, text }) => ({ ...entry.body, day: day as Day, minutes: minutesTyped(length), text }),
    send: async (body) => changeUnsent(owner, entry.id, { body: EntryDraft.parse(body), refused: null }),
    onDone: onClose,
  });
  return (
    <Form onSubmit={submit} label="Edit hours that are not sent yet">
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
      <TextField label="Note" description="The client can read this" {...form.getInputProps('text')} />
      <FormEnd verb="Save" busy={busy} problem={problem} onCancel={onClose} />
    </Form>
  );
}
