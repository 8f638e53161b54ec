import type { PortalHome } from '@contract/portal';
import { formatMinutes, formatMonth } from '@domain/shared/format';
import { useId, useState } from 'react';
import { sentenceFor } from '../platform/problems';
import { moment } from '../platform/when';
import { PlainButton } from '../ui/plain-button';
import { Section } from '../ui/section';
import { say } from '../ui/toast';
import classes from './asks.module.css';
import { useAnswer } from './asks.queries';

type Asked = NonNullable<PortalHome['engagement']>['asked'][number];

interface AsksProps {
  readonly practice: string;
  readonly client: string;
  readonly asked: readonly Asked[];
}

/** What is needed from the client: hours beyond the allowance, answered in one tap, and what was said before. */
export function Asks({ practice, client, asked }: AsksProps) {
  const waits = asked.some(({ answer }) => answer === null);
  return (
    <Section title={waits ? 'Needed from you' : 'Hours beyond the allowance'}>
      <ul>
        {asked.map((one) => (
          <li key={one.id} className={classes.ask}>
            <p className={classes.question}>
              {formatMinutes(one.minutes)} hours beyond the allowance of {formatMonth(one.month)}
            </p>
            <p>{one.reason}</p>
            <p className={classes.facts}>asked {moment(one.askedAt)}</p>
            {one.can.answer ? <Answer practice={practice} client={client} asked={one} /> : <Standing asked={one} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Standing({ asked: { answer, answeredAt, sentence } }: { readonly asked: Asked }) {
  if (answer === null || answeredAt === null) return <p className={classes.facts}>Waits for the sponsor’s answer.</p>;
  return (
    <p className={classes.facts}>
      {answer === 'yes' ? 'Approved' : 'Declined'} {moment(answeredAt)}
      {sentence ? `: “${sentence}”` : ''}
    </p>
  );
}

/** Yes or no in one tap; a sentence may go with it. */
function Answer({ practice, client, asked }: Omit<AsksProps, 'asked'> & { readonly asked: Asked }) {
  const answer = useAnswer(practice, client);
  const [sentence, setSentence] = useState('');
  const id = useId();
  const send = (said: 'yes' | 'no') =>
    answer.mutate(
      { requestId: asked.id, body: { answer: said, sentence } },
      { onSuccess: () => say(said === 'yes' ? 'You said yes. They know.' : 'You said no. They know.') },
    );
  return (
    <div className={classes.answer}>
      <label htmlFor={id} className={classes.label}>
        A sentence, if you like
      </label>
      <input
        id={id}
        className={classes.input}
        maxLength={300}
        value={sentence}
        onChange={(event) => setSentence(event.currentTarget.value)}
      />
      <div className={classes.buttons}>
        <PlainButton disabled={answer.isPending} onClick={() => send('yes')}>
          Yes, go ahead
        </PlainButton>
        <PlainButton disabled={answer.isPending} onClick={() => send('no')}>
          No
        </PlainButton>
      </div>
      <div role="alert" className={classes.problem}>
        {answer.isError ? sentenceFor(answer.error) : null}
      </div>
    </div>
  );
}
