import { editEntry } from '@contract/time';
import { useDraft } from '../../platform/draft';
import { Dialog } from '../../ui/dialog';
import { TextAreaField, TextField } from '../../ui/fields';
import { Form, FormEnd } from '../../ui/form';
import type { CellContent } from './cell-content';
import { cellName } from './cell-words';
import type { GridCell } from './grid-rows';

type Note = Pick<CellContent, 'text' | 'privateNote'>;

interface CellNoteProps {
  readonly cell: GridCell;
  readonly onNote: (cell: GridCell, note: Note) => void;
  readonly onClose: () => void;
}

export function CellNote({ cell, onNote, onClose }: CellNoteProps) {
  return (
    <Dialog title={cellName(cell)} open onClose={onClose}>
      {cell.content ? <NoteForm note={cell.content} onNote={(note) => onNote(cell, note)} onClose={onClose} /> : null}
    </Dialog>
  );
}

interface NoteFormProps {
  readonly note: Note;
  readonly onNote: (note: Note) => void;
  readonly onClose: () => void;
}

/** What the hours of a cell were for, in words. */
function NoteForm({ note, onNote, onClose }: NoteFormProps) {
  const { form, submit, busy, problem } = useDraft({
    initial: { text: note.text, privateNote: note.privateNote },
    schema: editEntry.body,
    toBody: (values) => values,
    send: async ({ text = '', privateNote = '' }) => onNote({ text, privateNote }),
    onDone: onClose,
  });
  return (
    <Form onSubmit={submit} label="Note">
      <TextField label="Note" description="The client can read this" {...form.getInputProps('text')} />
      <TextAreaField label="Private note" description="Stays at the practice" {...form.getInputProps('privateNote')} />
      <FormEnd verb="Save note" busy={busy} problem={problem} onCancel={onClose} />
    </Form>
  );
}
