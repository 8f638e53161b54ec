import type { PortalStatement } from '@contract/portal';
import { formatDate } from '@domain/shared/format';
import { lazy, Suspense } from 'react';
import { moment } from '../platform/when';
import classes from './acceptance.module.css';

/** What the sponsor may do, fetched for sponsors alone. */
const SponsorActs = lazy(() => import('./sponsor-acts').then((part) => ({ default: part.SponsorActs })));

interface AcceptanceProps {
  readonly practice: string;
  readonly client: string;
  readonly statement: PortalStatement;
}

/** How a summary stands, what was asked about it, and the sponsor's two acts: accept in one tap, or ask. */
export function Acceptance({ practice, client, statement }: AcceptanceProps) {
  return (
    <div className={classes.acceptance}>
      <p>{standing(statement)}</p>
      {statement.acceptance.questions.map((question) => (
        <div key={question.id} className={classes.question}>
          <p>
            <strong>Asked {moment(question.askedAt)}:</strong> {question.text}
          </p>
          <p>
            {question.answer ? (
              <>
                <strong>Answered {moment(question.answer.at)}:</strong> {question.answer.text}
              </>
            ) : (
              'Not answered yet.'
            )}
          </p>
        </div>
      ))}
      {statement.can.accept ? (
        <Suspense>
          <SponsorActs practice={practice} client={client} statement={statement} />
        </Suspense>
      ) : null}
    </div>
  );
}

function standing({ acceptance, can }: PortalStatement): string {
  switch (acceptance.state) {
    case 'accepted':
      return acceptance.byTime
        ? `Accepted${acceptance.acceptedAt ? ` ${moment(acceptance.acceptedAt)}` : ''}, as the agreed days went by without a question`
        : `Accepted${acceptance.acceptedAt ? ` ${moment(acceptance.acceptedAt)}` : ''}`;
    case 'questioned':
      return 'A question is open';
    case 'replaced':
      return 'Replaced by a newer version';
    case 'being_revised':
      return 'Being revised';
    case 'published': {
      const waiting = can.accept ? 'Waiting for you to accept' : 'Not accepted yet';
      return acceptance.countsOn ? `${waiting}; counts as accepted on ${formatDate(acceptance.countsOn)}` : waiting;
    }
  }
}
