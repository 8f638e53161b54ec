import { askOverage, type MonthOverage } from '@contract/ledger';
import { formatMinutes } from '@domain/shared/format';
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
import { Status } from '../ui/status';
import { say, sayFailed } from '../ui/toast';
import classes from './agreed-lines.module.css';
import { hoursTyped } from './allowance';
import { useOverage, useOverageChanges, type MonthAt } from './ledger.queries';

interface OverageProps {
  readonly at: MonthAt;
  /** The hours beyond the allowance so far; what a new request suggests. */
  readonly beyond: Minutes;
}

/** Hours beyond the allowance that the client was asked for; only what the sponsor said yes to is billed. */
export function Overage({ at, beyond }: OverageProps) {
  const overage = useOverage(at);
  const { withdraw } = useOverageChanges(at);
  const [asking, setAsking] = useState(false);
  if (overage.isPending) return <Skeleton rows={1} height={40} />;
  if (overage.isError) return <Failure onRetry={() => void overage.refetch()}>{sentenceFor(overage.error)}</Failure>;
  const { asks, items, approved, can } = overage.data;
  if (!asks && items.length === 0) return null;
  const takeBack = ({ id }: MonthOverage['items'][number]) =>
    withdraw.mutate(id, {
      onSuccess: () => say('The request is withdrawn.'),
      onError: (error) => sayFailed(`The request stays. ${sentenceFor(error)}`),
    });
  return (
    <Section
      title="Hours beyond, with the client’s word"
      aside={
        can.ask && !asking ? (
          <Button variant="subtle" size="compact-xs" onClick={() => setAsking(true)}>
            Ask for hours
          </Button>
        ) : null
      }
    >
      {asking ? (
        <AskForm at={at} suggested={minutes(Math.max(0, beyond - approved))} onClose={() => setAsking(false)} />
      ) : null}
      {items.length === 0 && !asking ? (
        <Empty>Under these terms hours beyond the allowance are billed once the client said yes.</Empty>
      ) : null}
      <ul>
        {items.map((item) => (
          <li key={item.id} className={classes.line}>
            <div className={classes.words}>
              {item.reason}
              <div className={classes.facts}>
                {item.by} · {moment(item.askedAt)}
              </div>
              <div className={classes.facts}>{answerInWords(item)}</div>
            </div>
            {item.answer === null ? <Status tone="now">Waits for the client</Status> : null}
            <span className={classes.figure}>{formatMinutes(item.minutes)}</span>
            {item.can.withdraw ? (
              <Button variant="subtle" size="compact-xs" onClick={() => takeBack(item)}>
                Withdraw
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function answerInWords({ answer, answeredBy, answeredAt, sentence }: MonthOverage['items'][number]): string | null {
  if (answer === null || answeredAt === null) return null;
  const said = `${answeredBy} said ${answer}, ${moment(answeredAt)}`;
  return sentence ? `${said}: “${sentence}”` : said;
}

interface AskFormProps {
  readonly at: MonthAt;
  readonly suggested: Minutes;
  readonly onClose: () => void;
}

function AskForm({ at, suggested, onClose }: AskFormProps) {
  const { ask } = useOverageChanges(at);
  const { form, submit, busy, problem } = useDraft({
    initial: { minutes: suggested > 0 ? formatMinutes(suggested) : '', reason: '' },
    schema: askOverage.body,
    toBody: ({ minutes: typed, reason }) => ({ minutes: minutesTyped(typed), reason }),
    send: (body) => ask.mutateAsync(body),
    onDone: () => {
      say('Asked. The sponsor has a mail and answers in the portal.');
      onClose();
    },
  });
  return (
    <Form onSubmit={submit} label="Ask for hours beyond the allowance">
      <FieldRow>
        <TextField
          label="Hours"
          description="Such as 4 or 3:30"
          autoFocus
          {...form.getInputProps('minutes')}
          error={form.errors['minutes'] ? 'Write hours such as 4 or 3:30.' : undefined}
        />
        <TextField
          label="Reason"
          description="What they are for; the client reads it"
          maxLength={300}
          {...form.getInputProps('reason')}
        />
      </FieldRow>
      <FormEnd verb="Ask the client" busy={busy} problem={problem} onCancel={onClose} />
    </Form>
  );
}

function minutesTyped(typed: string): Minutes {
  const read = hoursTyped(typed);
  return Number.isSafeInteger(read) ? minutes(read) : (Number.NaN as Minutes);
}
