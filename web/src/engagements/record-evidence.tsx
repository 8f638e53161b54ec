import { recordEvidence } from '@contract/engagements';
import { Button } from '@mantine/core';
import type { Day } from '@domain/shared/day';
import { useState } from 'react';
import { useDraft } from '../platform/draft';
import { todayHere } from '../platform/when';
import { TextField } from '../ui/fields';
import { FieldRow, Form, FormEnd } from '../ui/form';
import { usePhaseChanges } from './engagements.queries';

interface RecordEvidenceProps {
  readonly practice: string;
  readonly engagementId: string;
  readonly criterion: { readonly id: string; readonly sentence: string };
}

/** What Baton cannot know by itself is written down by hand, with its date. */
export function RecordEvidence(props: RecordEvidenceProps) {
  const [open, setOpen] = useState(false);
  if (open) return <RecordForm {...props} onClose={() => setOpen(false)} />;
  return (
    <Button variant="subtle" size="compact-xs" onClick={() => setOpen(true)}>
      Record it
    </Button>
  );
}

function RecordForm({ practice, engagementId, criterion, onClose }: RecordEvidenceProps & { onClose: () => void }) {
  const changes = usePhaseChanges(practice, engagementId);
  const { form, submit, busy, problem } = useDraft({
    initial: { on: todayHere() as string, note: '' },
    schema: recordEvidence.body,
    toBody: ({ on, note }) => ({ criterion: criterion.id, on: on as Day, note }),
    send: (body) => changes.record.mutateAsync(body),
    onDone: onClose,
    fieldOf: { 'phase.evidence_ahead': 'on' },
  });
  return (
    <Form onSubmit={submit} label={`Record: ${criterion.sentence}`}>
      <FieldRow>
        <TextField label="On" type="date" {...form.getInputProps('on')} />
        <TextField label="What shows it" autoFocus {...form.getInputProps('note')} />
      </FieldRow>
      <FormEnd verb="Record" busy={busy} problem={problem} onCancel={onClose} />
    </Form>
  );
}
