import { Injectable } from '@nestjs/common';
import type { Letter } from './letters.js';

export interface KeptLetter extends Letter {
  readonly id: string;
  readonly to: string;
  readonly at: Date;
}

const KEPT = 200;

/** Where mail goes while no mail server is configured: kept in memory, read in the browser, never in production. */
@Injectable()
export class DevelopmentMailbox {
  private readonly kept: KeptLetter[] = [];

  put(letter: Letter & { id: string; to: string }): void {
    this.kept.unshift({ ...letter, at: new Date() });
    this.kept.length = Math.min(this.kept.length, KEPT);
  }

  /** The kept letters, newest first. */
  letters(): readonly KeptLetter[] {
    return this.kept;
  }
}
