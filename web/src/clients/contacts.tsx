import { addContact, type Client, type Contact as ContactSchema } from '@contract/clients';
import type { output } from 'zod';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useDraft } from '../platform/draft';
import { sentenceFor } from '../platform/problems';
import { Empty } from '../ui/empty';
import { Failure } from '../ui/failure';
import { TextField } from '../ui/fields';
import { FieldRow, Form, FormEnd } from '../ui/form';
import { Section } from '../ui/section';
import { Skeleton } from '../ui/skeleton';
import { say, sayFailed } from '../ui/toast';
import { useContactChanges, useContacts } from './clients.queries';
import classes from './contacts.module.css';

type Contact = output<typeof ContactSchema>;

interface ContactsProps {
  readonly practice: string;
  readonly client: Client;
}

/** The people at the client whom the practice talks to. */
export function Contacts({ practice, client }: ContactsProps) {
  const contacts = useContacts(practice, client.id);
  const [writing, setWriting] = useState<Contact | 'new' | null>(null);
  const changes = useContactChanges(practice, client.id);

  const remove = (contact: Contact) =>
    changes.remove.mutate(
      { contactId: contact.id, version: contact.version },
      {
        onSuccess: () =>
          say(`${contact.name} is off the list.`, () =>
            changes.add.mutate({
              name: contact.name,
              title: contact.title,
              email: contact.email,
              phone: contact.phone,
            }),
          ),
        onError: (error) => sayFailed(`${contact.name} is still on the list. ${sentenceFor(error)}`),
      },
    );

  return (
    <Section
      title="Contacts"
      aside={
        client.can.edit && writing === null ? (
          <Button variant="subtle" size="compact-xs" onClick={() => setWriting('new')}>
            Add
          </Button>
        ) : null
      }
    >
      {contacts.isPending ? <Skeleton rows={2} height={44} /> : null}
      {contacts.isError ? (
        <Failure onRetry={() => void contacts.refetch()}>{sentenceFor(contacts.error)}</Failure>
      ) : null}
      {writing ? (
        <ContactForm practice={practice} client={client} contact={writing} onClose={() => setWriting(null)} />
      ) : null}
      {contacts.data && contacts.data.items.length === 0 && !writing ? <Empty>Nobody is noted down yet.</Empty> : null}
      <ul>
        {contacts.data?.items.map((contact) => (
          <li key={contact.id} className={classes.line}>
            <div className={classes.person}>
              <span className={classes.name}>{contact.name}</span>
              <span className={classes.facts}>
                {[contact.title, contact.email, contact.phone].filter(Boolean).join(' · ')}
              </span>
            </div>
            {client.can.edit ? (
              <span className={classes.acts}>
                <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setWriting(contact)}>
                  Edit<span className="visually-hidden"> {contact.name}</span>
                </Button>
                <Button variant="subtle" color="gray" size="compact-xs" onClick={() => remove(contact)}>
                  Remove<span className="visually-hidden"> {contact.name}</span>
                </Button>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function ContactForm({
  practice,
  client,
  contact,
  onClose,
}: ContactsProps & { contact: Contact | 'new'; onClose: () => void }) {
  const changes = useContactChanges(practice, client.id);
  const known = contact === 'new' ? null : contact;
  const { form, submit, busy, problem } = useDraft({
    initial: {
      name: known?.name ?? '',
      title: known?.title ?? '',
      email: known?.email ?? '',
      phone: known?.phone ?? '',
    },
    schema: addContact.body,
    toBody: (values) => values,
    send: (body): Promise<unknown> =>
      known
        ? changes.edit.mutateAsync({ contactId: known.id, version: known.version, body })
        : changes.add.mutateAsync(body),
    onDone: onClose,
  });
  return (
    <Form onSubmit={submit} label={known ? `Edit ${known.name}` : 'Add contact'}>
      <FieldRow>
        <TextField label="Name" autoFocus {...form.getInputProps('name')} />
        <TextField label="Title" {...form.getInputProps('title')} />
      </FieldRow>
      <FieldRow>
        <TextField label="E-mail" type="email" {...form.getInputProps('email')} />
        <TextField label="Phone" type="tel" {...form.getInputProps('phone')} />
      </FieldRow>
      <FormEnd verb={known ? 'Save' : 'Add contact'} busy={busy} problem={problem} onCancel={onClose} />
    </Form>
  );
}
