import { formatDate } from '@domain/shared/format';
import { sentenceFor } from '../platform/problems';
import { count } from '../platform/when';
import { Failure } from '../ui/failure';
import { Section } from '../ui/section';
import { Skeleton } from '../ui/skeleton';
import { Timeline } from '../ui/timeline';
import { usePhase } from './engagements.queries';

interface PhaseTimelineProps {
  readonly practice: string;
  readonly engagementId: string;
}

/** Every move of the phase with who, why, and what the client reads; newest first. */
export function PhaseTimeline({ practice, engagementId }: PhaseTimelineProps) {
  const phase = usePhase(practice, engagementId);
  if (phase.isPending) return <Skeleton rows={3} height={48} />;
  if (phase.isError) return <Failure onRetry={() => void phase.refetch()}>{sentenceFor(phase.error)}</Failure>;
  const moves = phase.data.timeline.toReversed().toSorted((a, b) => b.on.localeCompare(a.on));
  return (
    <Section title="How it came here" aside={count(moves.length, 'step')}>
      <Timeline
        items={moves.map((move, index) => ({
          key: move.id,
          when: formatDate(move.on),
          title: move.toLabel,
          current: index === 0,
          children: (
            <>
              {move.sentence ? <p>{move.sentence}</p> : null}
              {move.overridden ? <p>Gone on without everything: {move.reason}</p> : null}
              <p>{move.by}</p>
            </>
          ),
        }))}
      />
    </Section>
  );
}
