import type { ImportView } from '../../../contract/time.js';
import { formatMinutes } from '../../../domain/shared/format.js';
import { minutes } from '../../../domain/shared/units.js';

type Plan = ImportView['plan'];

/** What a file would add, what is there, what is left out and why, to the minute, as a table for a terminal. */
export function planInWords({ plan, rowCount }: ImportView): string {
  const table = [
    ['', 'rows', 'hours'],
    ['in the file', String(rowCount), secondsInWords(plan.file.seconds)],
    ['to log', String(plan.add.rows), formatMinutes(plan.add.minutes)],
    ['here already', String(plan.there.rows), formatMinutes(plan.there.minutes)],
    ['left out', String(plan.left.rows), formatMinutes(plan.left.minutes)],
    ['whole minutes', '', roundingInWords(plan.roundingSeconds)],
  ];
  const reasons = plan.problems.map((problem) => `  ${saidOf(problem)}`);
  return [...columns(table), ...(reasons.length > 0 ? ['', 'Left out, and why:', ...reasons] : [])].join('\n');
}

/** The names that rows wait for, with what hangs on each. */
export function unmappedInWords({ names, mapping }: ImportView): string {
  const open = [
    ...names.people
      .filter(({ name }) => !Object.hasOwn(mapping.people, name))
      .map((one) => ({ kind: 'person', ...one })),
    ...names.clients
      .filter(({ name }) => !Object.hasOwn(mapping.clients, name))
      .map((one) => ({ kind: 'client', ...one })),
  ];
  return columns(
    open.map(({ kind, name, rows, minutes: time }) => [
      `  ${kind} ${name === '' ? '(empty)' : name}`,
      `${rows} ${rows === 1 ? 'row' : 'rows'}`,
      formatMinutes(time),
    ]),
  ).join('\n');
}

function saidOf({ sentence, count, line, minutes: time }: Plan['problems'][number]): string {
  return `${sentence} ${count === 1 ? `Line ${line}` : `${count} rows, first in line ${line}`}, ${formatMinutes(time)}`;
}

/** The first column to the left, the figures to the right. */
function columns(table: readonly (readonly string[])[]): string[] {
  const widths = [0, 1, 2].map((at) => Math.max(0, ...table.map((row) => row[at]?.length ?? 0)));
  return table.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

function secondsInWords(seconds: number): string {
  const whole = formatMinutes(minutes(Math.floor(seconds / 60)));
  return seconds % 60 === 0 ? whole : `${whole}:${String(seconds % 60).padStart(2, '0')}`;
}

function roundingInWords(seconds: number): string {
  if (seconds === 0) return 'exact';
  return `${Math.abs(seconds)} s ${seconds > 0 ? 'less' : 'more'}`;
}
