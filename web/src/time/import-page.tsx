import { Link, useParams, useSearch } from '@tanstack/react-router';
import { isRefusal, sentenceFor } from '../platform/problems';
import { Failure } from '../ui/failure';
import { Page } from '../ui/page';
import { Skeleton } from '../ui/skeleton';
import { ImportFile } from './import-file';
import { ImportDone } from './import-done';
import { ImportList } from './import-list';
import { ImportPlan } from './import-plan';
import { ImportProgress } from './import-progress';
import { isAtWork, useFollowedImport, useImport } from './import.queries';

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
      {file ? <Followed key={file} practice={practice} importId={file} /> : <Start practice={practice} />}
    </Page>
  );
}

function Start({ practice }: { readonly practice: string }) {
  return (
    <>
      <ImportFile practice={practice} />
      <ImportList practice={practice} />
    </>
  );
}

interface FileProps {
  readonly practice: string;
  readonly importId: string;
}

/** A file as it stands: to be looked at, in the hands of a worker, or done. */
function Followed({ practice, importId }: FileProps) {
  const followed = useFollowedImport(practice, importId);
  if (followed.isPending) return <Skeleton rows={6} />;
  if (followed.isLoadingError)
    return isRefusal(followed.error, 'request.not_found') ? (
      <Start practice={practice} />
    ) : (
      <Failure onRetry={() => void followed.refetch()}>{sentenceFor(followed.error)}</Failure>
    );
  const file = followed.data;
  if (isAtWork(file)) return <ImportProgress file={file} />;
  if (file.state === 'staged') return <Staged key={file.version} practice={practice} importId={importId} />;
  return <ImportDone practice={practice} file={file} />;
}

function Staged({ practice, importId }: FileProps) {
  const staged = useImport(practice, importId);
  if (staged.isPending) return <Skeleton rows={6} />;
  if (staged.isError) return <Failure onRetry={() => void staged.refetch()}>{sentenceFor(staged.error)}</Failure>;
  return <ImportPlan practice={practice} view={staged.data} />;
}
