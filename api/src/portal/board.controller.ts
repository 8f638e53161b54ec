import { Controller } from '@nestjs/common';
import { downloadBoardPage, readBoardPage } from '../../contract/portal.js';
import type { Input } from '../../contract/route.js';
import { Serves } from '../platform/serve/serves.js';
import type { Actor } from '../platform/tenancy/actor.js';
import { BoardService } from './board.service.js';

@Controller()
export class BoardController {
  constructor(private readonly board: BoardService) {}

  @Serves(readBoardPage)
  read(actor: Actor, { query }: Input<typeof readBoardPage>) {
    return this.board.read(actor, query.month);
  }

  @Serves(downloadBoardPage)
  download(actor: Actor, { params }: Input<typeof downloadBoardPage>) {
    return this.board.download(actor, params.statementId);
  }
}
