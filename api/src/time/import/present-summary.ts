import { sentenceOf } from '../../../contract/problems.js';
import type { ImportSummary, ImportUndoing } from '../../../contract/time.js';
import { minutes } from '../../../domain/shared/units.js';
import { importState, isInterrupted } from '../../../domain/time/import/work.js';
import type { ImportFailure, ImportFile, ImportOutcome } from './import.store.js';
import type { HeldMonth } from './undo.store.js';

/** What became of a file. A worker that has said nothing for too long was killed, and has changed nothing. */
export function presentSummary(file: ImportFile, now: number): ImportSummary {
  const state = importState(file, now);
  const failure = isInterrupted(file, now) ? INTERRUPTED : file.failure;
  return {
    id: file.id,
    source: file.source,
    fileName: file.fileName,
    zone: file.zone,
    rowCount: file.rowCount,
    stagedAt: file.stagedAt.toISOString(),
    state,
    progress: state === file.work ? file.progress : null,
    failure: failure && { code: failure.code, sentence: sentenceOf(failure.code, failure.facts) },
    outcome: file.outcome && presentOutcome(file.outcome),
    days: file.outcome?.days ?? null,
    undone: file.undoing,
    version: file.version,
  };
}

function presentOutcome({ added, minutes: time, there, left }: ImportOutcome): ImportSummary['outcome'] {
  return { added, minutes: minutes(time), there, left };
}

/** What undoing voids, and what stays, each month with its reason. */
export function presentUndoing(months: readonly HeldMonth[]): ImportUndoing {
  const open = months.filter(({ isOpen }) => isOpen);
  return {
    entries: open.reduce((sum, { entries }) => sum + entries, 0),
    minutes: minutes(open.reduce((sum, held) => sum + held.minutes, 0)),
    stays: months
      .filter(({ isOpen }) => !isOpen)
      .map(({ clientId, clientName, month, entries, minutes: time }) => ({
        clientId,
        clientName,
        month,
        entries,
        minutes: minutes(time),
        sentence: sentenceOf('time.month_closed', {}),
      })),
  };
}

const INTERRUPTED: ImportFailure = { code: 'import.interrupted', facts: {} };
