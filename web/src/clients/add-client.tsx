import { createClient } from '@contract/clients';
import { useNavigate } from '@tanstack/react-router';
import { useDraft } from '../platform/draft';
import { Dialog } from '../ui/dialog';
import { TextField } from '../ui/fields';
import { FieldRow, Form, FormEnd } from '../ui/form';
import { useCreateClient } from './clients.queries';

interface AddClientProps {
  readonly practice: string;
  readonly onClose: () => void;
}

export function AddClient(props: AddClientProps) {
  return (
    <Dialog title="Add client" open onClose={props.onClose}>
      <AddClientForm {...props} />
    </Dialog>
  );
}

/** Asks for a name and a code; terms and phase come on the next screen, when there is a client to hang them on. */
function AddClientForm({ practice, onClose }: AddClientProps) {
  const create = useCreateClient(practice);
  const navigate = useNavigate();
  const { form, submit, busy, problem } = useDraft({
    initial: { name: '', code: '', engineers: '' },
    schema: createClient.body,
    toBody: ({ name, code, engineers }) => ({
      name,
      code: code || suggestedCode(name),
      engineers: engineers.trim() === '' ? null : Number(engineers),
    }),
    send: async (body) => {
      const client = await create.mutateAsync(body);
      onClose();
      await navigate({ to: '/p/$practice/clients/$client', params: { practice, client: client.id } });
    },
    fieldOf: { 'clients.code_taken': 'code' },
  });

  return (
    <Form onSubmit={submit} label="Add client">
      <TextField label="Company" autoFocus data-autofocus {...form.getInputProps('name')} />
      <FieldRow>
        <TextField
          label="Code"
          description="Two to eight letters, for quick entry"
          placeholder={suggestedCode(form.values.name)}
          {...form.getInputProps('code')}
        />
        <TextField
          label="Engineers"
          description="Roughly; may stay empty"
          inputMode="numeric"
          {...form.getInputProps('engineers')}
        />
      </FieldRow>
      <FormEnd verb="Add client" busy={busy} problem={problem} onCancel={onClose} />
    </Form>
  );
}

/** The first three letters of the name: Acme Robotics is ACM. */
function suggestedCode(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 3)
    .toUpperCase();
}
