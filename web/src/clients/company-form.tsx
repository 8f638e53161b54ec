import { editClient, type Client } from '@contract/clients';
import { useDraft } from '../platform/draft';
import { useMeanwhile } from '../platform/meanwhile';
import { Conflict } from '../ui/conflict';
import { TextAreaField, TextField } from '../ui/fields';
import { FieldRow, Form, FormEnd } from '../ui/form';
import { say } from '../ui/toast';
import { useEditClient } from './clients.queries';

const LABELS = {
  name: 'Company',
  code: 'Code',
  engineers: 'Engineers',
  legalName: 'Legal name',
  purchaseOrder: 'Purchase order',
  address: 'Address',
} as const;

/** What stands on statements and lists about the company. */
export function CompanyForm({ practice, client }: { readonly practice: string; readonly client: Client }) {
  const edit = useEditClient(practice, client);
  const { form, submit, busy, problem } = useDraft({
    initial: valuesOf(client),
    schema: editClient.body,
    toBody: ({ engineers, ...rest }) => ({ ...rest, engineers: engineers.trim() === '' ? null : Number(engineers) }),
    send: (body) => edit.mutateAsync(body),
    onDone: () => say('Company saved.'),
    fieldOf: { 'clients.code_taken': 'code' },
  });
  const { conflicts, takeTheirs, keepMine } = useMeanwhile(form, { version: client.version, values: valuesOf(client) });
  const theirs = Object.entries(conflicts).map(([field, value]) => ({
    label: LABELS[field as keyof typeof LABELS],
    value,
  }));
  const readOnly = !client.can.edit;
  return (
    <Form onSubmit={submit} label="Company">
      <FieldRow>
        <TextField label={LABELS.name} {...form.getInputProps('name')} readOnly={readOnly} />
        <TextField
          label={LABELS.code}
          description="For quick entry"
          {...form.getInputProps('code')}
          readOnly={readOnly}
        />
        <TextField
          label={LABELS.engineers}
          inputMode="numeric"
          {...form.getInputProps('engineers')}
          readOnly={readOnly}
        />
      </FieldRow>
      <FieldRow>
        <TextField
          label={LABELS.legalName}
          description="As on statements"
          {...form.getInputProps('legalName')}
          readOnly={readOnly}
        />
        <TextField label={LABELS.purchaseOrder} {...form.getInputProps('purchaseOrder')} readOnly={readOnly} />
      </FieldRow>
      <TextAreaField label={LABELS.address} {...form.getInputProps('address')} readOnly={readOnly} />
      <Conflict theirs={theirs} onTake={takeTheirs} onKeep={keepMine} />
      {client.can.edit ? <FormEnd verb="Save company" busy={busy} problem={problem} /> : null}
    </Form>
  );
}

function valuesOf({ name, code, engineers, legalName, address, purchaseOrder }: Client) {
  return { name, code, engineers: engineers === null ? '' : String(engineers), legalName, address, purchaseOrder };
}
