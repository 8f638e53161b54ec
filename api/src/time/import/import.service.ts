import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Input } from '../../../contract/route.js';
import type { Id } from '../../../contract/shapes.js';
import type { ImportMapping, ImportView, mapImport, rereadImport, stageImport } from '../../../contract/time.js';
import { addDays, type Day } from '../../../domain/shared/day.js';
import { monthOf } from '../../../domain/shared/month.js';
import { planImport, type ImportPlan } from '../../../domain/time/import/plan.js';
import { fingerprintsOf, type ImportRow } from '../../../domain/time/import/rows.js';
import { readRows, settleReading, type Reading, type ReadFile } from '../../../domain/time/import/read-export.js';
import { Clock } from '../../platform/clock/clock.js';
import { accepted, found, Refused } from '../../platform/problems/refused.js';
import type { Actor, Me } from '../../platform/tenancy/actor.js';
import { Tenancy, type Db } from '../../platform/tenancy/tenancy.js';
import { firstMapping } from './first-mapping.js';
import { presentImport, unmappedIn } from './import.present.js';
import { dayKey, ImportStore, type ImportEngagement, type ImportSettings, type StoredImport } from './import.store.js';
import { readCsv } from './read-csv.js';

/** A row's instants may lie on the day before or after its date, depending on the zones. */
const DAYS_AROUND = 2;

/** The header is the first. */
const FIRST_LINE = 2;

/** Reading, planning and logging thousands of rows takes longer than the writes of one person's click. */
const LONG = { seconds: 30 };

@Injectable()
export class ImportService {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly store: ImportStore,
    private readonly clock: Clock,
  ) {}

  stage(actor: Actor, { fileName, text, ...wish }: Input<typeof stageImport>['body']): Promise<ImportView> {
    return this.tenancy.write(
      actor,
      async (db, me) => {
        const cells = readCsv(text);
        const reading = settled(cells, wish);
        const settings = await this.firstSettings(db, me, cells, reading);
        const { source, zone } = reading;
        return this.told(db, me, await this.store.stage(db, me, { source, fileName, zone, settings, cells }));
      },
      LONG,
    );
  }

  read(actor: Actor, id: Id): Promise<ImportView> {
    return this.tenancy.read(actor, async (db, me) => this.told(db, me, await this.store.find(db, me, id)));
  }

  reread(actor: Actor, id: Id, version: number, wish: Input<typeof rereadImport>['body']): Promise<ImportView> {
    return this.tenancy.write(
      actor,
      async (db, me) => {
        const file = await this.open(db, me, id);
        const reading = settled(file.cells, wish);
        const settings = await this.firstSettings(db, me, file.cells, reading);
        await this.store.saveReading(db, me, id, version, reading, settings);
        return this.told(db, me, { ...file, ...reading, settings, version: version + 1 });
      },
      LONG,
    );
  }

  map(actor: Actor, id: Id, version: number, change: Input<typeof mapImport>['body']): Promise<ImportView> {
    return this.tenancy.write(
      actor,
      async (db, me) => {
        const file = await this.open(db, me, id);
        await this.mayMean(db, me, change);
        const { overlapsAreParallel = file.settings.overlapsAreParallel, ...mapping } = change;
        const settings = { ...file.settings, ...mapping, overlapsAreParallel };
        await this.store.saveSettings(db, me, id, version, settings);
        await this.store.remember(db, me, mapping);
        return this.told(db, me, { ...file, settings, version: version + 1 });
      },
      LONG,
    );
  }

  enter(actor: Actor, id: Id): Promise<ImportView> {
    return this.tenancy.write(
      actor,
      async (db, me) => {
        const file = await this.open(db, me, id);
        const read = readFile(file);
        const plan = await this.planUnderLocks(db, me, file, read);
        await this.store.addEntries(db, me, file, plan.add, await this.store.engagements(db, me));
        const outcome = outcomeOf(plan, read);
        await this.store.close(db, me, id, outcome, this.clock.instant());
        return this.told(db, me, { ...file, entered: true, outcome, version: file.version + 1 }, read);
      },
      LONG,
    );
  }

  /** A file of the caller's that was not entered yet, held until the transaction ends. */
  private async open(db: Db, me: Me, id: Id): Promise<StoredImport> {
    const file = await this.store.find(db, me, id, { hold: true });
    if (file.entered) throw new Refused('import.entered');
    return file;
  }

  private async firstSettings(
    db: Db,
    me: Me,
    [header = [], ...body]: StoredImport['cells'],
    reading: Reading,
  ): Promise<ImportSettings> {
    const { rows } = readRows(header, body, reading, FIRST_LINE);
    const members = await this.store.members(db, me);
    const engagements = await this.store.engagements(db, me);
    const mapping = firstMapping(rows, me, members, engagements, await this.store.meanings(db, me));
    return { ...mapping, overlapsAreParallel: false, dateOrder: reading.dateOrder };
  }

  private async told(db: Db, me: Me, file: StoredImport, read = readFile(file)): Promise<ImportView> {
    const engagements = await this.store.engagements(db, me);
    return presentImport(file, read, await this.plan(db, me, file, read.rows, engagements), engagements);
  }

  /** Plans, holds the months and days the plan touches, and plans again on what can no longer change. */
  private async planUnderLocks(db: Db, me: Me, file: StoredImport, { rows }: ReadFile): Promise<ImportPlan> {
    const before = await this.store.engagements(db, me);
    const draft = await this.plan(db, me, file, rows, before);
    const unmapped = unmappedIn(draft);
    if (unmapped.length > 0) throw new Refused('import.unmapped', { names: unmapped.join(', ') });
    await this.store.lock(db, me, draft.add, before);
    const engagements = await this.store.engagements(db, me);
    const plan = await this.plan(db, me, file, rows, engagements);
    staysWithin(draft, plan, engagements);
    return plan;
  }

  private async plan(
    db: Db,
    me: Me,
    { source, zone, settings }: StoredImport,
    rows: readonly ImportRow[],
    engagements: readonly ImportEngagement[],
  ): Promise<ImportPlan> {
    const memberIds = [...new Set(Object.values(settings.people).filter((id) => id !== null))];
    const days = rows.map(({ date }) => date).toSorted();
    const [first, last] = [days[0], days.at(-1)];
    const taken =
      first && last
        ? await this.store.taken(db, me, memberIds, addDays(first, -DAYS_AROUND), addDays(last, DAYS_AROUND))
        : { minutes: new Map<string, number>(), busy: new Map<Id, never[]>() };
    const known = await this.store.known(db, me, fingerprintsOf(source, rows).map(digest));
    const mapping = { ...settings, zone, engagements: engagementsFor(settings, engagements) };
    const book = {
      source,
      engagements: Object.fromEntries(engagements.map((engagement) => [engagement.id, engagement])),
      minutesOn: (memberId: Id, day: Day) => taken.minutes.get(dayKey(memberId, day)) ?? 0,
      busy: (memberId: Id) => taken.busy.get(memberId) ?? [],
      known,
      digest,
    };
    return planImport(rows, mapping, book, this.today(me, engagements));
  }

  /** Where the day begins last: hours of a day that has come everywhere are not ahead anywhere. */
  private today(me: Me, engagements: readonly ImportEngagement[]): Day {
    const todays = engagements.map(({ zone }) => this.clock.today(zone)).toSorted();
    return todays[0] ?? this.clock.today(me.zone);
  }

  /** Names mean people whose hours the caller may import, and clients of theirs with a running engagement. */
  private async mayMean(db: Db, me: Me, { people, clients }: ImportMapping): Promise<void> {
    const members = new Set((await this.store.members(db, me)).map(({ id }) => id));
    for (const id of Object.values(people)) {
      if (id === null || members.has(id)) continue;
      if (me.role === 'owner') found(null);
      throw new Refused('import.other_person', { field: 'people' });
    }
    const running = new Set((await this.store.engagements(db, me)).map(({ clientId }) => clientId));
    for (const id of Object.values(clients)) {
      if (id === null || running.has(id)) continue;
      await this.store.client(db, me, id);
      throw new Refused('time.engagement_closed', { field: 'clients' });
    }
  }
}

function settled(cells: StoredImport['cells'], wish: Parameters<typeof settleReading>[1]): Reading {
  const verdict = settleReading(cells, wish);
  if (verdict.ok || verdict.refusal.code !== 'import.columns_missing') return accepted(verdict);
  const missing = verdict.refusal.facts['missing'] as readonly string[];
  throw new Refused('import.columns_missing', { columns: missing.join(', ') });
}

function readFile({ source, zone, settings, cells: [header = [], ...body] }: StoredImport): ReadFile {
  return readRows(header, body, { source, zone, dateOrder: settings.dateOrder }, FIRST_LINE);
}

function outcomeOf({ add, totals, alreadyThere, leftOut, zero, refused }: ImportPlan, { unreadable }: ReadFile) {
  const left = leftOut.length + zero.length + refused.length + unreadable.length;
  return { added: add.length, minutes: totals.added, there: alreadyThere.length, left };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** Which engagement the hours of each name go to; none for a client whose engagement has ended. */
function engagementsFor(
  { clients }: ImportSettings,
  engagements: readonly ImportEngagement[],
): Record<string, Id | null> {
  const running = new Map(engagements.map(({ id, clientId }) => [clientId, id]));
  return Object.fromEntries(
    Object.entries(clients).flatMap(([name, clientId]) => {
      const id = clientId === null ? null : running.get(clientId);
      return id === undefined ? [] : [[name, id]];
    }),
  );
}

/** What was decided under the locks touches nothing beyond them. */
function staysWithin(locked: ImportPlan, plan: ImportPlan, engagements: readonly ImportEngagement[]): void {
  const startDays = new Map(engagements.map(({ id, startDay }) => [id, startDay]));
  const places = ({ add }: ImportPlan) =>
    add.flatMap(({ engagementId, memberId, day }) => [
      `${engagementId} ${monthOf(day, startDays.get(engagementId) ?? 1)}`,
      `${memberId} ${day}`,
    ]);
  const held = new Set(places(locked));
  if (places(plan).some((place) => !held.has(place))) throw new Refused('request.conflict');
}
