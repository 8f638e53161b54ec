import { editMember, type MemberRow } from '@contract/identity';
import { listClients } from '@contract/clients';
import { PRACTICE_ROLES } from '@domain/identity/roles';
import { Checkbox } from '@mantine/core';
import '@mantine/core/styles/Checkbox.layer.css';
import '@mantine/core/styles/InlineInput.layer.css';
import { useQuery } from '@tanstack/react-query';
import { useDraft } from '../platform/draft';
import { reading } from '../platform/queries';
import { Dialog } from '../ui/dialog';
import { ChoiceField, TextField } from '../ui/fields';
import { FieldRow, Form, FormEnd } from '../ui/form';
import { useMemberChanges } from './identity.queries';
import { roleInWords } from './roles';
import classes from './edit-member.module.css';

interface EditMemberProps {
  readonly practice: string;
  readonly member: MemberRow | null;
  readonly onClose: () => void;
}

export function EditMember({ practice, member, onClose }: EditMemberProps) {
  return (
    <Dialog title={member ? `Edit ${member.name}` : 'Edit member'} open={member !== null} onClose={onClose}>
      {member ? <EditForm practice={practice} member={member} onClose={onClose} /> : null}
    </Dialog>
  );
}

/** Role, weekly capacity and assigned clients of a member. An owner sees every client anyway. */
function EditForm({ practice, member, onClose }: EditMemberProps & { readonly member: MemberRow }) {
  const changes = useMemberChanges(practice);
  const clients = useQuery(reading(listClients, { params: { practiceId: practice }, query: { limit: 200 } }));
  const { form, submit, busy, problem } = useDraft({
    initial: {
      role: member.role,
      hours: member.capacityMinutes === null ? '' : String(member.capacityMinutes / 60),
      clientIds: member.clientIds,
    },
    schema: editMember.body,
    toBody: ({ role, hours, clientIds }) => ({
      role,
      clientIds,
      capacityMinutes: hours.trim() === '' ? null : Math.round(Number(hours.replace(',', '.')) * 60),
    }),
    send: (body) => changes.edit.mutateAsync({ member, body }),
    onDone: onClose,
    fieldOf: { 'identity.last_owner': 'role' },
  });
  const toggle = (id: string, on: boolean) =>
    form.setFieldValue(
      'clientIds',
      on ? [...form.values.clientIds, id] : form.values.clientIds.filter((one) => one !== id),
    );
  return (
    <Form onSubmit={submit} label={`Edit ${member.name}`}>
      <FieldRow>
        <ChoiceField
          label="Role"
          data={PRACTICE_ROLES.map((role) => ({ value: role, label: roleInWords(role) }))}
          {...form.getInputProps('role')}
        />
        <TextField
          label="Hours a week"
          description="For client work; may stay empty"
          inputMode="decimal"
          {...form.getInputProps('hours')}
          error={form.errors['capacityMinutes'] ? 'Write hours such as 40 or 37.5.' : undefined}
        />
      </FieldRow>
      {form.values.role === 'owner' ? null : (
        <fieldset className={classes.clients}>
          <legend>Clients</legend>
          {clients.data?.items.map((client) => (
            <Checkbox
              key={client.id}
              label={client.name}
              checked={form.values.clientIds.includes(client.id)}
              onChange={(event) => toggle(client.id, event.currentTarget.checked)}
            />
          ))}
        </fieldset>
      )}
      <FormEnd verb="Save member" busy={busy} problem={problem} onCancel={onClose} />
    </Form>
  );
}
