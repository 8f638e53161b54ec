import type { Stretch } from '../stretch.js';

export type { Stretch } from '../stretch.js';

/** Stretches of one person that never overlap, kept in order so that thousands of rows can be looked up quickly. */
export class Occupied {
  private readonly stretches: Stretch[];

  constructor(stretches: readonly Stretch[] = []) {
    this.stretches = [...stretches].sort((a, b) => a.start - b.start);
  }

  overlaps(wanted: Stretch): boolean {
    const at = this.firstEndingAfter(wanted.start);
    const next = this.stretches[at];
    return next !== undefined && next.start < wanted.end;
  }

  add(stretch: Stretch): void {
    this.stretches.splice(this.firstEndingAfter(stretch.start), 0, stretch);
  }

  private firstEndingAfter(instant: number): number {
    let [low, high] = [0, this.stretches.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.stretches[middle]?.end ?? 0) > instant) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
