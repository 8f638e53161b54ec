import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Id } from '../../contract/shapes.js';
import type { Disposition, Exit } from '../../domain/search/candidacy.js';
import { keyBetween, LONGEST_KEY, spreadKeys } from '../../domain/search/order-key.js';
import type { Day } from '../../domain/shared/day.js';
import { dateOrNull } from '../platform/database/dates.js';
import type { Prisma } from '../platform/database/generated/client.js';
import { current, found } from '../platform/problems/refused.js';
import type { Me } from '../platform/tenancy/actor.js';
import type { Db } from '../platform/tenancy/tenancy.js';
import type { LockedSearch } from './search.store.js';

/** Who somebody is, apart from any search. */
export interface PersonFields {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly headline: string;
  readonly employer: string;
  readonly location: string;
}

/** What is noted about somebody in one search. */
export interface CandidacyFields {
  readonly source: string;
  readonly note: string;
  readonly nextStep: string;
  readonly nextStepOn: Day | null;
}

/** Where in a stage a card is put: last, first, or behind another. */
export type Place = 'last' | 'first' | { readonly behind: Id };

const withHistory = {
  person: true,
  visits: { orderBy: [{ enteredAt: 'asc' }, { id: 'asc' }] },
  exits: { orderBy: [{ closedAt: 'asc' }, { id: 'asc' }] },
  search: {
    select: {
      closedAt: true,
      engagement: { select: { zone: true } },
      stages: { orderBy: { position: 'asc' } },
    },
  },
} as const satisfies Prisma.CandidacyInclude;

export type StoredCandidacy = Prisma.CandidacyGetPayload<{ include: typeof withHistory }>;

const withLastStays = {
  visits: { where: { undone: false }, orderBy: [{ enteredAt: 'desc' }, { id: 'desc' }], take: 2 },
} as const satisfies Prisma.CandidacyInclude;

/** Where somebody stands: the candidacy with their last two stays, the later first. */
export type Standing = Prisma.CandidacyGetPayload<{ include: typeof withLastStays }>;

/** The one place that speaks to the database about people in searches. */
@Injectable()
export class CandidacyStore {
  /** Somebody in a search, with every stay and exit, oldest first. */
  async find(db: Db, me: Me, searchId: Id, id: Id): Promise<StoredCandidacy> {
    const where = { practiceId: me.practiceId, searchId, id };
    return found(await db.candidacy.findFirst({ where, include: withHistory }));
  }

  /** Where somebody stands now; the search is held. */
  async standing(db: Db, me: Me, searchId: Id, id: Id): Promise<Standing> {
    const where = { practiceId: me.practiceId, searchId, id };
    return found(await db.candidacy.findFirst({ where, include: withLastStays }));
  }

  /** Everybody in a search who is active or on hold; the search is held. */
  inPlay(db: Db, me: Me, searchId: Id): Promise<Standing[]> {
    const where = { practiceId: me.practiceId, searchId, disposition: { in: ['active', 'on_hold'] } };
    return db.candidacy.findMany({ where, include: withLastStays });
  }

  /** Whether somebody with this address is or was in a search; the search is held. */
  async isIn(db: Db, me: Me, searchId: Id, email: string): Promise<boolean> {
    const person = { email: { equals: email, mode: 'insensitive' as const } };
    return (await db.candidacy.count({ where: { practiceId: me.practiceId, searchId, person } })) > 0;
  }

  /** The names of members, by id. */
  async memberNames(db: Db, me: Me, ids: readonly Id[]): Promise<ReadonlyMap<Id, string>> {
    const members = await db.member.findMany({
      where: { practiceId: me.practiceId, id: { in: [...new Set(ids)] } },
      select: { id: true, user: { select: { name: true } } },
    });
    return new Map(members.map(({ id, user }) => [id, user.name]));
  }

  /**
   * Adds a person and their candidacy, last in a stage. A person is seen through their candidacies, so a new one cannot be
   * read back before the candidacy is there: the id is made here and the row is written without asking for it.
   */
  async add(
    db: Db,
    me: Me,
    search: LockedSearch,
    stageId: Id,
    person: PersonFields,
    { nextStepOn, ...fields }: CandidacyFields,
    at: Date,
  ): Promise<Id> {
    const personId = randomUUID();
    await db.person.createMany({ data: [{ practiceId: me.practiceId, id: personId, ...person }] });
    const { id } = await db.candidacy.create({
      data: {
        practiceId: me.practiceId,
        clientId: search.clientId,
        searchId: search.id,
        personId,
        stageId,
        orderKey: await this.keyFor(db, me, search, stageId, 'last'),
        ...fields,
        nextStepOn: dateOrNull(nextStepOn),
      },
      select: { id: true },
    });
    await this.openVisit(db, me, search, id, stageId, at);
    return id;
  }

  async edit(
    db: Db,
    me: Me,
    { id, personId }: { id: Id; personId: Id },
    version: number,
    person: Partial<PersonFields>,
    candidacy: Prisma.CandidacyUncheckedUpdateManyInput,
  ): Promise<void> {
    const { practiceId } = me;
    current(
      await db.candidacy.updateMany({
        where: { practiceId, id, version },
        data: { ...candidacy, version: { increment: 1 } },
      }),
    );
    if (Object.values(person).some((value) => value !== undefined)) {
      await db.person.updateMany({
        where: { practiceId, id: personId },
        data: { ...person, version: { increment: 1 } },
      });
    }
  }

  /**
   * A key for a place in a stage, whose search is held. `but` is the card that is being moved. Where a place was squeezed so
   * often that keys grow long, the whole stage gets new ones.
   */
  async keyFor(db: Db, me: Me, search: LockedSearch, stageId: Id, place: Place, but?: Id): Promise<string> {
    const cards = await db.candidacy.findMany({
      where: { practiceId: me.practiceId, searchId: search.id, stageId },
      select: { id: true, orderKey: true },
      orderBy: { orderKey: 'asc' },
    });
    const others = cards.filter(({ id }) => id !== but);
    const at = placeIn(others, place);
    const key = keyBetween(others[at - 1]?.orderKey ?? null, others[at]?.orderKey ?? null);
    if (key.length <= LONGEST_KEY) return key;
    const keys = spreadKeys(others.length + 1);
    const moving = cards.find(({ id }) => id === but);
    const next = others.map(({ id }, place) => ({ id, key: keys[place < at ? place : place + 1] ?? '' }));
    const own = keys[at] ?? key;
    await this.rekey(db, me, moving ? [...next, { id: moving.id, key: own }] : next);
    return own;
  }

  async place(db: Db, me: Me, id: Id, orderKey: string): Promise<void> {
    await db.candidacy.updateMany({ where: { practiceId: me.practiceId, id }, data: { orderKey } });
  }

  /** Puts somebody into a stage, or changes whether they are in play. */
  async put(
    db: Db,
    me: Me,
    id: Id,
    data: { stageId?: Id; orderKey?: string; disposition?: Disposition },
  ): Promise<void> {
    await db.candidacy.updateMany({
      where: { practiceId: me.practiceId, id },
      data: { ...data, version: { increment: 1 } },
    });
  }

  async openVisit(
    db: Db,
    me: Me,
    { id: searchId, clientId }: LockedSearch,
    candidacyId: Id,
    stageId: Id,
    enteredAt: Date,
    why = '',
  ): Promise<void> {
    const { practiceId, memberId: movedBy } = me;
    await db.visit.create({
      data: { practiceId, clientId, searchId, candidacyId, stageId, enteredAt, movedBy, why },
      select: { id: true },
    });
  }

  async closeVisit(db: Db, me: Me, id: Id, leftAt: Date): Promise<void> {
    await db.visit.updateMany({ where: { practiceId: me.practiceId, id }, data: { leftAt } });
  }

  /** Takes a stay back as a misclick: it counts for nothing, and the stay before it goes on as if never interrupted. */
  async undoVisit(db: Db, me: Me, id: Id, before: Id, at: Date): Promise<void> {
    const { practiceId } = me;
    await db.visit.updateMany({ where: { practiceId, id }, data: { leftAt: at, undone: true } });
    await db.visit.updateMany({ where: { practiceId, id: before }, data: { leftAt: null } });
  }

  /** Ends a candidacy: the exit, the end of the stay it was in, and the disposition. */
  async letGo(db: Db, me: Me, search: LockedSearch, { id, visits }: Standing, exit: Exit, now: Date): Promise<void> {
    const stay = found(visits.find(({ leftAt }) => leftAt === null));
    // No stay ends before it began, even if the clock of another server was ahead.
    const at = now > stay.enteredAt ? now : stay.enteredAt;
    await this.addExit(db, me, search, id, exit, at);
    await this.closeVisit(db, me, stay.id, at);
    await this.put(db, me, id, { disposition: 'closed' });
  }

  private async addExit(
    db: Db,
    me: Me,
    { id: searchId, clientId }: LockedSearch,
    candidacyId: Id,
    exit: Exit,
    at: Date,
  ): Promise<void> {
    const { practiceId, memberId: closedBy } = me;
    await db.candidacyExit.create({
      data: { practiceId, clientId, searchId, candidacyId, ...exit, closedAt: at, closedBy },
      select: { id: true },
    });
  }

  async noteReopening(db: Db, me: Me, candidacyId: Id, at: Date): Promise<void> {
    await db.candidacyExit.updateMany({
      where: { practiceId: me.practiceId, candidacyId, reopenedAt: null },
      data: { reopenedAt: at, reopenedBy: me.memberId },
    });
  }

  /** Gives cards new keys. Each is first set aside behind a sign no key holds, since no two may be equal even in passing. */
  private async rekey(db: Db, me: Me, cards: readonly { readonly id: Id; readonly key: string }[]): Promise<void> {
    const ids = cards.map(({ id }) => id);
    const keys = cards.map(({ key }) => key);
    await db.$executeRaw`
      UPDATE candidacy SET order_key = '!' || id WHERE practice_id = ${me.practiceId}::uuid AND id = ANY (${ids}::uuid[])`;
    await db.$executeRaw`
      UPDATE candidacy c SET order_key = k.key FROM unnest(${ids}::uuid[], ${keys}::text[]) AS k(id, key)
      WHERE c.practice_id = ${me.practiceId}::uuid AND c.id = k.id`;
  }
}

/** Where a place lies among the cards of a stage. A card that has left meanwhile leaves the end as the place. */
function placeIn(cards: readonly { readonly id: Id }[], place: Place): number {
  if (place === 'first') return 0;
  if (place === 'last') return cards.length;
  const at = cards.findIndex(({ id }) => id === place.behind);
  return at < 0 ? cards.length : at + 1;
}
