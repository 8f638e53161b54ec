import { editSearch, type SearchView } from '@contract/search';
import { formatDate } from '@domain/shared/format';
import { Switch } from '@mantine/core';
import '@mantine/core/styles/InlineInput.layer.css';
import '@mantine/core/styles/Switch.layer.css';
import type { Ask } from '../platform/api';
import { sentenceFor } from '../platform/problems';
import { Section } from '../ui/section';
import { say, sayFailed } from '../ui/toast';
import { CloseSearch } from './close-search';
import { InlineField } from './inline-field';
import { useSearchChanges } from './search.queries';
import classes from './search-terms.module.css';

type Body = Ask<typeof editSearch>['body'];

interface SearchTermsProps {
  readonly practice: string;
  readonly search: SearchView;
  /** How many people are active or on hold. */
  readonly inPlay: number;
}

/** What was agreed about the search, and whether the client sees how it stands: counts, never who. */
export function SearchTerms({ practice, search, inPlay }: SearchTermsProps) {
  const { edit } = useSearchChanges(practice, search.id);
  const shared = { readOnly: !search.can.edit };
  const show = (clientSees: boolean) =>
    edit.mutate(
      { clientSees },
      {
        onSuccess: () =>
          say(clientSees ? 'The client sees the counts now.' : 'The client no longer sees the counts.', () =>
            edit.mutate({ clientSees: !clientSees }),
          ),
        onError: (error) => sayFailed(`What the client sees was not changed. ${sentenceFor(error)}`),
      },
    );
  const shown = (edit.isPending ? edit.variables?.clientSees : undefined) ?? search.clientSees;
  return (
    <Section title="The search" aside={`since ${formatDate(search.startedOn)}`}>
      <Switch
        size="xs"
        classNames={{ root: classes.switch, label: classes.label }}
        label="Client sees the counts"
        description="How many people are in research, in assessment, presented and in final checks; never who"
        checked={shown}
        disabled={!search.can.edit}
        onChange={(event) => show(event.currentTarget.checked)}
      />
      <InlineField
        {...shared}
        label="Role"
        value={search.title}
        check={(title) => wrongWith({ title })}
        onSave={(title) => edit.mutateAsync({ title })}
      />
      <InlineField
        {...shared}
        label="Target, weeks"
        value={String(search.targetWeeks)}
        check={(weeks) => (wrongWith({ targetWeeks: Number(weeks) }) ? 'Write a number of weeks, 1 to 104.' : null)}
        onSave={(weeks) => edit.mutateAsync({ targetWeeks: Number(weeks) })}
      />
      <InlineField
        {...shared}
        label="Brief"
        type="lines"
        empty="What the company needs, in a few sentences"
        value={search.brief}
        check={(brief) => wrongWith({ brief })}
        onSave={(brief) => edit.mutateAsync({ brief })}
      />
      {search.can.close ? <CloseSearch practice={practice} search={search} inPlay={inPlay} /> : null}
    </Section>
  );
}

function wrongWith(body: Body): string | null {
  const read = editSearch.body.safeParse(body);
  return read.success ? null : (read.error.issues[0]?.message ?? 'This cannot be saved.');
}
