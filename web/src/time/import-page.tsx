import { Link, useParams, useSearch } from '@tanstack/react-router';
import { isRefusal, sentenceFor } from '../platform/problems';
import { Failure } from '../ui/failure';
import { Page } from '../ui/page';
import { Skeleton } from '../ui/skeleton';
import { ImportFile } from './import-file';
import { ImportPlan } from './import-plan';
import { useImport } from './time.queries';

/** Hours brought along from another tracker: choose the file, say what its names mean, look, then log all rows or none. */
export function ImportPage() {
  const { practice } = useParams({ from: '/p/$practice/time/import' });
  const { file } = useSearch({ from: '/p/$practice/time/import' });
  return (
    <Page
      title="Import hours"
      over={
        <Link to="/p/$practice/time" params={{ practice }}>
          Time
        </Link>
      }
      lead="From Toggl Track, Clockify, Harvest or a CSV of your own. Nothing is logged before you have seen it."
    >
      {file ? <Staged key={file} practice={practice} importId={file} /> : <ImportFile practice={practice} />}
    </Page>
  );
}

function Staged({ practice, importId }: { readonly practice: string; readonly importId: string }) {
  const staged = useImport(practice, importId);
  if (staged.isPending) return <Skeleton rows={6} />;
  if (staged.isError)
    return isRefusal(staged.error, 'request.not_found') ? (
      <ImportFile practice={practice} />
    ) : (
      <Failure onRetry={() => void staged.refetch()}>{sentenceFor(staged.error)}</Failure>
    );
  return <ImportPlan practice={practice} view={staged.data} />;
}
