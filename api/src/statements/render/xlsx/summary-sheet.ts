import { formatMonth } from '../../../../domain/shared/format.js';
import type { Minutes } from '../../../../domain/shared/units.js';
import { minutes } from '../../../../domain/shared/units.js';
import type { Balance, StatementEdition } from '../../../../domain/statements/edition.js';
import type { NarrativeBlock } from '../../../../domain/statements/narrative.js';
import { revisionNote } from '../../../../domain/statements/print.js';
import type { HourTotals } from '../../../../domain/statements/snapshot.js';
import type { Wording } from '../../../../domain/statements/wording.js';
import type { Cell, Row, Sheet } from './cells.js';
import { ENTRIES } from './entries-sheet.js';
import { signed } from './signed.js';

/** What the workbook is about, where the engagement stands, the balance, and the words of the month. */
export function summarySheet(edition: StatementEdition, hash: string, words: Wording): Sheet {
  const { hours } = edition;
  const rows: Row[] = [...aboutRows(edition, hash, words), [], ...phaseRows(edition, words)];
  if (hours.visibility !== 'hidden') rows.push([], ...balanceRows(hours.balance, rows.length + 2, words));
  if ('totals' in hours) {
    const entries = 'entries' in hours ? hours.entries.length : 0;
    rows.push([], ...totalRows(hours.totals, rows.length + 2, entries, words));
  }
  rows.push(...narrativeRows(edition, words));
  return { name: 'Summary', columns: [32, 64, 14], rows, head: 0, wide: false };
}

function aboutRows(edition: StatementEdition, hash: string, words: Wording): Row[] {
  const { client, month, practice, engagement } = edition;
  const { facts, sheet } = words;
  const version = edition.version === null ? words.draft : words.version(edition.version);
  const pairs: [string, Cell][] = [
    [sheet.practice, { text: practice.name }],
    [sheet.preparedBy, { text: practice.preparedBy }],
    [facts.client, { text: client.legalName ?? client.name }],
    [facts.address, text(client.address, 'wrapped')],
    [facts.purchaseOrder, text(client.purchaseOrder)],
    [sheet.month, { text: formatMonth(month.month) }],
    [sheet.firstDay, { day: month.firstDay }],
    [sheet.lastDay, { day: month.lastDay }],
    [sheet.zone, { text: engagement.zone }],
    [facts.version, { text: [version, revisionNote(edition, words)].filter(Boolean).join(', ') }],
    [sheet.why, text(edition.revised, 'wrapped')],
    [sheet.edition, { text: words.edition[edition.edition] }],
    [sheet.issuedOn, { day: edition.issuedOn }],
    [facts.fingerprint, { text: hash }],
  ];
  return [
    [{ text: client.name, look: 'title' }],
    [{ text: `${words.title}, ${formatMonth(month.month)}`, look: 'section' }],
    ...pairs.flatMap(([label, cell]): Row[] => (cell === null ? [] : [[{ text: label, look: 'muted' }, cell]])),
  ];
}

function text(of: string | null, look?: 'wrapped'): Cell {
  return of === null ? null : { text: of, ...(look ? { look } : {}) };
}

function phaseRows({ phase }: StatementEdition, words: Wording): Row[] {
  const { sheet } = words;
  return [
    [{ text: words.whereWeStand, look: 'section' }],
    [{ text: sheet.phase, look: 'muted' }, { text: phase.label }],
    [{ text: sheet.since, look: 'muted' }, { day: phase.since }],
    [{ text: words.keyFigures.days, look: 'muted' }, { count: phase.days }],
    ...(phase.gate?.criteria ?? []).map(({ text, met }, index): Row => {
      const label = index === 0 && phase.gate ? words.gate(phase.gate.towards) : '';
      return [{ text: label, look: 'muted' }, { text }, { text: met ? words.met : words.open }];
    }),
    ...(phase.milestone
      ? [
          [
            { text: words.keyFigures.milestone, look: 'muted' },
            { text: phase.milestone.name },
            { day: phase.milestone.on },
          ] satisfies Row,
        ]
      : []),
  ];
}

/** Figures below a heading in row `first`; in a formula, `#2` is the second of them. */
function figureRows(
  heading: string,
  first: number,
  figures: readonly (readonly [label: string, value: Minutes, formula?: string | undefined, total?: boolean])[],
  words: Wording,
): Row[] {
  const { hours } = words.column;
  return [
    [
      { text: heading, look: 'head' },
      { text: hours, look: 'head_right' },
      { text: words.sheet.minus, look: 'head_right' },
    ],
    ...figures.map(([label, value, formula, total]): Row => {
      const at = (back: number) => first + back;
      const resolved = formula?.replace(/#(\d)/g, (_, back: string) => `(B${at(Number(back))}-C${at(Number(back))})`);
      return [{ text: label, look: total ? 'strong' : 'plain' }, ...signed(value, resolved, total)];
    }),
  ];
}

function balanceRows({ available, used, overage, left, carriedOut }: Balance, first: number, words: Wording): Row[] {
  return figureRows(
    words.balance,
    first,
    [
      [words.available, available],
      [words.used, used],
      [words.line.overage, overage],
      [words.left, left, '#1+#3-#2', true],
      [words.carriedOut, carriedOut],
    ],
    words,
  );
}

/** From worked to used. Where the entries are listed, the first two figures are computed from them. */
function totalRows(totals: HourTotals, first: number, entries: number, words: Wording): Row[] {
  const { worked, notBillable, rounding, counted, corrections, used } = totals;
  const column = (name: string) => `${ENTRIES.name}!${name}2:${name}${entries + 1}`;
  const summed = (formula: string) => (entries > 0 ? formula : undefined);
  const excluded = `-SUMIF(${column(ENTRIES.billable)},"${words.sheet.no}",${column(ENTRIES.worked)})`;
  return figureRows(
    words.workedAndCounted,
    first,
    [
      [words.totals.worked, worked, summed(`SUM(${column(ENTRIES.worked)})`)],
      [words.totals.notBillable, minutes(-notBillable), summed(excluded)],
      [words.totals.rounding, rounding],
      [words.totals.counted, counted, '#1+#2+#3', true],
      [words.totals.corrections, corrections],
      [words.totals.used, used, '#4+#5', true],
    ],
    words,
  );
}

function narrativeRows({ narrative }: StatementEdition, words: Wording): Row[] {
  const sections: [string, readonly NarrativeBlock[]][] = [
    [words.outcomes, narrative.outcomes],
    [words.decisions, narrative.decisions],
    [words.risks, narrative.risks],
    [words.nextMonth, narrative.nextMonth],
  ];
  return sections.flatMap(([heading, blocks]): Row[] => {
    if (blocks.length === 0) return [];
    const lines = blocks.flatMap((block) => (block.kind === 'bullets' ? block.items : [block.text]));
    return [
      [],
      [{ text: heading, look: 'section' }],
      ...lines.map((line): Row => [null, { text: line, look: 'wrapped' }]),
    ];
  });
}
