import { Injectable } from '@nestjs/common';
import type { Id } from '../../contract/shapes.js';
import type { SummaryView, Words } from '../../contract/statements.js';
import { waitingOf } from '../../domain/engagements/overage-request.js';
import type { Phase } from '../../domain/engagements/phases.js';
import type { HoursVisibility } from '../../domain/engagements/terms.js';
import { scopeOf, type Ability } from '../../domain/identity/permissions.js';
import type { Day } from '../../domain/shared/day.js';
import { boundsOf } from '../../domain/shared/day-bounds.js';
import { lastDayOf, type Month } from '../../domain/shared/month.js';
import { closingChecks, decideClose, decideReopening, type ClosingFacts } from '../../domain/statements/close-month.js';
import { summaryDueOn } from '../../domain/statements/due.js';
import { presentEdition } from '../../domain/statements/edition.js';
import { namesToWarnAbout } from '../../domain/statements/names-to-warn-about.js';
import type { StatementSnapshot } from '../../domain/statements/snapshot.js';
import { snapshotOf, type SummaryFacts } from '../../domain/statements/summary-facts.js';
import { workedTotals } from '../../domain/statements/totals.js';
import { BookStore, monthsOf, type EngagementBook } from '../engagements/book.store.js';
import { presentMonth } from '../engagements/months.present.js';
import { Clock } from '../platform/clock/clock.js';
import { found, Refused } from '../platform/problems/refused.js';
import type { Me } from '../platform/tenancy/actor.js';
import type { Db } from '../platform/tenancy/tenancy.js';
import { runningTimers } from './running-timers.js';
import { presentStatement } from './statements.present.js';
import {
  StatementsStore,
  type MonthKey,
  type StoredClosure,
  type StoredReopening,
  type StoredStatement,
} from './statements.store.js';
import { SummaryFactsStore } from './summary-facts.store.js';

/** A contract month as it lies on the desk: what its summary is made of, and how far it has come. */
export interface MonthAtHand {
  readonly key: MonthKey;
  readonly today: Day;
  readonly startDay: number;
  readonly visibility: HoursVisibility;
  /** The closure in force; null while the month is open. */
  readonly closure: StoredClosure | null;
  /** Frozen by the closure, or live while the month is open. */
  readonly facts: SummaryFacts;
  /** Said while the month is open again. */
  readonly reopening: StoredReopening | null;
  readonly phase: Phase;
  readonly closing: ClosingFacts;
  readonly words: Words;
  readonly wordsVersion: number;
  readonly published: readonly StoredStatement[];
}

/** Reads months and shows them to staff. */
@Injectable()
export class SummaryReader {
  constructor(
    private readonly store: StatementsStore,
    private readonly live: SummaryFactsStore,
    private readonly books: BookStore,
    private readonly clock: Clock,
  ) {}

  /** Who may read published summaries and nothing else finds only months that were published, as they were published. */
  async at(db: Db, me: Me, engagementId: Id, month: Month): Promise<MonthAtHand> {
    const engagement = await this.store.engagement(db, me, engagementId);
    const key: MonthKey = { clientId: engagement.clientId, engagementId, month };
    const book = found((await this.books.of(db, me.practiceId, [engagementId])).get(engagementId));
    const today = this.clock.today(engagement.zone);
    const months = book.terms.length > 0 ? monthsOf(book, today) : [];
    if (!months.includes(month)) throw new Refused('statements.outside_engagement');

    const latest = await this.store.closure(db, me, key);
    const isClosed = book.months.get(month)?.closed === true;
    const published = await this.store.published(db, me, key);
    const insider = may(me, 'time.read');
    const closure = insider
      ? isClosed
        ? found(latest)
        : null
      : await this.store.closure(db, me, key, found(published[0]).revision);
    const draft = insider ? await this.store.words(db, me, key) : wordsOf(found(published[0]));
    const lastDay = lastDayOf(month, book.terms[0]?.startDay ?? 1);
    const timers = await runningTimers(db, me, key, boundsOf(lastDay, engagement.zone).end);
    const facts = closure ? closure.facts : await this.live.read(db, me, engagement, book, month, today);
    return {
      key,
      today,
      startDay: facts.terms[0]?.startDay ?? 1,
      visibility: book.visibility,
      closure,
      facts,
      phase: engagement.phase,
      reopening: latest && !isClosed ? await this.store.reopening(db, me, key, latest.id) : null,
      closing: closingFacts(book, month, months[0] ?? month, latest?.revision ?? 0, facts, timers),
      words: draft.words,
      wordsVersion: draft.version,
      published,
    };
  }

  async view(db: Db, me: Me, engagementId: Id, month: Month): Promise<SummaryView> {
    const at = await this.at(db, me, engagementId, month);
    const { key, today, startDay, closure, facts, closing, reopening, words, wordsVersion, published, visibility } = at;
    const ruling = found(facts.terms[0]);
    const snapshot = draftOf(at);
    const names = await this.live.candidateNames(db, me, key.clientId);
    return {
      engagementId,
      clientId: key.clientId,
      month: presentMonth({
        figures: facts.figures,
        worked: workedTotals(facts.entries),
        overage: ruling.overage,
        startDay,
        today,
        closedAt: closure?.closedAt ?? null,
        published: published[0]?.number ?? 0,
        dueOn: summaryDueOn(month, facts.terms),
      }),
      words,
      wordsVersion,
      dueOn: summaryDueOn(month, facts.terms),
      checks: closingChecks(closing, today),
      published: published.map(presentStatement),
      snapshot: presentEdition(snapshot, 'client', visibility) as unknown as SummaryView['snapshot'],
      reopened: reopening && { reason: reopening.reason, by: reopening.by, at: reopening.at.toISOString() },
      warnings: namesToWarnAbout(snapshot, words, names, visibility),
      can: {
        edit: may(me, 'statements.edit'),
        close: may(me, 'statements.publish') && decideClose(closing, today).ok,
        publish: may(me, 'statements.publish') && closure !== null,
        answer: may(me, 'statements.publish'),
        reopen:
          may(me, 'statements.reopen') &&
          at.phase !== 'closed' &&
          decideReopening(key.month, '-', closing.closedMonths).ok,
      },
    };
  }
}

/** The summary of a month as it would be printed now, marked as a draft. */
export function draftOf({ facts, words, today, closure }: MonthAtHand): StatementSnapshot {
  return snapshotOf(facts, {
    words,
    issuedOn: today,
    version: null,
    closure: closure?.revision ?? null,
    revised: closure?.revised ?? null,
  });
}

function may(me: Me, word: Ability): boolean {
  return scopeOf(me.role, word) !== null;
}

function wordsOf({ words }: StoredStatement): { words: Words; version: number } {
  return { words, version: 0 };
}

/** Entries cannot overlap in the database. */
function closingFacts(
  book: EngagementBook,
  month: Month,
  firstMonth: Month,
  revisions: number,
  { entries, terms }: SummaryFacts,
  timers: number,
): ClosingFacts {
  return {
    month,
    startDay: terms[0]?.startDay ?? 1,
    firstMonth,
    closedMonths: [...book.months].flatMap(([of, { closed }]) => (closed ? [of] : [])),
    revisions,
    runningTimers: timers,
    entriesWithoutActivity: entries.filter(({ activity }) => activity === null).length,
    overlaps: 0,
    undecidedOverage: waitingOf(book.asked.filter((request) => request.month === month)),
  };
}
