import type { CandidacyCard, SearchView } from '@contract/search';
import { STAGE_KINDS, type StageKind } from '@domain/search/stages';

type Stage = SearchView['stages'][number];

/** A place on the board: behind somebody in a stage, or at its top. */
export interface Place {
  readonly stageId: string;
  readonly after: string | null;
}

/** One person on the way from a place to another. */
export interface Move {
  readonly id: string;
  readonly from: Place;
  readonly to: Place;
  /** Takes the last move back as a misclick. */
  readonly undoes: boolean;
  /** How the card read before, for a move that is taken back. */
  readonly before?: CandidacyCard;
}

/** Stages that are about the same, side by side. */
export interface KindOfStages {
  readonly key: string;
  readonly kind: StageKind;
  readonly name: string;
  readonly stages: readonly Stage[];
}

/** Everybody whom the board shows: in play or hired. Who is out of the running stands in a list of their own. */
export function onBoard(cards: readonly CandidacyCard[]): CandidacyCard[] {
  return cards.filter(({ disposition }) => disposition !== 'closed');
}

export function inStage(cards: readonly CandidacyCard[], stageId: string): CandidacyCard[] {
  return cards.filter((card) => card.stageId === stageId);
}

/** Whether name, headline or employer holds what was typed. */
export function matching(cards: readonly CandidacyCard[], q: string): CandidacyCard[] {
  const wanted = plain(q);
  return cards.filter(({ name, headline, employer }) => plain(`${name} ${headline} ${employer}`).includes(wanted));
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

/** Stages in their order, neighbours of one kind under one name. */
export function byKind(stages: readonly Stage[]): KindOfStages[] {
  const groups: { key: string; kind: StageKind; name: string; stages: Stage[] }[] = [];
  for (const stage of stages) {
    const last = groups.at(-1);
    if (last?.kind === stage.kind) last.stages.push(stage);
    else {
      const name = STAGE_KINDS.find(({ id }) => id === stage.kind)?.name ?? '';
      groups.push({ key: stage.id, kind: stage.kind, name, stages: [stage] });
    }
  }
  return groups;
}

/** Where somebody stands now, or null when they are not on the board. */
export function placeOf(cards: readonly CandidacyCard[], id: string): Place | null {
  const card = cards.find((one) => one.id === id);
  if (!card) return null;
  const column = inStage(cards, card.stageId);
  return { stageId: card.stageId, after: column[column.indexOf(card) - 1]?.id ?? null };
}

export function lastPlace(cards: readonly CandidacyCard[], stageId: string, id: string): Place {
  const others = inStage(cards, stageId).filter((card) => card.id !== id);
  return { stageId, after: others.at(-1)?.id ?? null };
}

/** One stage on (1) or back (-1), at its end; null where there is no such stage. */
export function placeAcross(
  stages: readonly Stage[],
  cards: readonly CandidacyCard[],
  id: string,
  by: 1 | -1,
): Place | null {
  const at = stages.findIndex((stage) => stage.id === placeOf(cards, id)?.stageId);
  const stage = at < 0 ? undefined : stages[at + by];
  return stage ? lastPlace(cards, stage.id, id) : null;
}

/** One place down (1) or up (-1) in the same stage; null at its ends. */
export function placeWithin(cards: readonly CandidacyCard[], id: string, by: 1 | -1): Place | null {
  const here = placeOf(cards, id);
  if (!here) return null;
  const column = inStage(cards, here.stageId);
  const at = column.findIndex((card) => card.id === id);
  if (by === 1) return column[at + 1] ? { ...here, after: column[at + 1]?.id ?? null } : null;
  return at > 0 ? { ...here, after: column[at - 2]?.id ?? null } : null;
}

/** The board as it is once a move has happened. Nobody else's card is touched, and doing it twice changes nothing. */
export function withMove(cards: readonly CandidacyCard[], { id, to, before }: Move): readonly CandidacyCard[] {
  const card = cards.find((one) => one.id === id);
  if (!card) return cards;
  const others = cards.filter((one) => one.id !== id);
  const behind = others.findIndex((one) => one.id === to.after);
  const first = others.findIndex((one) => one.stageId === to.stageId);
  const at = behind >= 0 ? behind + 1 : first >= 0 ? first : others.length;
  return others.toSpliced(at, 0, arrived(card, to.stageId, before));
}

function arrived(card: CandidacyCard, stageId: string, before: CandidacyCard | undefined): CandidacyCard {
  if (card.stageId === stageId) return card;
  if (before) return { ...before, stageId };
  return { ...card, stageId, daysHere: 0, stalled: false, visits: 1 };
}

/** Which card an arrow key leads to from this one: up and down in the column, left and right to the nearest with people. */
export function neighbour(columns: readonly (readonly CandidacyCard[])[], id: string, key: string): string | null {
  const at = columns.findIndex((column) => column.some((card) => card.id === id));
  const column = columns[at];
  if (!column) return null;
  const row = column.findIndex((card) => card.id === id);
  if (key === 'ArrowUp') return column[row - 1]?.id ?? null;
  if (key === 'ArrowDown') return column[row + 1]?.id ?? null;
  if (key === 'Home') return column[0]?.id ?? null;
  if (key === 'End') return column.at(-1)?.id ?? null;
  const beside =
    key === 'ArrowRight'
      ? columns.slice(at + 1).find((one) => one.length > 0)
      : columns.slice(0, at).findLast((one) => one.length > 0);
  return beside?.[Math.min(row, beside.length - 1)]?.id ?? null;
}
