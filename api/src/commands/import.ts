import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { sentenceOf } from '../../contract/problems.js';
import { stageImport, type ImportView } from '../../contract/time.js';
import { IMPORT_SOURCES, SOURCE_NAMES } from '../../domain/time/import/source.js';
import { textOf } from '../../domain/time/import/text-of.js';
import { Refused } from '../platform/problems/refused.js';
import type { Settings } from '../platform/settings.js';
import { ImportService } from '../time/import/import.service.js';
import { ImportWorker } from '../time/import/import-worker.js';
import { asOwner } from './as-owner.js';
import { CommandError } from './as-server.js';
import { planInWords, unmappedInWords } from './words/import-plan.js';

const USAGE = `Usage: npm run import -- ${IMPORT_SOURCES.join('|')} FILE --practice NAME-OR-ID
  --zone Europe/Berlin              of the clock times in the file; this machine's when left out
  --dates day-first|month-first     where every date could be read both ways
  --dry-run                         shows what would be logged, and logs nothing`;

const ORDERS = { 'day-first': 'day_first', 'month-first': 'month_first' } as const;

/** Imports a file by the rules of the screen, as the practice's owner: it says what is new, and logs all of that or nothing. */
export async function run(args: string[], settings: Settings): Promise<void> {
  const { source, path, practice, dates, isDry, zone } = read(args);
  const body = stageImport.body.safeParse({
    source,
    zone,
    fileName: basename(path),
    text: textOf(await bytesOf(path)),
    ...(dates && { dateOrder: dates }),
  });
  if (!body.success)
    throw new CommandError(body.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  await asOwner(settings, practice, 'time.import', async (app, actor, { practiceId, practiceName, email, address }) => {
    const imports = app.get(ImportService, { strict: false });
    const view = await imports.stage(actor, body.data).catch(namingTheFlag);
    console.log(
      `${path} as an export of ${SOURCE_NAMES[view.source]}, for ${practiceName} as ${email}\n\n${planInWords(view)}`,
    );
    const screen = `${new URL(address).origin}/p/${practiceId}/time/import?file=${view.id}`;
    if (view.plan.unmapped.length > 0) {
      throw new CommandError(
        `Nothing was logged. Say first what these names mean:\n${unmappedInWords(view)}\n\nThe file waits for that at ${screen}`,
      );
    }
    if (isDry) return console.log(`\nNothing was logged. The file waits at ${screen}`);
    if (view.plan.add.rows === 0) return console.log('\nThere is nothing to log.');
    await imports.enter(actor, view.id);
    await app.get(ImportWorker, { strict: false }).workOn({ practiceId, importId: view.id });
    const { outcome, failure } = await imports.follow(actor, view.id);
    if (failure) throw new CommandError(failure.sentence);
    console.log(`\n${outcome?.added} entries logged. It can be undone at ${screen}`);
  });
}

/** The screen asks with two buttons; here the answer is a flag. */
function namingTheFlag(error: unknown): never {
  if (!(error instanceof Refused) || error.code !== 'import.date_order_needed') throw error;
  throw new CommandError(`${sentenceOf(error.code, {})}\nAdd --dates day-first or --dates month-first.`);
}

interface Wish {
  readonly source: ImportView['source'];
  readonly path: string;
  readonly practice: string;
  readonly zone: string;
  readonly dates: ImportView['dateOrder'] | null;
  readonly isDry: boolean;
}

function read(args: string[]): Wish {
  const { values, positionals } = parsed(args);
  const [kind, path, ...more] = positionals;
  const source = IMPORT_SOURCES.find((one) => one === kind);
  if (!source || !path || more.length > 0 || !values.practice) throw new CommandError(USAGE);
  const { practice, zone, dates, 'dry-run': isDry } = values;
  if (dates !== undefined && !Object.hasOwn(ORDERS, dates))
    throw new CommandError(`--dates is day-first or month-first.\n${USAGE}`);
  return { source, path, practice, zone, dates: dates ? ORDERS[dates as keyof typeof ORDERS] : null, isDry };
}

function parsed(args: string[]) {
  const options = {
    practice: { type: 'string' },
    zone: { type: 'string', default: Intl.DateTimeFormat().resolvedOptions().timeZone },
    dates: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
  } as const;
  try {
    return parseArgs({ args, allowPositionals: true, options });
  } catch (cause) {
    const { message } = cause as Error;
    throw new CommandError(`${message}\n${USAGE}`, { cause });
  }
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new CommandError(`The file ${path} cannot be read.`, { cause });
  }
}
