import { Words, type SummaryView } from '@contract/statements';
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
  /** The words as they stand in the editor; what the preview shows is what goes out. */
  readonly words: Words;
  readonly clientName: string;
}

/** What has to be in order before the month closes, and the deeds: close, publish, and open again. */
export function Checks({ practice, engagementId, month, view, words, clientName }: ChecksProps) {
  const { write, close, publish } = useSummaryChanges(practice, engagementId, month);
  const [asking, setAsking] = useState<'close' | 'publish' | null>(null);
  const [reopening, setReopening] = useState(false);
  const name = formatMonth(month);

  /** Words that are typed and not saved yet are saved first, so that what goes out is what the preview shows. */
  const savedWords = async () => {
    const typed = Words.parse(words);
    const same = Object.entries(typed).every(([part, text]) => view.words[part as keyof Words] === text);
    return same
      ? view.wordsVersion
      : (await write.mutateAsync({ words: typed, version: view.wordsVersion })).wordsVersion;
  };

  const act = async () => {
    try {
      const wordsVersion = await savedWords();
      if (asking === 'close') await close.mutateAsync();
      else await publish.mutateAsync(wordsVersion);
      say(asking === 'close' ? `${name} is closed.` : `${name} is published to ${clientName}.`);
    } catch (error) {
      sayFailed(sentenceFor(error));
    } finally {
      setAsking(null);
    }
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
        busy={write.isPending || close.isPending || publish.isPending}
        onConfirm={() => void act()}
        onClose={() => setAsking(null)}
      >
        {asking === 'close'
          ? 'Hours, terms and ledger of the month are frozen, and further hours in it are refused.'
          : 'It appears in their portal as a numbered version, and whoever is a sponsor there is told by mail.'}
      </Confirm>
    </Section>
  );
}
