import type { z } from 'zod';
import { problems, sentenceOf, type ProblemCode } from '../../../contract/problems.js';
import type { ImportView } from '../../../contract/time.js';
import type { Id } from '../../../contract/shapes.js';
import { minutes } from '../../../domain/shared/units.js';
import { secondsToMinutes } from '../../../domain/time/elapsed.js';
import { keysOf, type ImportKey } from '../../../domain/time/import/mapping.js';
import type { ImportPlan } from '../../../domain/time/import/plan.js';
import { activityKey, clientKey, minutesOf, personKey, type ImportRow } from '../../../domain/time/import/rows.js';
import { recognise } from '../../../domain/time/import/read-export.js';
import type { FileRows } from './file-rows.js';
import type { ImportFile } from './import.store.js';
import type { ImportEngagement } from './plan.store.js';
import { presentSummary } from './present-summary.js';

type Said = z.infer<typeof ImportView>['plan']['problems'][number];

const PREVIEWED = 50;

/** What is said of rows where it is no refusal that could be met elsewhere. `{key}` and `{cell}` are the row's own. */
const SENTENCES: Readonly<Record<string, string>> = {
  'import.left_out': 'Left out, as you said.',
  'import.zero_minutes': 'Less than half a minute.',
  'import.person_unmapped': 'Say first who {key} is.',
  'import.client_unmapped': 'Say first which client {key} is.',
  'import.person_missing': 'The row names nobody.',
  'import.date_unclear': 'The date “{cell}” cannot be read.',
  'import.duration_unclear': 'The duration “{cell}” cannot be read.',
  'import.hour_unclear': 'Clocks showed this hour twice or not at all; the earlier reading was taken.',
  'import.times_disagree': 'Start and end do not fit the duration; the duration was taken, without clock times.',
};

/** A staged file with what it would add as things stand now. */
export function presentImport(
  file: ImportFile,
  { header, rows, unreadable }: FileRows,
  plan: ImportPlan,
  engagements: readonly ImportEngagement[],
  now: number,
): ImportView {
  const keys = keysOf(rows);
  const { people, clients, activities, overlapsAreParallel } = file.settings;
  const left = [...plan.leftOut, ...plan.zero, ...plan.refused];
  const added = new Set(plan.add.map(({ line }) => line));
  const lost = unreadable.map((row) => ({ ...row, minutes: secondsToMinutes(row.seconds) }));
  const lostMinutes = lost.reduce((sum, row) => sum + row.minutes, 0);
  const lostSeconds = lost.reduce((sum, row) => sum + row.seconds, 0);
  return {
    ...presentSummary(file, now),
    rowCount: rows.length + lost.length,
    recognised: recognise(header),
    dateOrder: file.settings.dateOrder,
    mapping: { people, clients, activities },
    overlapsAreParallel,
    names: {
      people: keys.people.map(presentKey),
      clients: keys.clients.map(presentKey),
      activities: keys.activities.map(presentKey),
    },
    plan: {
      add: { rows: added.size, minutes: plan.totals.added },
      there: { rows: plan.alreadyThere.length, minutes: plan.totals.alreadyThere },
      left: {
        rows: left.length + lost.length,
        minutes: minutes(plan.totals.leftOut + plan.totals.refused + lostMinutes),
      },
      file: { rows: rows.length + lost.length, seconds: plan.totals.seconds + lostSeconds },
      roundingSeconds: lostSeconds - lostMinutes * 60 - plan.totals.differenceSeconds,
      problems: told([
        ...plan.refused.map(({ refusal: { code, facts }, ...row }) => ({ ...row, code, facts })),
        ...lost.map(({ cell, ...row }) => ({ ...row, facts: { cell } })),
        ...plan.zero.map((row) => ({ ...row, code: 'import.zero_minutes', facts: {} })),
        ...plan.leftOut.map((row) => ({ ...row, code: 'import.left_out', facts: {} })),
      ]),
      notes: told(notesOf(plan, rows)),
      preview: previewOf(rows.slice(0, PREVIEWED), plan, file, engagements),
      unmapped: unmappedIn(plan),
    },
  };
}

/** The names that rows are waiting for. */
export function unmappedIn({ refused }: ImportPlan): string[] {
  const keys = refused
    .filter(({ refusal: { code } }) => code === 'import.person_unmapped' || code === 'import.client_unmapped')
    .map(({ refusal }) => named(refusal.facts['key']));
  return [...new Set(keys)];
}

function presentKey({ key, ...sums }: ImportKey): { name: string; rows: number; minutes: ImportKey['minutes'] } {
  return { name: key, ...sums };
}

interface RowToTell {
  readonly line: number;
  readonly code: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly minutes: number;
}

/** Rows of which the same is to be said are told together, those with the most time first. */
function told(rows: readonly RowToTell[]): Said[] {
  const groups = new Map<string, Said>();
  for (const { line, code, facts, minutes: time } of rows) {
    const sentence = sentenceFor(code, facts);
    const before = groups.get(sentence);
    groups.set(sentence, {
      line: Math.min(line, before?.line ?? line),
      kind: code,
      sentence,
      minutes: minutes((before?.minutes ?? 0) + time),
      count: (before?.count ?? 0) + 1,
    });
  }
  return [...groups.values()].toSorted((a, b) => b.minutes - a.minutes || a.line - b.line);
}

function sentenceFor(code: string, facts: Readonly<Record<string, unknown>>): string {
  const own = SENTENCES[code];
  if (own !== undefined) return own.replace(/\{(\w+)\}/g, (_, name: string) => named(facts[name]));
  return Object.hasOwn(problems, code) ? sentenceOf(code as ProblemCode, facts) : code;
}

function notesOf({ notes }: ImportPlan, rows: readonly ImportRow[]): RowToTell[] {
  const byLine = new Map(rows.map((row) => [row.line, row]));
  return notes.map(({ line, code }) => {
    const row = byLine.get(line);
    return { line, code, facts: {}, minutes: row ? minutesOf(row) : 0 };
  });
}

function previewOf(
  rows: readonly ImportRow[],
  plan: ImportPlan,
  { settings }: ImportFile,
  engagements: readonly ImportEngagement[],
): ImportView['plan']['preview'] {
  const clients = new Map<Id, string>(engagements.map(({ clientId, clientName }) => [clientId, clientName]));
  const adds = new Map(plan.add.toReversed().map((entry) => [entry.line, entry]));
  const there = new Set(plan.alreadyThere.map(({ line }) => line));
  return rows.map((row) => ({
    line: row.line,
    day: adds.get(row.line)?.day ?? row.date,
    minutes: minutesOf(row),
    person: personKey(row),
    client: clients.get(meaningOf(settings.clients, clientKey(row)) ?? '') ?? named(clientKey(row)),
    activity: meaningOf(settings.activities, activityKey(row)),
    text: row.text,
    billable: row.billable,
    fate: adds.has(row.line) ? 'add' : there.has(row.line) ? 'there' : 'left',
  }));
}

/** Names in a file are anything at all, also words every object knows. */
function meaningOf<T>(meanings: Readonly<Record<string, T | null>>, key: string): T | null {
  return Object.hasOwn(meanings, key) ? (meanings[key] ?? null) : null;
}

function named(key: unknown): string {
  return typeof key === 'string' && key !== '' ? key : '(empty)';
}
