import type { SearchView } from '@contract/search';
import { formatDate } from '@domain/shared/format';
import { Button } from '@mantine/core';
import { sentenceFor } from '../platform/problems';
import { say, sayFailed } from '../ui/toast';
import classes from './closed-search.module.css';
import { useSearchChanges } from './search.queries';

interface ClosedSearchProps {
  readonly practice: string;
  readonly search: SearchView;
  readonly onStartAnother: () => void;
}

/** Says when and why a search was closed, and the ways on: take it up again, or start another. */
export function ClosedSearch({ practice, search, onStartAnother }: ClosedSearchProps) {
  const { reopen } = useSearchChanges(practice, search.id);
  if (!search.closed) return null;
  const { on, by, reason } = search.closed;
  return (
    <div className={classes.closed}>
      <p>
        Closed on {formatDate(on)} by {by}: {reason}
      </p>
      {search.can.reopen ? (
        <div className={classes.ways}>
          <Button onClick={onStartAnother}>Start another search</Button>
          <Button
            variant="default"
            loading={reopen.isPending}
            onClick={() =>
              reopen.mutate(undefined, {
                onSuccess: () => say('The search is running again. People stay out until each is reopened.'),
                onError: (error) => sayFailed(`The search stays closed. ${sentenceFor(error)}`),
              })
            }
          >
            Take it up again
          </Button>
        </div>
      ) : null}
    </div>
  );
}
