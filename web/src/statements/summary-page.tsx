import type { Month } from '@domain/shared/month';
import { formatDate, formatMonth } from '@domain/shared/format';
import { previewSummary, type SummaryView, type Words } from '@contract/statements';
import type { StatementEdition } from '@domain/statements/edition';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { addressOf } from '../platform/api';
import { sentenceFor } from '../platform/problems';
import { Failure } from '../ui/failure';
import { Section } from '../ui/section';
import { Skeleton } from '../ui/skeleton';
import { Checks } from './checks';
import { Preview } from './preview';
import { Published } from './published';
import { useSummary } from './statements.queries';
import { WordsForm } from './words-form';
import classes from './summary-page.module.css';

interface SummaryPageProps {
  readonly practice: string;
  readonly clientId: string;
  readonly clientName: string;
  readonly engagementId: string;
  readonly month: Month;
}

/** One month on its way to the client: the words, the checks, the closing, the publishing. */
export function SummaryPage({ practice, clientId, clientName, engagementId, month }: SummaryPageProps) {
  const summary = useSummary(practice, engagementId, month);
  if (summary.isPending) return <Skeleton rows={8} />;
  if (summary.isError) return <Failure onRetry={() => void summary.refetch()}>{sentenceFor(summary.error)}</Failure>;
  return <Loaded {...{ practice, clientId, clientName, engagementId, month }} view={summary.data} />;
}

function Loaded({ view, ...props }: SummaryPageProps & { readonly view: SummaryView }) {
  const { practice, clientId, clientName, engagementId, month } = props;
  const [words, setWords] = useState<Words>(view.words);
  return (
    <>
      <header className={classes.head}>
        <div>
          <Link to="/p/$practice/clients/$client/summaries" params={{ practice, client: clientId }}>
            Summaries
          </Link>
          <h2 className={classes.title}>{formatMonth(month)}</h2>
          {view.month.published === 0 ? (
            <p className={classes.soft}>
              {view.month.late ? 'Late: was due' : 'Due'} {formatDate(view.month.dueOn)}
            </p>
          ) : null}
        </div>
        <a
          href={addressOf(previewSummary, { params: { practiceId: practice, engagementId, month } })}
          target="_blank"
          rel="noreferrer"
        >
          Open as PDF
        </a>
      </header>
      <div className={classes.desk}>
        <div className={classes.stack}>
          <WordsForm practice={practice} engagementId={engagementId} month={month} view={view} onTyped={setWords} />
          <Checks {...{ practice, engagementId, month, view, words, clientName }} />
          <Section title="Published">
            <Published practice={practice} statements={view.published} canAnswer={view.can.answer} />
          </Section>
        </div>
        <Preview edition={view.snapshot as unknown as StatementEdition} words={words} />
      </div>
    </>
  );
}
