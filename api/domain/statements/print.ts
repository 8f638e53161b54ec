import { formatDate, formatMonth } from '../shared/format.js';
import type { StatementEdition } from './edition.js';
import type { NarrativeBlock } from './narrative.js';
import { printDays, printKeyFigures, type PrintedFigure } from './print-figures.js';
import { printHours, type PrintedHours } from './print-hours.js';
import { printMoney, type PrintedMoney } from './print-money.js';
import { printPhase, type PrintedPhase } from './print-phase.js';
import { printSearch, type PrintedSearch } from './print-search.js';
import { printable, printableLine } from './printable.js';
import { wordings, type Wording } from './wording.js';

export interface PrintedSection {
  readonly heading: string;
  readonly blocks: readonly NarrativeBlock[];
}

/**
 * A summary as it is read: every word and figure in order, already formatted, and nothing else. The PDF and the preview
 * draw this same value, so they cannot say different things.
 */
export interface PrintedStatement {
  readonly language: string;
  readonly title: string;
  readonly client: string;
  readonly practice: string;
  readonly month: string;
  readonly period: string;
  readonly preparedBy: string;
  readonly status: string;
  /** What nobody should overlook before forwarding this copy: that it is a draft, or the practice's own. */
  readonly notices: readonly string[];
  readonly issuedOn: string;
  readonly whereWeStand: { readonly heading: string; readonly asOf: string };
  readonly phase: PrintedPhase;
  readonly keyFigures: readonly PrintedFigure[];
  readonly done: readonly PrintedSection[];
  readonly searches: readonly PrintedSearch[];
  readonly hours: PrintedHours;
  readonly money: PrintedMoney | null;
  readonly toCome: readonly PrintedSection[];
  readonly about: {
    readonly heading: string;
    readonly facts: readonly { readonly label: string; readonly text: string }[];
  };
  /** `page` holds `{page}` and `{pages}` where the numbers go. */
  readonly footer: { readonly line: string; readonly page: string };
}

/** @param hash SHA-256 of the edition's canonical JSON in hexadecimal, printed so that a reader can prove the data. */
export function printStatement(edition: StatementEdition, hash: string): PrintedStatement {
  const words = wordings[edition.language];
  const { narrative } = edition;
  const version = edition.version === null ? words.draft : words.version(edition.version);
  const status = [version, revisionNote(edition, words)].filter(Boolean).join(', ');
  const monthName = formatMonth(edition.month.month);
  const client = printableLine(edition.client.name);
  return {
    language: words.language,
    title: words.title,
    client,
    practice: printableLine(edition.practice.name),
    month: monthName,
    period: printDays(edition.month.firstDay, edition.month.lastDay),
    preparedBy: words.preparedBy(printableLine(edition.practice.preparedBy), printableLine(edition.practice.name)),
    status: [status, formatDate(edition.issuedOn)].join(' · '),
    notices: [
      ...(edition.version === null ? [words.draftNotice] : []),
      ...(edition.revised ? [words.revisedBecause(printableLine(edition.revised))] : []),
      ...(edition.edition === 'practice' ? [words.edition.practice] : []),
    ],
    issuedOn: edition.issuedOn,
    whereWeStand: { heading: words.whereWeStand, asOf: words.asOf(formatDate(edition.asOf)) },
    phase: printPhase(edition.phase, edition.month, words),
    keyFigures: printKeyFigures(edition, words),
    done: sections([words.outcomes, narrative.outcomes], [words.decisions, narrative.decisions]),
    searches: edition.searches.map((search) => printSearch(search, words)),
    hours: printHours(edition.hours, edition.month.month, words),
    money: edition.money && printMoney(edition.money, edition.engagement.currency, words),
    toCome: sections([words.risks, narrative.risks], [words.nextMonth, narrative.nextMonth]),
    about: { heading: words.about, facts: aboutFacts(edition, status, hash, words) },
    footer: {
      line: [client, monthName, version, `${words.fingerprint} ${hash.slice(0, 12)}`].join(' · '),
      page: words.page('{page}', '{pages}'),
    },
  };
}

function sections(...parts: readonly (readonly [string, readonly NarrativeBlock[]])[]): PrintedSection[] {
  return parts.flatMap(([heading, blocks]) => {
    return blocks.length === 0 ? [] : [{ heading, blocks: blocks.map(printBlock) }];
  });
}

function printBlock(block: NarrativeBlock): NarrativeBlock {
  return block.kind === 'bullets'
    ? { kind: 'bullets', items: block.items.map(printableLine) }
    : { kind: 'paragraph', text: printable(block.text) };
}

/** What a reader of a later version must know. */
export function revisionNote({ version }: Pick<StatementEdition, 'version'>, words: Wording): string {
  return version !== null && version > 1 ? words.revised : '';
}

function aboutFacts(edition: StatementEdition, status: string, hash: string, words: Wording) {
  const { client, hours, engagement } = edition;
  const facts: [string, string | null][] = [
    [words.facts.client, client.legalName ?? client.name],
    [words.facts.address, client.address],
    [words.facts.purchaseOrder, client.purchaseOrder],
    [words.facts.period, words.zone(printDays(edition.month.firstDay, edition.month.lastDay), engagement.zone)],
    [words.facts.counting, 'rounding' in hours ? words.counting(hours.rounding) : null],
    [words.facts.version, [status, words.edition[edition.edition], formatDate(edition.issuedOn)].join(' · ')],
    [words.facts.fingerprint, hash],
  ];
  return facts.flatMap(([label, text]) => (text ? [{ label, text: printable(text) }] : []));
}
