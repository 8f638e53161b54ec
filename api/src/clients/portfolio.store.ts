import { Injectable } from '@nestjs/common';
import type { Day } from '../../domain/shared/day.js';
import { found } from '../platform/problems/refused.js';
import type { Actor, Me } from '../platform/tenancy/actor.js';
import { Tenancy } from '../platform/tenancy/tenancy.js';
import { PORTFOLIO, type PortfolioRowSet } from './portfolio.query.js';

/** Reads the whole practice at a glance: every question is asked once for all clients together. */
@Injectable()
export class PortfolioStore {
  constructor(private readonly tenancy: Tenancy) {}

  /** Weeks begin with the one of this Monday. */
  async read(actor: Actor, from: Day): Promise<{ readonly me: Me; readonly practice: PortfolioRowSet }> {
    const { me, rows } = await this.tenancy.readOne<PortfolioRowSet>(actor, 'portfolio', PORTFOLIO, [from]);
    return { me, practice: found(rows[0]) };
  }
}
