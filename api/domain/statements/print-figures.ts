import type { Day } from '../shared/day.js';
import { formatDate, formatDays, formatMinutes } from '../shared/format.js';
import type { Minutes } from '../shared/units.js';
import type { Balance, StatementEdition } from './edition.js';
import { printableLine } from './printable.js';
import type { Wording } from './wording.js';

/** One large figure with what it means. `alert` is set where the words say that a limit was passed. */
export interface PrintedFigure {
  readonly label: string;
  readonly value: string;
  readonly note: string;
  readonly alert: boolean;
  /** The used part of what was available, from 0 to 1, drawn as a line under the figure. */
  readonly meter: number | null;
}

const KEY_FIGURES = 4;

/** Hours as a summary prints them, with a true minus sign. */
export function printMinutes(value: Minutes): string {
  return formatMinutes(value).replace('-', '−');
}

/** A span of days with a true dash: `1–30 Nov 2026`. */
export function printDays(from: Day, to: Day): string {
  return formatDays(from, to)
    .replace(' - ', ' – ')
    .replace(/(\d)-(\d)/, '$1–$2');
}

/** The four figures that open the summary. */
export function printKeyFigures(edition: StatementEdition, words: Wording): PrintedFigure[] {
  return printFigures(edition, words).slice(0, KEY_FIGURES);
}

/** Every large figure, the most important first: hours where they may be read, then phase, gate, search, milestone. */
export function printFigures(edition: StatementEdition, words: Wording): PrintedFigure[] {
  const { phase, hours, searches } = edition;
  const figures = hours.visibility === 'hidden' ? [] : hourFigures(hours.balance, words);
  figures.push({
    label: words.keyFigures.days,
    value: String(phase.days),
    note: words.since(formatDate(phase.since)),
    alert: false,
    meter: null,
  });
  if (phase.gate && phase.gate.criteria.length > 0) figures.push(gateFigure(phase.gate, words));
  for (const search of searches) {
    figures.push({
      label: words.keyFigures.inPlay,
      value: String(search.considered - search.closed),
      note: words.keyFigures.inPlayNote(search.considered, printableLine(search.title)),
      alert: false,
      meter: null,
    });
  }
  if (phase.milestone) {
    const { on, name } = phase.milestone;
    figures.push({
      label: words.keyFigures.milestone,
      value: formatDate(on),
      note: printableLine(name),
      alert: false,
      meter: null,
    });
  }
  return figures;
}

function hourFigures({ available, used, overage, left, carriedOut }: Balance, words: Wording): PrintedFigure[] {
  const { keyFigures } = words;
  return [
    {
      label: keyFigures.used,
      value: printMinutes(used),
      note: available === 0 ? keyFigures.byTheHour : keyFigures.ofAvailable(printMinutes(available)),
      alert: false,
      meter: available > 0 ? Math.min(1, Math.max(0, used / available)) : null,
    },
    overage > 0 && available > 0
      ? {
          label: keyFigures.over,
          value: printMinutes(overage),
          note: keyFigures.overNote(printMinutes(available)),
          alert: true,
          meter: null,
        }
      : {
          label: keyFigures.left,
          value: printMinutes(left),
          note: carriedOut === 0 ? keyFigures.notCarried : keyFigures.carried(printMinutes(carriedOut)),
          alert: left < 0,
          meter: null,
        },
  ];
}

function gateFigure(gate: NonNullable<StatementEdition['phase']['gate']>, words: Wording): PrintedFigure {
  const met = gate.criteria.filter((criterion) => criterion.met).length;
  const open = gate.criteria.length - met;
  return {
    label: words.keyFigures.gate(printableLine(gate.towards)),
    value: words.keyFigures.ratio(met, gate.criteria.length),
    note: open === 0 ? words.keyFigures.gateDone : words.keyFigures.gateOpen(open),
    alert: false,
    meter: null,
  };
}
