import { askAboutStatement, type PortalStatement } from '@contract/portal';
import { formatMonth } from '@domain/shared/format';
import { useState } from 'react';
import { useDraft } from '../platform/draft';
import { newId } from '../platform/new-id';
import { Dialog } from '../ui/dialog';
import { TextAreaField } from '../ui/fields';
import { Form, FormEnd } from '../ui/form';
import { say } from '../ui/toast';
import { useStatementActs } from './portal.queries';

interface AskAboutProps {
  readonly practice: string;
  readonly client: string;
  readonly statement: PortalStatement;
  readonly onClose: () => void;
}

/** A question about a published summary; its id is made here, so that sending twice asks once. */
export function AskAbout({ practice, client, statement, onClose }: AskAboutProps) {
  const { ask } = useStatementActs(practice, client, statement.id);
  const [id] = useState(newId);
  const { form, submit, busy, problem } = useDraft({
    initial: { text: '' },
    schema: askAboutStatement.body,
    toBody: ({ text }) => ({ id, text }),
    send: (body) => ask.mutateAsync(body),
    onDone: () => {
      say('Your question was sent.');
      onClose();
    },
  });
  return (
    <Dialog title={`Ask about ${formatMonth(statement.month)}`} open onClose={onClose}>
      <Form onSubmit={submit} label="Ask a question">
        <TextAreaField label="Question" rows={4} autoFocus {...form.getInputProps('text')} />
        <FormEnd verb="Send question" busy={busy} problem={problem} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}
