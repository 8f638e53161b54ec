import { sentenceFor } from '../platform/problems';
import { Failure } from '../ui/failure';
import { Skeleton } from '../ui/skeleton';
import { CandidateTable } from './candidate-table';
import { useBoard, useSearches } from './search.queries';
import { StartSearch } from './start-search';

interface SearchPageProps {
  readonly practice: string;
  readonly engagementId: string;
}

/** The search of an engagement; without one, there is one thing to do. */
export function SearchPage({ practice, engagementId }: SearchPageProps) {
  const searches = useSearches(practice, engagementId);
  if (searches.isPending) return <Skeleton rows={6} />;
  if (searches.isError) return <Failure onRetry={() => void searches.refetch()}>{sentenceFor(searches.error)}</Failure>;
  const search = searches.data.items.find(({ closed }) => !closed) ?? searches.data.items[0];
  if (!search) return <StartSearch practice={practice} engagementId={engagementId} />;
  return <Running practice={practice} searchId={search.id} />;
}

function Running({ practice, searchId }: { readonly practice: string; readonly searchId: string }) {
  const board = useBoard(practice, searchId);
  if (board.isPending) return <Skeleton rows={8} />;
  if (board.isError) return <Failure onRetry={() => void board.refetch()}>{sentenceFor(board.error)}</Failure>;
  return <CandidateTable search={board.data.search} cards={board.data.cards} />;
}
