import { downloadFromPortal, type PortalHome } from '@contract/portal';
import { formatMonth } from '@domain/shared/format';
import type { StatementFormat } from '@domain/statements/formats';
import { Link } from '@tanstack/react-router';
import { addressOf } from '../platform/api';
import { moment } from '../platform/when';

import { Empty } from '../ui/empty';
import { FileLinks } from '../ui/file-links';
import { Section } from '../ui/section';
import { Acceptance } from './acceptance';
import classes from './summaries.module.css';

interface SummariesProps {
  readonly practice: string;
  readonly client: string;
  readonly statements: PortalHome['statements'];
}

/** The published months, newest first, each as a document to read and as data. */
export function Summaries({ practice, client, statements }: SummariesProps) {
  const address = (statementId: string, format: StatementFormat) =>
    addressOf(downloadFromPortal, { params: { practiceId: practice, clientId: client, statementId, format } });
  return (
    <Section title="Monthly summaries">
      {statements.length === 0 ? <Empty>The first summary appears here when its month is closed.</Empty> : null}
      <ul>
        {statements.map((statement) => (
          <li key={statement.id} className={classes.line}>
            <div>
              <a className={classes.month} href={address(statement.id, 'pdf')} download>
                {formatMonth(statement.month)}
                <span className="visually-hidden">, PDF</span>
              </a>
              <span className={classes.facts}>
                No. {statement.number}
                {statement.number > 1 ? ', revised' : ''} · published {moment(statement.publishedAt)} ·{' '}
                <Link
                  to="/portal/$practice/$client/board"
                  params={{ practice, client }}
                  search={{ month: statement.month }}
                >
                  Board page
                  <span className="visually-hidden"> of {formatMonth(statement.month)}</span>
                </Link>
              </span>
              {statement.revised ? <span className={classes.facts}>Revised: {statement.revised}</span> : null}
              {statement.beingRevised ? (
                <span className={classes.facts}>A newer version is on its way: {statement.beingRevised}</span>
              ) : null}
              <Acceptance practice={practice} client={client} statement={statement} />
            </div>
            <FileLinks
              of={formatMonth(statement.month)}
              files={statement.files.map((file) => ({ ...file, href: address(statement.id, file.format) }))}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}
