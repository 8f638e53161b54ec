import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Input } from '../../../contract/route.js';
import type { Id } from '../../../contract/shapes.js';
import type { ImportMapping, ImportView, mapImport, stageImport } from '../../../contract/time.js';
import { addDays, type Day } from '../../../domain/shared/day.js';
import { monthOf } from '../../../domain/shared/month.js';
import { planImport, type ImportPlan } from '../../../domain/time/import/plan.js';
import { fingerprintsOf, type ImportRow } from '../../../domain/time/import/rows.js';
import { readToggl, type ReadFile } from '../../../domain/time/import/toggl.js';
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

/** Reading, planning and logging thousands of rows takes longer than the writes of one person's click. */
const LONG = { seconds: 30 };

@Injectable()
export class ImportService {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly store: ImportStore,
    private readonly clock: Clock,
  ) {}

  stage(actor: Actor, { fileName, zone, text, dateOrder }: Input<typeof stageImport>['body']): Promise<ImportView> {
    return this.tenancy.write(
      actor,
      async (db, me) => {
        const cells = readCsv(text);
        const read = readFile(cells, dateOrder);
        const members = await this.store.members(db, me);
        const engagements = await this.store.engagements(db, me);
        const mapping = firstMapping(read.rows, members, engagements, await this.store.meanings(db, me));
        const settings = { ...mapping, overlapsAreParallel: false, dateOrder: dateOrder ?? null };
        return this.told(db, me, await this.store.stage(db, me, { fileName, zone, settings, cells }), read);
      },
      LONG,
    );
  }

  read(actor: Actor, id: Id): Promise<ImportView> {
    return this.tenancy.read(actor, async (db, me) => this.told(db, me, await this.store.find(db, me, id)));
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
        const read = readFile(file.cells, file.settings.dateOrder);
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

  private async told(
    db: Db,
    me: Me,
    file: StoredImport,
    read = readFile(file.cells, file.settings.dateOrder),
  ): Promise<ImportView> {
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
    { zone, settings }: StoredImport,
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
    const known = await this.store.known(db, me, fingerprintsOf('toggl', rows).map(digest));
    const mapping = { ...settings, zone, engagements: engagementsFor(settings, engagements) };
    const book = {
      source: 'toggl',
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

function readFile(cells: StoredImport['cells'], order: ImportSettings['dateOrder'] | undefined): ReadFile {
  const verdict = readToggl(cells, order ?? undefined);
  if (verdict.ok || verdict.refusal.code !== 'import.columns_missing') return accepted(verdict);
  const missing = verdict.refusal.facts['missing'] as readonly string[];
  throw new Refused('import.columns_missing', { columns: missing.join(', ') });
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
