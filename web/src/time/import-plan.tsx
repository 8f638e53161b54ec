import type { ImportView } from '@contract/time';
import { formatDate, formatMinutes } from '@domain/shared/format';
import { minutes } from '@domain/shared/units';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { sentenceFor } from '../platform/problems';
import { count } from '../platform/when';
import { Figures } from '../ui/figures';
import { Columns, Section } from '../ui/section';
import { Status } from '../ui/status';
import { DataTable } from '../ui/table';
import { activityName } from './activity-options';
import { ImportNames } from './import-names';
import { ImportReading } from './import-reading';
import { useImportChanges } from './import.queries';
import classes from './import-plan.module.css';

const FATES = { add: 'new', there: 'here already', left: 'left out' } as const;

interface ImportPlanProps {
  readonly practice: string;
  readonly view: ImportView;
}

/** What a file would add, what it would not, and why; one button logs all of it or none. */
export function ImportPlan({ practice, view }: ImportPlanProps) {
  const { enter } = useImportChanges(practice, view);
  const { plan } = view;
  return (
    <>
      <div className={classes.head}>
        <p>
          <strong>{view.fileName}</strong>, {count(view.rowCount, 'row')}
        </p>
        <Link to="/p/$practice/time/import" params={{ practice }}>
          Take another file
        </Link>
      </div>
      <ImportReading practice={practice} view={view} />
      <Figures
        items={[
          { label: 'To log', value: formatMinutes(plan.add.minutes), note: count(plan.add.rows, 'row') },
          { label: 'Here already', value: formatMinutes(plan.there.minutes), note: count(plan.there.rows, 'row') },
          { label: 'Left out', value: formatMinutes(plan.left.minutes), note: count(plan.left.rows, 'row') },
          {
            label: 'In the file',
            value: secondsInWords(plan.file.seconds),
            note: roundingInWords(plan.roundingSeconds),
          },
        ]}
      />
      <ImportNames key={view.version} practice={practice} view={view} />
      <div className={classes.enter}>
        <Button
          disabled={plan.unmapped.length > 0 || plan.add.rows === 0}
          loading={enter.isPending}
          onClick={() => enter.mutate()}
        >
          {plan.add.rows === 0 ? 'Nothing to log' : `Log ${count(plan.add.rows, 'row')}`}
        </Button>
        <p className={classes.soft}>
          {plan.unmapped.length > 0 ? `Say first what these mean: ${plan.unmapped.join(', ')}.` : 'All rows, or none.'}
        </p>
        {enter.isError || view.failure ? (
          <p role="alert" className={classes.trouble}>
            {enter.isError ? sentenceFor(enter.error) : view.failure?.sentence}
          </p>
        ) : null}
      </div>
      <Columns>
        <Preview view={view} />
        <Problems view={view} />
      </Columns>
    </>
  );
}

function Preview({ view }: { readonly view: ImportView }) {
  return (
    <Section title="Preview" aside={`first ${view.plan.preview.length} of ${view.rowCount}`}>
      <DataTable
        caption="Preview of the rows"
        rows={view.plan.preview}
        rowKey={(row) => String(row.line)}
        quiet={(row) => row.fate !== 'add'}
        columns={[
          { key: 'day', head: 'Day', width: '104px', phone: 'name', cell: (row) => formatDate(row.day) },
          {
            key: 'what',
            head: 'What',
            cell: (row) => (
              <>
                {row.client}
                <span className={classes.text}>
                  {[
                    row.text,
                    row.activity ? activityName(row.activity as never) : '',
                    row.billable ? '' : 'not billable',
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </>
            ),
          },
          { key: 'hours', head: 'Hours', align: 'end', phone: 'aside', cell: (row) => formatMinutes(row.minutes) },
          {
            key: 'fate',
            head: '',
            align: 'end',
            cell: (row) => <Status tone={row.fate === 'add' ? 'now' : 'plain'}>{FATES[row.fate]}</Status>,
          },
        ]}
      />
    </Section>
  );
}

function Problems({ view }: { readonly view: ImportView }) {
  const { problems } = view.plan;
  if (problems.length === 0) return null;
  return (
    <Section title="Left out, and why" aside={count(problems.length, 'reason')}>
      <ul>
        {problems.map((problem) => (
          <li key={`${problem.line}-${problem.kind}`} className={classes.problem}>
            <p>{problem.sentence}</p>
            <p className={classes.soft}>
              {problem.count > 1
                ? `${count(problem.count, 'row')}, first in line ${problem.line}`
                : `Line ${problem.line}`}
              , {formatMinutes(problem.minutes)}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function roundingInWords(seconds: number): string {
  if (seconds === 0) return 'to the second';
  return seconds > 0 ? `${seconds} s less in whole minutes` : `${-seconds} s more in whole minutes`;
}

function secondsInWords(seconds: number): string {
  const whole = formatMinutes(minutes(Math.floor(seconds / 60)));
  return seconds % 60 === 0 ? whole : `${whole}:${String(seconds % 60).padStart(2, '0')}`;
}
