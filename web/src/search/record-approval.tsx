import { approveScorecard, type SearchView } from '@contract/search';
import type { Day } from '@domain/shared/day';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useDraft } from '../platform/draft';
import { TextField } from '../ui/fields';
import { FieldRow, Form, FormEnd } from '../ui/form';
import { say } from '../ui/toast';
import { useSearchChanges } from './search.queries';
import classes from './record-approval.module.css';

interface RecordApprovalProps {
  readonly practice: string;
  readonly searchId: string;
  readonly scorecardId: string;
  readonly decider: NonNullable<SearchView['scorecard']>['deciders'][number];
  readonly today: Day;
}

/** A decider has agreed, in a call or a mail: on which day, and what they said. */
export function RecordApproval(props: RecordApprovalProps) {
  const [open, setOpen] = useState(false);
  if (!open)
    return (
      <Button variant="default" size="compact-xs" onClick={() => setOpen(true)}>
        Record approval<span className="visually-hidden"> of {props.decider.name}</span>
      </Button>
    );
  return <ApprovalForm {...props} onClose={() => setOpen(false)} />;
}

function ApprovalForm({
  practice,
  searchId,
  scorecardId,
  decider,
  today,
  onClose,
}: RecordApprovalProps & { readonly onClose: () => void }) {
  const { approve } = useSearchChanges(practice, searchId);
  const { form, submit, busy, problem } = useDraft({
    initial: { on: today as string, note: '' },
    schema: approveScorecard.body,
    toBody: ({ on, note }) => ({ on: on as Day, note }),
    send: (body) => approve.mutateAsync({ scorecardId, approvalId: decider.id, body }),
    onDone: () => say(`${decider.name}'s approval is recorded.`),
    fieldOf: { 'phase.day_ahead': 'on' },
  });
  return (
    <div className={classes.form}>
      <Form onSubmit={submit} label={`Approval of ${decider.name}`}>
        <FieldRow>
          <TextField label="Approved on" type="date" max={today} {...form.getInputProps('on')} />
          <TextField label="What they said" description="May stay empty" {...form.getInputProps('note')} />
        </FieldRow>
        <FormEnd verb="Record approval" busy={busy} problem={problem} onCancel={onClose} />
      </Form>
    </div>
  );
}
