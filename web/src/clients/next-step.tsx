import { editClient, type Client } from '@contract/clients';
import type { Day } from '@domain/shared/day';
import { formatDay } from '@domain/shared/format';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useDraft } from '../platform/draft';
import { nearby } from '../platform/when';
import { Empty } from '../ui/empty';
import { TextField } from '../ui/fields';
import { FieldRow, Form, FormEnd } from '../ui/form';
import { Section } from '../ui/section';
import { useEditClient } from './clients.queries';
import classes from './next-step.module.css';

interface NextStepProps {
  readonly practice: string;
  readonly client: Client;
  readonly today: Day;
}

/** The one next step at this client, read where it is changed. */
export function NextStep({ practice, client, today }: NextStepProps) {
  const [editing, setEditing] = useState(false);
  const late = client.nextStepOn !== null && client.nextStepOn < today;
  return (
    <Section
      title="Next step"
      aside={
        client.can.edit && !editing ? (
          <Button variant="subtle" size="compact-xs" onClick={() => setEditing(true)}>
            {client.nextStep ? 'Change' : 'Set'}
          </Button>
        ) : null
      }
    >
      {editing ? (
        <NextStepForm practice={practice} client={client} onClose={() => setEditing(false)} />
      ) : client.nextStep ? (
        <p className={classes.step}>
          {client.nextStep}
          {client.nextStepOn ? (
            <span className={classes.when} data-late={late || undefined}>
              {formatDay(client.nextStepOn)} · {late ? 'overdue, ' : ''}
              {nearby(client.nextStepOn, today)}
            </span>
          ) : null}
        </p>
      ) : (
        <Empty>Nothing is planned. What is the next thing this client should see happen?</Empty>
      )}
    </Section>
  );
}

function NextStepForm({ practice, client, onClose }: Omit<NextStepProps, 'today'> & { readonly onClose: () => void }) {
  const edit = useEditClient(practice, client);
  const { form, submit, busy, problem } = useDraft({
    initial: { nextStep: client.nextStep, nextStepOn: client.nextStepOn as string | null },
    schema: editClient.body,
    toBody: ({ nextStep, nextStepOn }) => ({ nextStep, nextStepOn: (nextStepOn || null) as Day | null }),
    send: (body) => edit.mutateAsync(body),
    onDone: onClose,
  });
  return (
    <Form onSubmit={submit} label="Next step">
      <FieldRow>
        <TextField label="Step" autoFocus {...form.getInputProps('nextStep')} />
        <TextField label="On" type="date" {...form.getInputProps('nextStepOn')} value={form.values.nextStepOn ?? ''} />
      </FieldRow>
      <FormEnd verb="Save" busy={busy} problem={problem} onCancel={onClose} />
    </Form>
  );
}
