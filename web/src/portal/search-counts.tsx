import type { PortalHome } from '@contract/portal';
import { formatDate } from '@domain/shared/format';
import { Figures } from '../ui/figures';
import { Section } from '../ui/section';

type Search = NonNullable<NonNullable<PortalHome['engagement']>['search']>;

/** How the search stands in counts; never who. */
export function SearchCounts({ search }: { readonly search: Search }) {
  const { counts } = search;
  return (
    <Section
      title={`Search: ${search.title}`}
      aside={`week ${search.week} of ${search.targetWeeks}, since ${formatDate(search.startedOn)}`}
    >
      <Figures
        items={[
          { label: 'In research', value: counts.inResearch },
          { label: 'In assessment', value: counts.inAssessment },
          { label: 'Presented to you', value: counts.presented },
          { label: 'Final checks', value: counts.finalChecks },
          { label: 'Hired', value: counts.hired },
        ]}
      />
    </Section>
  );
}
