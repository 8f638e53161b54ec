import type { ImportSummary } from '@contract/time';
import { SOURCE_NAMES } from '@domain/time/import/source';
import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { sentenceFor } from '../platform/problems';
import { count, moment } from '../platform/when';
import { Failure } from '../ui/failure';
import { Section } from '../ui/section';
import { Skeleton } from '../ui/skeleton';
import { DataTable } from '../ui/table';
import { fateOf } from './import-words';
import { useImports } from './import.queries';
import { UndoImport } from './undo-import';
import classes from './import-list.module.css';

/** Earlier files, with what each added; what was entered can be undone. */
export function ImportList({ practice }: { readonly practice: string }) {
  const imports = useImports(practice);
  const navigate = useNavigate();
  const [undoing, setUndoing] = useState<ImportSummary | null>(null);
  if (imports.isPending) return <Skeleton rows={3} />;
  if (imports.isError) return <Failure onRetry={() => void imports.refetch()}>{sentenceFor(imports.error)}</Failure>;
  const files = imports.data.pages.flatMap((page) => page.items);
  if (files.length === 0) return null;
  const watch = (file: string) =>
    void navigate({ to: '/p/$practice/time/import', params: { practice }, search: { file } });
  return (
    <Section title="Earlier imports">
      <DataTable
        caption="Earlier imports"
        rows={files}
        rowKey={({ id }) => id}
        quiet={({ state }) => state === 'undone'}
        columns={[
          {
            key: 'file',
            head: 'File',
            phone: 'name',
            cell: (file) => (
              <>
                <Link
                  to="/p/$practice/time/import"
                  params={{ practice }}
                  search={{ file: file.id }}
                  className={classes.name}
                >
                  {file.fileName}
                </Link>
                <span className={classes.facts}>
                  {SOURCE_NAMES[file.source]}, {count(file.rowCount, 'row')}, {moment(file.stagedAt)}
                </span>
              </>
            ),
          },
          { key: 'fate', head: 'Hours', align: 'end', phone: 'aside', nowrap: true, cell: fateOf },
          {
            key: 'undo',
            head: '',
            align: 'end',
            width: '88px',
            cell: (file) =>
              file.state === 'entered' ? (
                <Button
                  variant="default"
                  size="xs"
                  aria-label={`Undo ${file.fileName}`}
                  onClick={() => setUndoing(file)}
                >
                  Undo
                </Button>
              ) : null,
          },
        ]}
      />
      {imports.hasNextPage ? (
        <Button
          variant="default"
          className={classes.more}
          loading={imports.isFetchingNextPage}
          onClick={() => void imports.fetchNextPage()}
        >
          Show more
        </Button>
      ) : null}
      <UndoImport practice={practice} file={undoing} onClose={() => setUndoing(null)} onAsked={watch} />
    </Section>
  );
}
