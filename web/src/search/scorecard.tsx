import type { SearchView } from '@contract/search';
import type { Day } from '@domain/shared/day';
import { formatDate } from '@domain/shared/format';
import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Empty } from '../ui/empty';
import { Section } from '../ui/section';
import { Status } from '../ui/status';
import { RecordApproval } from './record-approval';
import classes from './scorecard.module.css';

const WriteScorecard = lazy(() => import('./write-scorecard').then((module) => ({ default: module.WriteScorecard })));

interface ScorecardProps {
  readonly practice: string;
  readonly search: SearchView;
  readonly today: Day;
}

/** What the role is for, by when it shows, and who at the client has agreed to that. */
export function Scorecard({ practice, search, today }: ScorecardProps) {
  const [writing, setWriting] = useState(false);
  const { scorecard } = search;
  return (
    <Section
      title={scorecard ? `Scorecard, version ${scorecard.number}` : 'Scorecard'}
      aside={
        scorecard && search.can.edit ? (
          <Button variant="subtle" size="compact-xs" onClick={() => setWriting(true)}>
            Write a new version
          </Button>
        ) : null
      }
    >
      {scorecard ? (
        <Written practice={practice} search={search} scorecard={scorecard} today={today} />
      ) : (
        <Empty
          action={
            search.can.edit ? (
              <Button variant="default" onClick={() => setWriting(true)}>
                Write the scorecard
              </Button>
            ) : null
          }
        >
          No scorecard yet. The search can only run once its deciders have approved one.
        </Empty>
      )}
      {writing ? (
        <Suspense>
          <WriteScorecard practice={practice} search={search} onClose={() => setWriting(false)} />
        </Suspense>
      ) : null}
    </Section>
  );
}

interface WrittenProps extends ScorecardProps {
  readonly scorecard: NonNullable<SearchView['scorecard']>;
}

function Written({ practice, search, scorecard, today }: WrittenProps) {
  return (
    <div className={classes.scorecard}>
      <p className={classes.mission}>{scorecard.mission}</p>
      <div>
        <h3 className={classes.head}>Outcomes</h3>
        <ul className={classes.list}>
          {scorecard.outcomes.map((outcome) => (
            <li key={outcome.text} className={classes.line}>
              <span>{outcome.text}</span>
              {outcome.by ? <span className={classes.aside}>by {formatDate(outcome.by)}</span> : null}
            </li>
          ))}
        </ul>
      </div>
      {scorecard.mustHaves.length > 0 ? (
        <div>
          <h3 className={classes.head}>Must have</h3>
          <ul className={classes.list}>
            {scorecard.mustHaves.map((must) => (
              <li key={must} className={classes.line}>
                {must}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <div>
        <h3 className={classes.head}>Deciders</h3>
        <ul className={classes.list}>
          {scorecard.deciders.map((decider) => (
            <li key={decider.id} className={classes.line}>
              <span>
                {decider.name}
                {decider.note ? <span className={classes.note}>{decider.note}</span> : null}
              </span>
              {decider.approvedOn ? (
                <span className={classes.aside}>approved {formatDate(decider.approvedOn)}</span>
              ) : search.can.edit ? (
                <RecordApproval
                  practice={practice}
                  searchId={search.id}
                  scorecardId={scorecard.id}
                  decider={decider}
                  today={today}
                />
              ) : (
                <Status>Waiting</Status>
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
