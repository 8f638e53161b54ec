import { Injectable } from '@nestjs/common';
import type { Input } from '../../../contract/route.js';
import type { Id } from '../../../contract/shapes.js';
import type {
  ImportMapping,
  ImportSummary,
  ImportUndoing,
  ImportView,
  listImports,
  mapImport,
  rereadImport,
  stageImport,
} from '../../../contract/time.js';
import { readRows, settleReading, type Reading } from '../../../domain/time/import/read-export.js';
import { decideStaged, decideUndoing } from '../../../domain/time/import/work.js';
import { Clock } from '../../platform/clock/clock.js';
import { accepted, found, Refused } from '../../platform/problems/refused.js';
import { cut } from '../../platform/serve/cursor.js';
import type { Actor, Me } from '../../platform/tenancy/actor.js';
import { Tenancy, type Db } from '../../platform/tenancy/tenancy.js';
import { fileRows, type FileRows } from './file-rows.js';
import { firstMapping, type Meant } from './first-mapping.js';
import { ImportPlanner } from './import-planner.js';
import { presentImport } from './import.present.js';
import { ImportStore, type ImportFile, type ImportSettings } from './import.store.js';
import { PlanStore } from './plan.store.js';
import { presentSummary, presentUndoing } from './present-summary.js';
import { readCsv } from './read-csv.js';
import { UndoStore } from './undo.store.js';

/** Staging and planning tens of thousands of rows takes longer than the writes of one person's click. */
const LONG = { seconds: 30 };

/** The header is the first. */
const FIRST_LINE = 2;

@Injectable()
export class ImportService {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly store: ImportStore,
    private readonly plans: PlanStore,
    private readonly undoings: UndoStore,
    private readonly planner: ImportPlanner,
    private readonly clock: Clock,
  ) {}

  async stage(actor: Actor, { fileName, text, ...wish }: Input<typeof stageImport>['body']): Promise<ImportView> {
    const meant = await this.tenancy.read(actor, (db, me) => this.meant(db, me));
    const cells = readCsv(text);
    const reading = settled(cells, wish);
    const rows = readWhole(cells, reading);
    const settings = firstSettings(rows, meant, reading);
    const { source, zone } = reading;
    return this.tenancy.write(
      actor,
      async (db, me) => {
        const file = await this.store.stage(db, me, { source, fileName, zone, settings }, cells);
        return this.told(db, me, file, rows);
      },
      LONG,
    );
  }

  list(actor: Actor, query: Input<typeof listImports>['query']) {
    return this.tenancy.read(actor, async (db, me) => {
      const files = await this.store.list(db, me, query);
      return cut(
        files,
        query.limit,
        ({ id }) => [id],
        (file) => presentSummary(file, this.now()),
      );
    });
  }

  read(actor: Actor, id: Id): Promise<ImportView> {
    return this.tenancy.read(actor, async (db, me) => this.told(db, me, await this.store.find(db, me, id)));
  }

  follow(actor: Actor, id: Id): Promise<ImportSummary> {
    return this.tenancy.read(actor, async (db, me) => presentSummary(await this.store.find(db, me, id), this.now()));
  }

  reread(actor: Actor, id: Id, version: number, wish: Input<typeof rereadImport>['body']): Promise<ImportView> {
    return this.tenancy.write(
      actor,
      async (db, me) => {
        const file = await this.staged(db, me, id);
        const cells: (readonly string[])[] = [];
        for await (const part of this.store.parts(db, me, id)) cells.push(...part.cells);
        const reading = settled(cells, wish);
        const rows = readWhole(cells, reading);
        const settings = firstSettings(rows, await this.meant(db, me), reading);
        await this.store.saveReading(db, me, id, version, reading, settings);
        return this.told(db, me, { ...file, ...reading, settings, version: version + 1 }, rows);
      },
      LONG,
    );
  }

  map(actor: Actor, id: Id, version: number, change: Input<typeof mapImport>['body']): Promise<ImportView> {
    return this.tenancy.write(
      actor,
      async (db, me) => {
        const file = await this.staged(db, me, id);
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

  enter(actor: Actor, id: Id): Promise<ImportSummary> {
    return this.tenancy.write(actor, async (db, me) => {
      await this.staged(db, me, id);
      await this.store.ask(db, me, id, 'entering', this.clock.instant());
      return presentSummary(await this.store.find(db, me, id), this.now());
    });
  }

  foresee(actor: Actor, id: Id): Promise<ImportUndoing> {
    return this.tenancy.read(actor, async (db, me) => {
      await this.store.find(db, me, id);
      return presentUndoing(await this.undoings.held(db, me, id));
    });
  }

  undo(actor: Actor, id: Id): Promise<ImportSummary> {
    return this.tenancy.write(actor, async (db, me) => {
      accepted(decideUndoing(await this.store.find(db, me, id, { hold: true }), this.now()));
      await this.store.ask(db, me, id, 'undoing', this.clock.instant());
      return presentSummary(await this.store.find(db, me, id), this.now());
    });
  }

  /** A file of the caller's that was not entered yet, held until the transaction ends. */
  private async staged(db: Db, me: Me, id: Id): Promise<ImportFile> {
    const file = await this.store.find(db, me, id, { hold: true });
    accepted(decideStaged(file, this.now()));
    return file;
  }

  private async told(db: Db, me: Me, file: ImportFile, known?: FileRows): Promise<ImportView> {
    const rows = known ?? (await fileRows(db, me, this.store, file));
    const engagements = await this.plans.engagements(db, me);
    const plan = await this.planner.plan(db, me, file, rows.rows, engagements);
    return presentImport(file, rows, plan, engagements, this.now());
  }

  private async meant(db: Db, me: Me): Promise<Meant> {
    const members = await this.plans.members(db, me);
    const engagements = await this.plans.engagements(db, me);
    return { me, members, engagements, meanings: await this.store.meanings(db, me) };
  }

  /** Names mean people whose hours the caller may import, and clients of theirs with a running engagement. */
  private async mayMean(db: Db, me: Me, { people, clients }: ImportMapping): Promise<void> {
    const members = new Set((await this.plans.members(db, me)).map(({ id }) => id));
    for (const id of Object.values(people)) {
      if (id === null || members.has(id)) continue;
      if (me.role === 'owner') found(null);
      throw new Refused('import.other_person', { field: 'people' });
    }
    const running = new Set((await this.plans.engagements(db, me)).map(({ clientId }) => clientId));
    for (const id of Object.values(clients)) {
      if (id === null || running.has(id)) continue;
      await this.plans.client(db, me, id);
      throw new Refused('time.engagement_closed', { field: 'clients' });
    }
  }

  private now(): number {
    return this.clock.instant().getTime();
  }
}

function readWhole([header = [], ...body]: readonly (readonly string[])[], reading: Reading): FileRows {
  return { header, ...readRows(header, body, reading, FIRST_LINE) };
}

function firstSettings({ rows }: FileRows, meant: Meant, { dateOrder }: Reading): ImportSettings {
  return { ...firstMapping(rows, meant), overlapsAreParallel: false, dateOrder };
}

function settled(cells: readonly (readonly string[])[], wish: Parameters<typeof settleReading>[1]): Reading {
  const verdict = settleReading(cells, wish);
  if (verdict.ok || verdict.refusal.code !== 'import.columns_missing') return accepted(verdict);
  const missing = verdict.refusal.facts['missing'] as readonly string[];
  throw new Refused('import.columns_missing', { columns: missing.join(', ') });
}
