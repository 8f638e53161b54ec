import { share, type Share } from '../shared/share.js';
import type { Disposition } from './candidacy.js';
import type { StageKind } from './stages.js';

/** From so many decided people on a percentage is printed; below it only counts say something. */
export const ENOUGH_FOR_PERCENT = 10;

export interface FunnelStage {
  readonly id: string;
  readonly name: string;
  readonly kind: StageKind;
}

/** A candidacy as the funnel sees it. Visits undone as misclicks are left out by whoever lists them here. */
export interface FunnelCandidacy {
  readonly stageId: string;
  readonly disposition: Disposition;
  readonly visitedStageIds: readonly string[];
}

/** One row of the funnel. Everybody who got as far as this stage went on, ended here, or is still in play here. */
export interface FunnelRow {
  readonly stage: FunnelStage;
  readonly reached: number;
  readonly wentOn: number;
  readonly ended: number;
  /** Active or on hold, and not further than this yet. */
  readonly inPlay: number;
  /** Standing in this stage now, whatever they reached before. */
  readonly here: number;
  /** Went on, of those decided (went on or ended here); the percentage only from ten decided up. */
  readonly conversion: Share;
}

/** The funnel of a search: counts first, a percentage only from ten up, people still in play apart, the denominator named. */
export function funnelOf(stages: readonly FunnelStage[], candidacies: readonly FunnelCandidacy[]): FunnelRow[] {
  const order = new Map(stages.map(({ id }, at) => [id, at]));
  const people = candidacies.map((one) => ({
    furthest: Math.max(...[one.stageId, ...one.visitedStageIds].map((id) => order.get(id) ?? 0)),
    open: one.disposition === 'active' || one.disposition === 'on_hold',
    hired: one.disposition === 'hired',
    stageId: one.stageId,
  }));
  return stages.map((stage, at) => {
    const stopped = people.filter(({ furthest }) => furthest === at);
    const wentOn = people.filter(({ furthest }) => furthest > at).length;
    const inPlay = stopped.filter(({ open }) => open).length;
    const ended = stopped.filter(({ open, hired }) => !open && !hired).length;
    return {
      stage,
      reached: wentOn + stopped.length,
      wentOn,
      ended,
      inPlay,
      here: people.filter(({ open, stageId }) => open && stageId === stage.id).length,
      conversion: share(wentOn, wentOn + ended, ENOUGH_FOR_PERCENT),
    };
  });
}
