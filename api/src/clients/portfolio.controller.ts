import { Controller } from '@nestjs/common';
import { readPortfolio } from '../../contract/clients.js';
import type { Input } from '../../contract/route.js';
import { Serves } from '../platform/serve/serves.js';
import type { Actor } from '../platform/tenancy/actor.js';
import { PortfolioService } from './portfolio.service.js';

@Controller()
export class PortfolioController {
  constructor(private readonly portfolio: PortfolioService) {}

  @Serves(readPortfolio)
  read(actor: Actor, _: Input<typeof readPortfolio>) {
    return this.portfolio.read(actor);
  }
}
