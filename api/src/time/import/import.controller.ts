import { Controller } from '@nestjs/common';
import type { Input } from '../../../contract/route.js';
import {
  enterImport,
  followImport,
  foreseeUndoing,
  listImports,
  mapImport,
  readImport,
  rereadImport,
  stageImport,
  undoImport,
} from '../../../contract/time.js';
import { Serves } from '../../platform/serve/serves.js';
import type { Actor } from '../../platform/tenancy/actor.js';
import { ImportService } from './import.service.js';

@Controller()
export class ImportController {
  constructor(private readonly imports: ImportService) {}

  @Serves(stageImport)
  stage(actor: Actor, { body }: Input<typeof stageImport>) {
    return this.imports.stage(actor, body);
  }

  @Serves(readImport)
  read(actor: Actor, { params }: Input<typeof readImport>) {
    return this.imports.read(actor, params.importId);
  }

  @Serves(rereadImport)
  reread(actor: Actor, { params, version, body }: Input<typeof rereadImport>) {
    return this.imports.reread(actor, params.importId, version, body);
  }

  @Serves(mapImport)
  map(actor: Actor, { params, version, body }: Input<typeof mapImport>) {
    return this.imports.map(actor, params.importId, version, body);
  }

  @Serves(enterImport)
  enter(actor: Actor, { params }: Input<typeof enterImport>) {
    return this.imports.enter(actor, params.importId);
  }

  @Serves(followImport)
  follow(actor: Actor, { params }: Input<typeof followImport>) {
    return this.imports.follow(actor, params.importId);
  }

  @Serves(listImports)
  list(actor: Actor, { query }: Input<typeof listImports>) {
    return this.imports.list(actor, query);
  }

  @Serves(foreseeUndoing)
  foresee(actor: Actor, { params }: Input<typeof foreseeUndoing>) {
    return this.imports.foresee(actor, params.importId);
  }

  @Serves(undoImport)
  undo(actor: Actor, { params }: Input<typeof undoImport>) {
    return this.imports.undo(actor, params.importId);
  }
}
