import { Controller } from '@nestjs/common';
import { downloadMonth, downloadMonthInCurrency, readMonthOfStatements } from '../../contract/bookkeeping.js';
import type { Input } from '../../contract/route.js';
import { Serves } from '../platform/serve/serves.js';
import type { Actor } from '../platform/tenancy/actor.js';
import { BookkeepingService } from './bookkeeping.service.js';

@Controller()
export class BookkeepingController {
  constructor(private readonly bookkeeping: BookkeepingService) {}

  @Serves(readMonthOfStatements)
  read(actor: Actor, { query }: Input<typeof readMonthOfStatements>) {
    return this.bookkeeping.read(actor, query.month);
  }

  @Serves(downloadMonth)
  zip(actor: Actor, { params }: Input<typeof downloadMonth>) {
    return this.bookkeeping.zip(actor, params.month);
  }

  @Serves(downloadMonthInCurrency)
  csv(actor: Actor, { params }: Input<typeof downloadMonthInCurrency>) {
    return this.bookkeeping.csv(actor, params.month, params.currency);
  }
}
