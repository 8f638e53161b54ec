import type { SummaryView } from '@contract/statements';
import type { Month } from '@domain/shared/month';
import { formatMonth } from '@domain/shared/format';
import { Button } from '@mantine/core';
import { Check, Circle } from 'lucide-react';
import { useState } from 'react';
import { sentenceFor } from '../platform/problems';
import { moment } from '../platform/when';
import { Confirm } from '../ui/confirm';
import { Section } from '../ui/section';
import { say, sayFailed } from '../ui/toast';
import { ReopenMonth } from './reopen-month';
import { useSummaryChanges } from './statements.queries';
import classes from './checks.module.css';

interface ChecksProps {
  readonly practice: string;
  readonly engagementId: string;
  readonly month: Month;
  readonly view: SummaryView;
  readonly clientName: string;
}

/** What has to be in order before the month closes, and the deeds: close, publish, and open again. */
export function Checks({ practice, engagementId, month, view, clientName }: ChecksProps) {
  const { close, publish } = useSummaryChanges(practice, engagementId, month);
  const [asking, setAsking] = useState<'close' | 'publish' | null>(null);
  const [reopening, setReopening] = useState(false);
  const name = formatMonth(month);

  const act = () => {
    const done = () => setAsking(null);
    const onError = (error: unknown) => sayFailed(sentenceFor(error));
    if (asking === 'close')
      close.mutate(undefined, { onSuccess: () => say(`${name} is closed.`), onError, onSettled: done });
    else
      publish.mutate(view.wordsVersion, {
        onSuccess: () => say(`${name} is published. ${clientName} is told by mail.`),
        onError,
        onSettled: done,
      });
  };

  return (
    <Section title="Before it goes out">
      {view.reopened ? (
        <p className={classes.note}>
          Open again since {moment(view.reopened.at)}, by {view.reopened.by}: {view.reopened.reason}
        </p>
      ) : null}
      <ul>
        {view.checks.map((check) => (
          <li key={check.id} className={classes.check} data-met={check.met || undefined}>
            {check.met ? <Check size={15} aria-hidden="true" /> : <Circle size={15} aria-hidden="true" />}
            <span>
              <span className="visually-hidden">{check.met ? 'Done: ' : 'Open: '}</span>
              {check.sentence}
            </span>
          </li>
        ))}
      </ul>
      {view.warnings.map((warning) => (
        <p key={warning} className={classes.warning}>
          {warning}
        </p>
      ))}
      <div className={classes.acts}>
        {view.can.close && view.month.state === 'open' ? (
          <Button onClick={() => setAsking('close')}>Close {name}</Button>
        ) : null}
        {view.can.reopen ? (
          <Button variant="default" onClick={() => setReopening(true)}>
            Open again…
          </Button>
        ) : null}
        {view.can.publish && view.month.state === 'closed' ? (
          <Button onClick={() => setAsking('publish')}>Publish to {clientName}</Button>
        ) : null}
      </div>
      <ReopenMonth
        practice={practice}
        engagementId={engagementId}
        month={month}
        published={view.published.length > 0}
        open={reopening}
        onClose={() => setReopening(false)}
      />
      <Confirm
        title={asking === 'close' ? `Close ${name}?` : `Publish ${name} to ${clientName}?`}
        open={asking !== null}
        verb={asking === 'close' ? `Close ${name}` : `Publish to ${clientName}`}
        busy={close.isPending || publish.isPending}
        onConfirm={act}
        onClose={() => setAsking(null)}
      >
        {asking === 'close'
          ? 'Hours, terms and ledger of the month are frozen, and further hours in it are refused.'
          : 'It appears in their portal as a numbered version, and the sponsors are told by mail.'}
      </Confirm>
    </Section>
  );
}
