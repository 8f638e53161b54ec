import { Injectable } from '@nestjs/common';
import type { Id } from '../../contract/shapes.js';
import type { SummaryView } from '../../contract/statements.js';
import type { Month } from '../../domain/shared/month.js';
import { canonicalJson } from '../../domain/statements/canonical-json.js';
import { presentEdition, type Edition } from '../../domain/statements/edition.js';
import { STATEMENT_FORMATS } from '../../domain/statements/formats.js';
import { snapshotOf } from '../../domain/statements/summary-facts.js';
import { Clock } from '../platform/clock/clock.js';
import { Refused } from '../platform/problems/refused.js';
import type { Actor, Me } from '../platform/tenancy/actor.js';
import { Tenancy, type Db } from '../platform/tenancy/tenancy.js';
import { renderStatement } from './render/render.js';
import { StatementsStore, type EditionFile, type StoredClosure } from './statements.store.js';
import { SummaryReader, type MonthAtHand } from './summary.reader.js';

const EDITIONS: readonly Edition[] = ['client', 'practice'];

/** A closed month that is about to be published. */
interface Draft extends MonthAtHand {
  readonly closure: StoredClosure;
  readonly number: number;
}

/** Publishes closed months. */
@Injectable()
export class PublishService {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly store: StatementsStore,
    private readonly summaries: SummaryReader,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads the month, draws its files without holding anything, and stores them if the month is still as it was read. A
   * repeated request is told what it was told first, so a refusal waits until the key of the request was looked at.
   */
  async publish(actor: Actor, engagementId: Id, month: Month, wordsVersion: number): Promise<SummaryView> {
    const draft = await this.tenancy
      .read(actor, (db, me) => this.draft(db, me, engagementId, month, wordsVersion))
      .catch(keepRefusal);
    const files = draft instanceof Refused ? [] : await this.filesOf(draft);
    return this.tenancy.write(actor, async (db, me) => {
      if (draft instanceof Refused) throw draft;
      await this.store.lockMonth(db, me, draft.key);
      const now = await this.summaries.at(db, me, engagementId, month);
      if (!stillIs(draft, now)) throw new Refused('request.version_stale');
      const statementId = await this.store.publish(db, me, draft.key, {
        closureId: draft.closure.id,
        number: draft.number,
        words: draft.words,
        publishedAt: this.clock.instant(),
        acceptanceDays: draft.facts.terms[0]?.acceptedAfterDays ?? null,
        files,
      });
      await this.store.tellSponsors(db, me, statementId, draft.key, {
        clientName: draft.facts.client.name,
        practiceName: draft.facts.practice,
        number: draft.number,
      });
      return this.summaries.view(db, me, engagementId, month);
    });
  }

  private async draft(db: Db, me: Me, engagementId: Id, month: Month, wordsVersion: number): Promise<Draft> {
    const at = await this.summaries.at(db, me, engagementId, month);
    const { closure } = at;
    if (!closure) throw new Refused('statements.not_closed');
    if (at.wordsVersion !== wordsVersion) throw new Refused('request.version_stale');
    const draft = { ...at, closure, number: (at.published[0]?.number ?? 0) + 1 };
    if (await this.isUnchanged(db, me, draft)) throw new Refused('statements.unchanged');
    return draft;
  }

  /** Whether the client would read the same as in the latest version, but for its number and date. */
  private async isUnchanged(db: Db, me: Me, draft: Draft): Promise<boolean> {
    const [latest] = draft.published;
    if (!latest) return false;
    const { bytes } = await this.store.file(db, me, latest.id, 'client', 'json');
    const text = Buffer.from(bytes).toString('utf8');
    const { version, issuedOn } = JSON.parse(text) as { version: number; issuedOn: string };
    return canonicalJson({ ...editionOf(draft, 'client'), version, issuedOn }) === text;
  }

  private async filesOf(draft: Draft): Promise<EditionFile[]> {
    const files: EditionFile[] = [];
    for (const edition of EDITIONS) {
      const presented = editionOf(draft, edition);
      for (const format of STATEMENT_FORMATS) {
        files.push({ edition, format, ...(await renderStatement(presented, format)) });
      }
    }
    return files;
  }
}

function editionOf({ facts, words, today, number, closure, visibility }: Draft, edition: Edition) {
  const snapshot = snapshotOf(facts, {
    words,
    issuedOn: today,
    version: number,
    closure: closure.revision,
    revised: closure.revised,
  });
  return presentEdition(snapshot, edition, visibility);
}

/** What was drawn may be stored only while nobody closed, wrote, published or hid anything meanwhile. */
function stillIs(draft: Draft, now: MonthAtHand): boolean {
  return (
    now.closure?.id === draft.closure.id &&
    now.wordsVersion === draft.wordsVersion &&
    now.visibility === draft.visibility &&
    (now.published[0]?.number ?? 0) === draft.number - 1
  );
}

function keepRefusal(error: unknown): Refused {
  if (error instanceof Refused) return error;
  throw error;
}
