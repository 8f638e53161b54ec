import type { CandidacyCard, SearchView } from '@contract/search';
import { ENOUGH_FOR_PERCENT } from '@domain/search/funnel';
import { share } from '@domain/shared/share';
import { inStage } from './board-order';
import classes from './funnel.module.css';

interface FunnelProps {
  readonly funnel: SearchView['funnel'];
  readonly cards: readonly CandidacyCard[];
}

/** How many ever reached each stage, and how many stand there now. A percentage, of ten people and more, is of the stage before. */
export function Funnel({ funnel, cards }: FunnelProps) {
  const most = Math.max(1, ...funnel.map(({ reached }) => reached));
  return (
    <figure aria-label="Funnel" className={classes.figure}>
      <ol className={classes.funnel}>
        {funnel.map(({ stageId, name, reached }, at) => {
          const here = inStage(cards, stageId).length;
          const before = funnel[at - 1]?.reached;
          const part = before === undefined ? null : share(reached, before, ENOUGH_FOR_PERCENT);
          return (
            <li key={stageId} className={classes.stage} data-none={reached === 0 || undefined}>
              <span className={classes.track} aria-hidden="true">
                <span className={classes.bar} style={{ width: `${(reached / most) * 100}%` }} />
              </span>
              <span className={classes.figures}>
                <strong>{reached}</strong>
                {part && part.percent !== null ? (
                  <span title={`${part.part} of ${part.whole}`}>{part.percent} %</span>
                ) : null}
              </span>
              <span className={classes.name}>{name}</span>
              <span className="visually-hidden">
                {part ? `${part.part} of ${part.whole} reached this stage` : `${reached} reached this stage`}, {here}{' '}
                here now
              </span>
            </li>
          );
        })}
      </ol>
      <figcaption className={classes.caption}>
        Who ever reached a stage, whatever came of it. A percentage is of the stage before, from ten people there.
      </figcaption>
    </figure>
  );
}
