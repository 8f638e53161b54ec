import { downloadStatement, type SummaryView } from '@contract/statements';
import { addressOf } from '../platform/api';
import { moment } from '../platform/when';
import { Empty } from '../ui/empty';
import { FileLinks } from '../ui/file-links';
import classes from './published.module.css';
import { Standing } from './standing';

interface PublishedProps {
  readonly practice: string;
  readonly statements: SummaryView['published'];
  readonly canAnswer: boolean;
}

const EDITIONS = { client: 'Client edition', practice: 'Practice edition' } as const;

/** Every published version with its files, for the client and for the practice. */
export function Published({ practice, statements, canAnswer }: PublishedProps) {
  if (statements.length === 0) return <Empty>Not published yet.</Empty>;
  return (
    <ul>
      {statements.map((statement) => (
        <li key={statement.id} className={classes.version}>
          <p>
            <strong>No. {statement.number}</strong>
            {statement.revision > 1 ? `, revision ${statement.revision}` : null} · {moment(statement.publishedAt)} ·{' '}
            {statement.by}
          </p>
          <Standing practice={practice} statement={statement} canAnswer={canAnswer} />
          {statement.revised ? <p className={classes.reason}>Revised: {statement.revised}</p> : null}
          {(['client', 'practice'] as const).map((edition) => (
            <p key={edition} className={classes.files}>
              {EDITIONS[edition]}
              <FileLinks
                of={`no. ${statement.number}, ${EDITIONS[edition].toLowerCase()}`}
                files={statement.files
                  .filter((file) => file.edition === edition)
                  .map(({ format, fileName }) => ({
                    format,
                    fileName,
                    href: addressOf(downloadStatement, {
                      params: { practiceId: practice, statementId: statement.id, edition, format },
                    }),
                  }))}
              />
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}
