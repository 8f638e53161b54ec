import type { Day } from '@domain/shared/day';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { phaseSteps } from '../platform/phase-steps';
import { sentenceFor } from '../platform/problems';
import { Failure } from '../ui/failure';
import { Skeleton } from '../ui/skeleton';
import { PhaseStrip } from '../ui/strip';
import { usePhase } from './engagements.queries';
import { PhaseMoveDialog } from './phase-move-dialog';
import classes from './phase-section.module.css';

interface PhaseSectionProps {
  readonly practice: string;
  readonly engagementId: string;
  readonly today: Day;
}

/** Where the baton is: the eight phases, how long each took, and what the next one still needs. */
export function PhaseSection({ practice, engagementId, today }: PhaseSectionProps) {
  const phase = usePhase(practice, engagementId);
  const [moving, setMoving] = useState(false);
  if (phase.isPending) return <Skeleton rows={1} height={92} />;
  if (phase.isError) return <Failure onRetry={() => void phase.refetch()}>{sentenceFor(phase.error)}</Failure>;
  const view = phase.data;
  const next = view.moves.find(({ direction }) => direction === 'forward');
  const missing = next?.criteria.filter(({ met }) => !met) ?? [];
  return (
    <section aria-label="Phase" className={classes.section}>
      <PhaseStrip label="Phases" steps={phaseSteps(view.phase, view.timeline, today)} />
      <div className={classes.foot}>
        <p className={classes.words}>
          {next ? (
            <>
              Next: <strong>{next.label}</strong>
              {missing.length === 0
                ? '. Everything it needs is there.'
                : `, still without: ${missing.map(({ sentence }) => lowered(sentence)).join('; ')}.`}
            </>
          ) : null}
        </p>
        {view.can.move && view.moves.length > 0 ? <Button onClick={() => setMoving(true)}>Move phase</Button> : null}
      </div>
      <PhaseMoveDialog
        practice={practice}
        engagementId={engagementId}
        view={view}
        open={moving}
        onClose={() => setMoving(false)}
      />
    </section>
  );
}

function lowered(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
