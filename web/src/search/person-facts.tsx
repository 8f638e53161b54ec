import { editCandidate, type CandidacyView } from '@contract/search';
import type { Day } from '@domain/shared/day';
import type { Ask } from '../platform/api';
import { Section } from '../ui/section';
import { useCandidacyChanges, type OfPerson } from './candidacy.queries';
import { InlineField } from './inline-field';
import classes from './person-facts.module.css';

type Body = Ask<typeof editCandidate>['body'];

interface PersonFactsProps {
  readonly of: OfPerson;
  readonly view: CandidacyView;
}

/** What comes next, what is known, and what was noted; each value is changed where it stands. */
export function PersonFacts({ of, view }: PersonFactsProps) {
  const { edit } = useCandidacyChanges(of);
  const { card, person } = view;
  const save = (body: Body) => edit.mutateAsync(body);
  const shared = { readOnly: !view.can.edit };

  return (
    <>
      <Section title="Next step">
        <div className={classes.facts}>
          <InlineField
            {...shared}
            label="Step"
            empty="Nothing planned"
            value={card.nextStep}
            check={(nextStep) => wrongWith({ nextStep })}
            onSave={(nextStep) => save({ nextStep })}
          />
          <InlineField
            {...shared}
            label="On"
            type="date"
            value={card.nextStepOn ?? ''}
            onSave={(on) => save({ nextStepOn: (on || null) as Day | null })}
          />
        </div>
      </Section>
      <Section title="Facts">
        <div className={classes.facts}>
          {FACTS.map(({ key, label, type }) => (
            <InlineField
              key={key}
              {...shared}
              label={label}
              type={type}
              empty="Not known"
              value={person[key]}
              check={(value) => wrongWith({ [key]: value })}
              onSave={(value) => save({ [key]: value })}
            />
          ))}
          <InlineField
            {...shared}
            label="Source"
            empty="Not known"
            value={view.source}
            check={(source) => wrongWith({ source })}
            onSave={(source) => save({ source })}
          />
        </div>
      </Section>
      <Section title="Notes">
        <InlineField
          {...shared}
          label="Notes, which stay at the practice"
          named
          type="lines"
          empty="What was said, what to ask next; stays at the practice"
          value={view.note}
          check={(note) => wrongWith({ note })}
          onSave={(note) => save({ note })}
        />
      </Section>
    </>
  );
}

const FACTS = [
  { key: 'name', label: 'Name', type: 'text' },
  { key: 'headline', label: 'Headline', type: 'text' },
  { key: 'employer', label: 'Employer', type: 'text' },
  { key: 'location', label: 'Location', type: 'text' },
  { key: 'email', label: 'E-mail', type: 'email' },
  { key: 'phone', label: 'Phone', type: 'tel' },
] as const satisfies readonly { key: keyof CandidacyView['person']; label: string; type: 'text' | 'email' | 'tel' }[];

function wrongWith(body: Body): string | null {
  const read = editCandidate.body.safeParse(body);
  return read.success ? null : (read.error.issues[0]?.message ?? 'This cannot be saved.');
}
