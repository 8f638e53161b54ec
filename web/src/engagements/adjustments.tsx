import { adjustMonth, type MonthAdjustments } from '@contract/ledger';
import { formatSignedMinutes } from '@domain/shared/format';
import { minutes, type Minutes } from '@domain/shared/units';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useDraft } from '../platform/draft';
import { sentenceFor } from '../platform/problems';
import { moment } from '../platform/when';
import { Empty } from '../ui/empty';
import { Failure } from '../ui/failure';
import { TextField } from '../ui/fields';
import { FieldRow, Form, FormEnd } from '../ui/form';
import { Section } from '../ui/section';
import { Skeleton } from '../ui/skeleton';
import { say, sayFailed } from '../ui/toast';
import classes from './agreed-lines.module.css';
import { signedHoursTyped } from './allowance';
import { useAdjustmentChanges, useAdjustments, type MonthAt } from './ledger.queries';

/** What was added to the balance of a month or taken from it by hand. The client reads the reasons in the summary. */
export function Adjustments({ at }: { readonly at: MonthAt }) {
  const adjustments = useAdjustments(at);
  const { withdraw } = useAdjustmentChanges(at);
  const [writing, setWriting] = useState(false);
  if (adjustments.isPending) return <Skeleton rows={1} height={40} />;
  if (adjustments.isError)
    return <Failure onRetry={() => void adjustments.refetch()}>{sentenceFor(adjustments.error)}</Failure>;
  const { items, can } = adjustments.data;
  if (items.length === 0 && !can.adjust) return null;
  const takeBack = ({ id, reason }: MonthAdjustments['items'][number]) =>
    withdraw.mutate(id, {
      onSuccess: () => say(`“${reason}” is withdrawn.`),
      onError: (error) => sayFailed(`“${reason}” stays. ${sentenceFor(error)}`),
    });
  return (
    <Section
      title="Adjustments"
      aside={
        can.adjust && !writing ? (
          <Button variant="subtle" size="compact-xs" onClick={() => setWriting(true)}>
            Adjust the balance
          </Button>
        ) : null
      }
    >
      {writing ? <AdjustForm at={at} onClose={() => setWriting(false)} /> : null}
      {items.length === 0 && !writing ? <Empty>Nothing was added or taken away by hand.</Empty> : null}
      <ul>
        {items.map((item) => (
          <li key={item.id} className={classes.line}>
            <div className={classes.words}>
              {item.reason}
              <div className={classes.facts}>
                {item.by} · {moment(item.adjustedAt)}
              </div>
            </div>
            <span className={classes.figure}>{formatSignedMinutes(item.minutes)}</span>
            {item.can.withdraw ? (
              <Button
                variant="subtle"
                size="compact-xs"
                aria-label={`Withdraw ${item.reason}`}
                onClick={() => takeBack(item)}
              >
                Withdraw
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function AdjustForm({ at, onClose }: { readonly at: MonthAt; readonly onClose: () => void }) {
  const { adjust } = useAdjustmentChanges(at);
  const { form, submit, busy, problem } = useDraft({
    initial: { minutes: '', reason: '' },
    schema: adjustMonth.body,
    toBody: ({ minutes: typed, reason }) => ({ minutes: signedMinutes(typed), reason }),
    send: (body) => adjust.mutateAsync(body),
    onDone: () => {
      say('The balance is adjusted.');
      onClose();
    },
  });
  return (
    <Form onSubmit={submit} label="Adjust the balance">
      <FieldRow>
        <TextField
          label="Hours"
          description="2 adds, -0:30 takes away"
          autoFocus
          {...form.getInputProps('minutes')}
          error={form.errors['minutes'] ? 'Write hours such as 2, 1:30 or -0:30.' : undefined}
        />
        <TextField
          label="Reason"
          description="The client reads it in the summary"
          maxLength={300}
          {...form.getInputProps('reason')}
        />
      </FieldRow>
      <FormEnd verb="Adjust the balance" busy={busy} problem={problem} onCancel={onClose} />
    </Form>
  );
}

function signedMinutes(typed: string): Minutes {
  const read = signedHoursTyped(typed);
  return Number.isSafeInteger(read) ? minutes(read) : (Number.NaN as Minutes);
}
