import { editEngagement, type Engagement } from '@contract/engagements';
import { Checkbox } from '@mantine/core';
import '@mantine/core/styles/Checkbox.layer.css';
import '@mantine/core/styles/InlineInput.layer.css';
import type { output } from 'zod';
import { sentenceFor } from '../platform/problems';
import { ChoiceField } from '../ui/fields';
import { Section } from '../ui/section';
import { say, sayFailed } from '../ui/toast';
import { useEngagementChanges } from './engagements.queries';

type Visibility = NonNullable<output<typeof editEngagement.body>['hoursVisibility']>;

const WORDS: Record<Visibility, string> = {
  all_entries: 'Every entry',
  totals_by_activity: 'Totals by activity',
  balance_only: 'Only used and left',
  hidden: 'Nothing about hours',
};

/** How much of the hours the client reads, in the portal and in every file, and whether it is warned when they run out. */
export function HoursVisibility({
  practice,
  engagement,
}: {
  readonly practice: string;
  readonly engagement: Engagement;
}) {
  const { edit } = useEngagementChanges(practice, engagement);
  const set = (hoursVisibility: Visibility) =>
    edit.mutate(
      { hoursVisibility },
      {
        onSuccess: () => say(`The client now sees: ${WORDS[hoursVisibility].toLowerCase()}.`),
        onError: (error) => sayFailed(sentenceFor(error)),
      },
    );
  const warn = (warnsClient: boolean) =>
    edit.mutate(
      { warnsClient },
      {
        onSuccess: () => say(warnsClient ? 'The client is warned, too.' : 'Only you are warned.'),
        onError: (error) => sayFailed(sentenceFor(error)),
      },
    );
  return (
    <Section title="What the client sees of the hours">
      <ChoiceField
        aria-label="What the client sees of the hours"
        disabled={!engagement.can.edit}
        value={engagement.hoursVisibility}
        onChange={(event) => set(event.currentTarget.value as Visibility)}
        data={Object.entries(WORDS).map(([value, label]) => ({ value, label }))}
      />
      <Checkbox
        mt={12}
        label="Warn the client, too, when hours run out"
        description="At 50, 80 and 100 % and by forecast; you are warned in any case"
        disabled={!engagement.can.edit || engagement.hoursVisibility === 'hidden'}
        checked={engagement.warnsClient}
        onChange={(event) => warn(event.currentTarget.checked)}
      />
    </Section>
  );
}
