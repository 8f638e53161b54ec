import type { CandidacyCard, CandidacyView, SearchView } from '@contract/search';
import { exitReasonText } from '@domain/search/candidacy';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { sentenceFor } from '../platform/problems';
import { count } from '../platform/when';
import { announce } from '../ui/live';
import { Status } from '../ui/status';
import { say, sayFailed } from '../ui/toast';
import { useCandidacyChanges, type OfPerson } from './candidacy.queries';
import { CloseCandidacy } from './close-candidacy';
import { PARTY_WORDS } from './party-words';
import classes from './person-standing.module.css';

interface PersonStandingProps {
  readonly of: OfPerson;
  readonly search: SearchView;
  readonly card: CandidacyCard;
  readonly view: CandidacyView;
  readonly onMoveFrom: (anchor: HTMLElement) => void;
}

/** Where somebody stands, for how long, how far they once were; and what can be done about it. */
export function PersonStanding({ of, search, card, view, onMoveFrom }: PersonStandingProps) {
  const changes = useCandidacyChanges(of);
  const [closing, setClosing] = useState(false);
  const { disposition } = card;
  const stage = search.stages.find(({ id }) => id === card.stageId)?.name ?? '';

  const hold = (on: boolean) =>
    changes.edit.mutate(
      { disposition: on ? 'on_hold' : 'active' },
      {
        onSuccess: () => {
          const told = on ? `${card.name} is on hold.` : `${card.name} is in play again.`;
          announce(told);
          say(told, () => changes.edit.mutate({ disposition: on ? 'active' : 'on_hold' }));
        },
        onError: (error) => sayFailed(`${card.name} stays as before. ${sentenceFor(error)}`),
      },
    );

  const reopen = () =>
    changes.reopen.mutate(undefined, {
      onSuccess: () => say(`${card.name} is in play again, in ${stage}.`),
      onError: (error) => sayFailed(`${card.name} stays out. ${sentenceFor(error)}`),
    });

  return (
    <div className={classes.standing}>
      <div className={classes.where}>
        <strong>{stage}</strong>
        {disposition === 'on_hold' ? <Status>On hold</Status> : null}
        {disposition === 'hired' ? <Status tone="now">Hired</Status> : null}
        {disposition === 'closed' ? <Status>Out of the running</Status> : null}
        {card.stalled ? <Status tone="warn">Stalled</Status> : null}
      </div>
      <p className={classes.figures}>{inFigures(view, card)}</p>
      {disposition === 'closed' ? <LastExit view={view} /> : null}
      {closing ? (
        <CloseCandidacy of={of} name={card.name} onClose={() => setClosing(false)} />
      ) : (
        <div className={classes.acts}>
          {view.can.move ? (
            <Button data-move aria-haspopup="menu" onClick={(event) => onMoveFrom(event.currentTarget)}>
              Move to…
            </Button>
          ) : null}
          {view.can.move ? (
            <Button variant="default" onClick={() => hold(disposition !== 'on_hold')}>
              {disposition === 'on_hold' ? 'Take up again' : 'Put on hold'}
            </Button>
          ) : null}
          {view.can.close ? (
            <Button variant="default" onClick={() => setClosing(true)}>
              Close…
            </Button>
          ) : null}
          {view.can.reopen ? (
            <Button loading={changes.reopen.isPending} onClick={reopen}>
              Reopen
            </Button>
          ) : null}
        </div>
      )}
    </div>
  );
}

/** Age of this stay, all of this stage, and the furthest stage reached; what adds nothing is left out. */
function inFigures(view: CandidacyView, card: CandidacyCard): string {
  const stays = view.visits.filter(({ stageId, undone }) => stageId === card.stageId && !undone);
  const total = stays.reduce((sum, { days }) => sum + days, 0);
  return [
    ageOfStay(view, card),
    stays.length > 1 ? `${count(total, 'day')} over ${stays.length} stays` : '',
    `furthest: ${view.furthestStage}`,
    view.source ? `from ${view.source.toLowerCase()}` : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

function ageOfStay(view: CandidacyView, { daysHere, disposition }: CandidacyCard): string {
  const last = view.visits.findLast(({ undone }) => !undone);
  if (disposition === 'closed' && last)
    return last.days === 0 ? 'left on the day they came' : `left after ${count(last.days, 'day')}`;
  return daysHere === 0 ? 'here since today' : `${count(daysHere, 'day')} here`;
}

function LastExit({ view }: { readonly view: CandidacyView }) {
  const exit = view.exits.at(-1);
  if (!exit) return null;
  return (
    <p>
      {PARTY_WORDS[exit.party]}: {exitReasonText(exit.party, exit.reason) ?? exit.reason}
      {exit.note ? `. ${exit.note}` : null}
    </p>
  );
}
