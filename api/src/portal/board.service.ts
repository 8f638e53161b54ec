import { Injectable } from '@nestjs/common';
import type { BoardPage } from '../../contract/portal.js';
import type { FileReply } from '../../contract/route.js';
import type { Id } from '../../contract/shapes.js';
import type { Month } from '../../domain/shared/month.js';
import { printBoard } from '../../domain/statements/print-board.js';
import { found } from '../platform/problems/refused.js';
import type { Actor } from '../platform/tenancy/actor.js';
import { Tenancy } from '../platform/tenancy/tenancy.js';
import { drawBoard } from '../statements/render/pdf.js';
import { boardFileName, presentBoard } from './board.present.js';
import { BoardStore } from './board.store.js';

/** A month on one page, made of what was published: it can say nothing that the client's edition does not. */
@Injectable()
export class BoardService {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly store: BoardStore,
  ) {}

  read(actor: Actor, asked: Month | undefined): Promise<BoardPage> {
    return this.tenancy.readPortal(actor, async (db, guest) => {
      const versions = await this.store.versions(db, guest);
      const chosen = asked === undefined ? versions[0] : found(versions.find(({ month }) => month === asked));
      return {
        ...(await this.store.names(db, guest)),
        months: versions.map(({ month }) => month),
        page: chosen ? presentBoard(await this.store.edition(db, guest, chosen.id)) : null,
      };
    });
  }

  /** Drawn after the edition was read, so that no transaction waits for it. */
  async download(actor: Actor, statementId: Id): Promise<FileReply> {
    const { edition, hash } = await this.tenancy.readPortal(actor, async (db, guest) => {
      await this.store.noteDownload(db, statementId);
      return this.store.edition(db, guest, statementId);
    });
    const bytes = await drawBoard(printBoard(edition, hash), 'a4');
    return { fileName: boardFileName(edition), mediaType: 'application/pdf', bytes };
  }
}
