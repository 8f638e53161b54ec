import { editClient, type Client } from '@contract/clients';
import { useDraft } from '../platform/draft';
import { TextAreaField, TextField } from '../ui/fields';
import { FieldRow, Form, FormEnd } from '../ui/form';
import { say } from '../ui/toast';
import { useEditClient } from './clients.queries';

/** What stands on statements and lists about the company. */
export function CompanyForm({ practice, client }: { readonly practice: string; readonly client: Client }) {
  const edit = useEditClient(practice, client);
  const { form, submit, busy, problem } = useDraft({
    initial: {
      name: client.name,
      code: client.code,
      engineers: client.engineers === null ? '' : String(client.engineers),
      legalName: client.legalName,
      address: client.address,
      purchaseOrder: client.purchaseOrder,
    },
    schema: editClient.body,
    toBody: ({ engineers, ...rest }) => ({ ...rest, engineers: engineers.trim() === '' ? null : Number(engineers) }),
    send: (body) => edit.mutateAsync(body),
    onDone: () => say('Company saved.'),
    fieldOf: { 'clients.code_taken': 'code' },
  });
  return (
    <Form onSubmit={submit} label="Company">
      <FieldRow>
        <TextField label="Company" {...form.getInputProps('name')} />
        <TextField label="Code" description="For quick entry" {...form.getInputProps('code')} />
        <TextField label="Engineers" inputMode="numeric" {...form.getInputProps('engineers')} />
      </FieldRow>
      <FieldRow>
        <TextField label="Legal name" description="As on statements" {...form.getInputProps('legalName')} />
        <TextField label="Purchase order" {...form.getInputProps('purchaseOrder')} />
      </FieldRow>
      <TextAreaField label="Address" {...form.getInputProps('address')} />
      {client.can.edit ? <FormEnd verb="Save company" busy={busy} problem={problem} /> : null}
    </Form>
  );
}
