import { formatDate, formatMonth } from '../shared/format.js';
import type { StatementEdition } from './edition.js';
import type { NarrativeBlock } from './narrative.js';
import { revisionNote } from './print.js';
import { printActivities } from './print-activities.js';
import { printDays, printFigures, printMinutes, type PrintedFigure } from './print-figures.js';
import { printable, printableLine } from './printable.js';
import { wordings, type Wording } from './wording.js';

/** What a board reads of a month on one page: figures, risks and asks. It has no place for people or entries. */
export interface PrintedBoard {
  readonly language: string;
  readonly title: string;
  readonly client: string;
  readonly practice: string;
  readonly month: string;
  readonly period: string;
  readonly issuedOn: string;
  readonly status: string;
  readonly phase: string;
  /** At most eight. */
  readonly figures: readonly PrintedFigure[];
  readonly risks: {
    readonly heading: string;
    readonly blocks: readonly NarrativeBlock[];
    readonly note: string | null;
  };
  readonly fingerprint: string;
}

const MOST_FIGURES = 8;
/** As many letters and lines of risks and asks as fit below the figures. */
const MOST_LETTERS = 1800;
const MOST_BLOCKS = 12;

/** @param hash SHA-256 of the client edition's canonical JSON, so that the page can be told to belong to its summary. */
export function printBoard(edition: StatementEdition, hash: string): PrintedBoard {
  const words = wordings[edition.language];
  const version = edition.version === null ? words.draft : words.version(edition.version);
  const { blocks, cut } = shortened(edition.narrative.risks);
  return {
    language: words.language,
    title: words.board.title,
    client: printableLine(edition.client.name),
    practice: printableLine(edition.practice.name),
    month: formatMonth(edition.month.month),
    period: printDays(edition.month.firstDay, edition.month.lastDay),
    issuedOn: edition.issuedOn,
    status: [version, revisionNote(edition, words), formatDate(edition.issuedOn)].filter(Boolean).join(' · '),
    phase: printableLine(edition.phase.label),
    figures: [...printFigures(edition, words), ...searchWeeks(edition, words), ...strategyShare(edition, words)].slice(
      0,
      MOST_FIGURES,
    ),
    risks: {
      heading: words.risks,
      blocks,
      note: cut ? words.board.more : blocks.length === 0 ? words.board.noRisks : null,
    },
    fingerprint: `${words.fingerprint} ${hash.slice(0, 12)}`,
  };
}

function searchWeeks({ searches }: StatementEdition, words: Wording): PrintedFigure[] {
  return searches.map(({ title, week, targetWeeks }) => ({
    label: words.board.week,
    value: words.board.weekValue(week, targetWeeks),
    note: printableLine(title),
    alert: week > targetWeeks,
    meter: null,
  }));
}

/** Worked hours on strategy and direction, with the percentage that the chart of the summary prints. */
function strategyShare({ hours }: StatementEdition, words: Wording): PrintedFigure[] {
  if (!('activities' in hours) || hours.totals.worked === 0) return [];
  const strategy = printActivities(hours, words).groups.find(({ label }) => label === words.groups.C);
  return [
    {
      label: words.board.strategy,
      value: strategy?.share ?? words.share(0),
      note: words.board.strategyNote(printMinutes(hours.totals.worked)),
      alert: false,
      meter: null,
    },
  ];
}

/** The blocks that fit on the page, whole ones only; the first is cut at a word if it alone is too long. */
function shortened(all: readonly NarrativeBlock[]): { readonly blocks: NarrativeBlock[]; readonly cut: boolean } {
  const blocks: NarrativeBlock[] = [];
  let letters = 0;
  let lines = 0;
  for (const block of all) {
    const kept: string[] = [];
    for (const text of block.kind === 'bullets' ? block.items.map(printableLine) : [printable(block.text)]) {
      if (lines >= MOST_BLOCKS || letters + text.length > MOST_LETTERS) {
        if (lines === 0) kept.push(`${text.slice(0, MOST_LETTERS).replace(/\s+\S*$/u, '')} …`);
        return { blocks: [...blocks, ...asBlock(block, kept)], cut: true };
      }
      kept.push(text);
      letters += text.length;
      lines += 1 + (text.match(/\n/g)?.length ?? 0);
    }
    blocks.push(...asBlock(block, kept));
  }
  return { blocks, cut: false };
}

function asBlock(block: NarrativeBlock, kept: readonly string[]): NarrativeBlock[] {
  if (kept.length === 0) return [];
  return [block.kind === 'bullets' ? { kind: 'bullets', items: kept } : { kind: 'paragraph', text: kept.join('\n') }];
}
