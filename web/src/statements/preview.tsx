import type { StatementEdition } from '@domain/statements/edition';
import { readNarrative, type NarrativeBlock, type NarrativeWords } from '@domain/statements/narrative';
import { printStatement, type PrintedSection, type PrintedStatement } from '@domain/statements/print';
import { useDeferredValue, useMemo, type ReactNode } from 'react';
import classes from './preview.module.css';

interface PreviewProps {
  /** The client edition as it would be published now. */
  readonly edition: StatementEdition;
  /** The words as they stand in the editor, saved or not. */
  readonly words: NarrativeWords;
}

/** What the client will read, drawn from the same printed value as the PDF; it follows the words while they are typed. */
export function Preview({ edition, words }: PreviewProps) {
  const typed = useDeferredValue(words);
  const printed = useMemo(() => printStatement({ ...edition, narrative: readNarrative(typed) }, ''), [edition, typed]);
  return (
    <article className={classes.sheet} aria-label="Preview, as the client will read it">
      <header className={classes.head}>
        <p className={classes.client}>{printed.client}</p>
        <p className={classes.title}>{printed.month}</p>
        <p className={classes.soft}>
          {printed.period} · {printed.preparedBy}
        </p>
      </header>
      <WhereWeStand printed={printed} />
      {printed.done.map(written)}
      {printed.searches.map((search) => (
        <Part key={search.heading} heading={search.heading}>
          <p>{search.lead}</p>
          <table className={classes.table}>
            <tbody>
              {search.steps.map((step) => (
                <tr key={step.label}>
                  <th scope="row">{step.label}</th>
                  <td>{step.now}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Part>
      ))}
      <Hours hours={printed.hours} />
      {printed.toCome.map(written)}
    </article>
  );
}

function WhereWeStand({ printed }: { readonly printed: PrintedStatement }) {
  const { phase, whereWeStand } = printed;
  return (
    <Part heading={whereWeStand.heading} aside={whereWeStand.asOf}>
      <p>
        <strong>{phase.label}</strong>, {phase.since}
      </p>
      <ol className={classes.strip} aria-hidden="true">
        {phase.stations.map((station) => (
          <li key={station.label} data-state={station.state} />
        ))}
      </ol>
      <dl className={classes.figures}>
        {printed.keyFigures.map((figure) => (
          <div key={figure.label} data-alert={figure.alert || undefined}>
            <dt>{figure.label}</dt>
            <dd>{figure.value}</dd>
            <dd className={classes.soft}>{figure.note}</dd>
          </div>
        ))}
      </dl>
    </Part>
  );
}

function Hours({ hours }: { readonly hours: PrintedStatement['hours'] }) {
  const { activities, ledger, entries } = hours;
  return (
    <>
      {activities ? (
        <Part heading={activities.heading}>
          <p className={classes.soft}>{activities.lead}</p>
          <table className={classes.table}>
            <tbody>
              {activities.groups.flatMap((group) => [
                <tr key={group.label} className={classes.group}>
                  <th scope="row">
                    {group.label}
                    <span className={classes.bar} style={{ width: `${group.part * 100}%` }} />
                  </th>
                  <td>{group.hours}</td>
                  <td>{group.share}</td>
                </tr>,
                ...group.activities.map((activity) => (
                  <tr key={`${group.label} ${activity.label}`}>
                    <th scope="row">
                      {activity.label}
                      <span className={classes.bar} data-quiet style={{ width: `${activity.part * 100}%` }} />
                    </th>
                    <td>{activity.hours}</td>
                    <td>·</td>
                  </tr>
                )),
              ])}
            </tbody>
          </table>
        </Part>
      ) : null}
      {ledger ? (
        <Part heading={ledger.heading}>
          <table className={classes.table}>
            <thead>
              <tr>
                {ledger.columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {ledger.rows.map((row) => (
                <tr key={`${row.label} ${row.balance}`} data-kind={row.kind}>
                  <th scope="row">
                    {row.label} {row.note ? <span className={classes.soft}>{row.note}</span> : null}
                  </th>
                  <td>{row.hours}</td>
                  <td>{row.balance}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Part>
      ) : null}
      {entries ? (
        <Part heading={entries.heading}>
          <p className={classes.soft}>{entries.none ?? `${entries.lead}. The PDF lists each of them.`}</p>
          <table className={classes.table}>
            <tbody>
              {entries.totals.map((total) => (
                <tr key={total.label} data-kind={total.strong ? 'closing' : 'line'}>
                  <th scope="row">{total.label}</th>
                  <td>{total.hours}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Part>
      ) : null}
    </>
  );
}

function written({ heading, blocks }: PrintedSection) {
  return (
    <Part key={heading} heading={heading}>
      {blocks.map((block) => (
        <Block key={block.kind === 'bullets' ? block.items.join('\n') : block.text} block={block} />
      ))}
    </Part>
  );
}

function Block({ block }: { readonly block: NarrativeBlock }) {
  if (block.kind === 'paragraph') return <p>{block.text}</p>;
  return (
    <ul>
      {block.items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}

interface PartProps {
  readonly heading: string;
  readonly aside?: string;
  readonly children: ReactNode;
}

function Part({ heading, aside, children }: PartProps) {
  return (
    <section className={classes.part}>
      <h3>
        {heading} {aside ? <span className={classes.soft}>{aside}</span> : null}
      </h3>
      {children}
    </section>
  );
}
