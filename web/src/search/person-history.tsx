import type { CandidacyView } from '@contract/search';
import { exitReasonText } from '@domain/search/candidacy';
import { dayIn } from '@domain/shared/day';
import { formatDate, formatDayShort } from '@domain/shared/format';
import { count } from '../platform/when';
import { Status } from '../ui/status';
import { Timeline, type TimelineItem } from '../ui/timeline';
import { PARTY_WORDS } from './party-words';

interface PersonHistoryProps {
  readonly view: CandidacyView;
  /** The engagement's zone: its calendar gives the dates. */
  readonly zone: string;
}

type Dated = TimelineItem & { readonly at: string };

/** Every stay in a stage and every way out, newest first. A misclick stays in the list and says what it was. */
export function PersonHistory({ view, zone }: PersonHistoryProps) {
  const on = (instant: string) => formatDate(dayIn(zone, Date.parse(instant)));
  const until = (instant: string) => formatDayShort(dayIn(zone, Date.parse(instant)));

  const stays = view.visits.map<Dated>((visit) => ({
    key: visit.id,
    at: visit.enteredAt,
    when: on(visit.enteredAt),
    title: visit.stage,
    current: visit.leftAt === null && !visit.undone,
    children: visit.undone ? (
      <Status>Misclick, taken back</Status>
    ) : (
      [
        count(visit.days, 'day'),
        visit.leftAt ? `until ${until(visit.leftAt)}` : 'until now',
        visit.by ? `by ${visit.by}` : '',
        visit.why,
      ]
        .filter(Boolean)
        .join(' · ')
    ),
  }));

  const exits = view.exits.flatMap<Dated>((exit) => [
    {
      key: exit.id,
      at: exit.at,
      when: on(exit.at),
      title: `Out: ${exitReasonText(exit.party, exit.reason) ?? exit.reason}`,
      children: [PARTY_WORDS[exit.party], exit.by ? `by ${exit.by}` : '', exit.note].filter(Boolean).join(' · '),
    },
    ...(exit.reopenedAt
      ? [{ key: `${exit.id} reopened`, at: exit.reopenedAt, when: on(exit.reopenedAt), title: 'Reopened' }]
      : []),
  ]);

  return <Timeline items={[...stays, ...exits].toSorted((a, b) => b.at.localeCompare(a.at))} />;
}
