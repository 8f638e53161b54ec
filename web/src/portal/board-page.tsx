import { downloadBoardPage, type BoardPage as Board } from '@contract/portal';
import { formatMonth } from '@domain/shared/format';
import type { Month } from '@domain/shared/month';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { addressOf } from '../platform/api';
import { isRefusal, sentenceFor } from '../platform/problems';
import { Empty } from '../ui/empty';
import { Failure, Refused } from '../ui/failure';
import { Figures } from '../ui/figures';
import { FileLinks } from '../ui/file-links';
import { Section } from '../ui/section';
import { Skeleton } from '../ui/skeleton';
import { useBoardPage } from './portal.queries';
import classes from './board-page.module.css';

const AT = '/portal/$practice/$client/board';
const MONTHS_OFFERED = 6;

/** A published month on one page, for the board. */
export function BoardPage() {
  const { practice, client } = useParams({ from: AT });
  const { month } = useSearch({ from: AT });
  const board = useBoardPage(practice, client, month);
  if (board.isPending) return <Skeleton rows={5} height={64} />;
  if (board.isError)
    return isRefusal(board.error, 'request.not_found') || isRefusal(board.error, 'request.forbidden') ? (
      <Refused title="There is nothing here for you">
        The address may be old, or your invitation was for another company.
      </Refused>
    ) : (
      <Failure onRetry={() => void board.refetch()}>{sentenceFor(board.error)}</Failure>
    );
  return <Shown practice={practice} client={client} board={board.data} />;
}

interface ShownProps {
  readonly practice: string;
  readonly client: string;
  readonly board: Board;
}

function Shown({ practice, client, board }: ShownProps) {
  const { page } = board;
  return (
    <>
      <header className={classes.head}>
        <title>{`${board.clientName}, board page · Baton`}</title>
        <div>
          <h1 className={classes.name}>{board.clientName}</h1>
          <p className={classes.quiet}>with {board.practiceName}</p>
        </div>
        {page ? <OtherMonths months={board.months} shown={page.month} /> : null}
      </header>
      {page ? <OnePage practice={practice} client={client} page={page} /> : null}
      {page ? null : <Empty>The first board page appears here when a month is published.</Empty>}
    </>
  );
}

/** Earlier months as links: the portal has no form to choose in, and loads none. */
function OtherMonths({ months, shown }: { readonly months: readonly Month[]; readonly shown: string }) {
  const others = months.filter((one) => formatMonth(one) !== shown).slice(0, MONTHS_OFFERED);
  if (others.length === 0) return null;
  return (
    <nav aria-label="Other months" className={classes.months}>
      {others.map((one) => (
        <Link key={one} from={AT} search={{ month: one }} replace>
          {formatMonth(one)}
        </Link>
      ))}
    </nav>
  );
}

interface OnePageProps {
  readonly practice: string;
  readonly client: string;
  readonly page: NonNullable<Board['page']>;
}

function OnePage({ practice, client, page }: OnePageProps) {
  const { statementId, fileName, figures, risks } = page;
  const href = addressOf(downloadBoardPage, { params: { practiceId: practice, clientId: client, statementId } });
  return (
    <>
      <Section
        title={page.phase}
        aside={<FileLinks of={`the board page of ${page.month}`} files={[{ format: 'pdf', fileName, href }]} />}
      >
        <p className={classes.status}>
          {page.month}, {page.period} · {page.status}
        </p>
        <Figures
          items={figures.map(({ label, value, note, alert }) => ({
            label,
            value,
            note,
            ...(alert ? { tone: 'over' as const } : {}),
          }))}
        />
      </Section>
      <Section title={risks.heading}>
        <div className={classes.words}>
          {risks.blocks.map((block) =>
            block.kind === 'bullets' ? (
              <ul key={block.items.join()} className={classes.bullets}>
                {block.items.map((item) => (
                  <li key={item}>{item}</li>
                ))}
              </ul>
            ) : (
              <p key={block.text} className={classes.paragraph}>
                {block.text}
              </p>
            ),
          )}
          {risks.note ? <p className={classes.quiet}>{risks.note}</p> : null}
        </div>
      </Section>
    </>
  );
}
