import type { BoardPage } from '../../contract/portal.js';
import { printBoard } from '../../domain/statements/print-board.js';
import type { PublishedEdition } from './board.store.js';

/** The board page on the screen: the same figures and words as on paper, field by field. */
export function presentBoard({ statementId, hash, edition }: PublishedEdition): NonNullable<BoardPage['page']> {
  const { month, period, status, phase, figures, risks } = printBoard(edition, hash);
  return {
    statementId,
    fileName: boardFileName(edition),
    month,
    period,
    status,
    phase,
    figures: figures.map(({ label, value, note, alert, meter }) => ({ label, value, note, alert, meter })),
    risks: {
      heading: risks.heading,
      blocks: risks.blocks.map((block) =>
        block.kind === 'bullets'
          ? { kind: 'bullets' as const, items: [...block.items] }
          : { kind: 'paragraph' as const, text: block.text },
      ),
      note: risks.note,
    },
  };
}

export function boardFileName({ month, version }: PublishedEdition['edition']): string {
  return `board-page-${month.month}-v${version ?? 0}.pdf`;
}
