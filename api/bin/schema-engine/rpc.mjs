import { createInterface } from 'node:readline';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { MigrationAdapter } from './adapter.mjs';
import { loadSchemaEngine } from './wasm.mjs';

/** The code under which the CLI looks for a known Prisma error in `data`. */
const ENGINE_ERROR = 4466;

/** Where nothing but schema files is asked about, no address is given and none is dialled. */
const NOWHERE = 'postgresql://nobody@localhost/none';

/**
 * Answers the CLI's questions in the order they come, until it closes the conversation.
 *
 * @param {import('./invocation.mjs').Invocation} invocation
 * @param {NodeJS.ReadableStream} questions
 * @param {NodeJS.WritableStream} answers
 */
export async function serve({ url, datamodels }, questions, answers) {
  const SchemaEngine = await loadSchemaEngine();
  const adapter = bindMigrationAwareSqlAdapterFactory(MigrationAdapter.to(url ?? NOWHERE));
  const engine = await SchemaEngine.new({ datamodels }, () => undefined, adapter);
  for await (const line of createInterface({ input: questions })) {
    if (line.trim() !== '') answers.write(`${JSON.stringify(await answer(engine, JSON.parse(line)))}\n`);
  }
}

/** @param {any} engine @param {{ id: number, method: string, params: unknown }} question */
async function answer(engine, { id, method, params }) {
  try {
    return { jsonrpc: '2.0', id, result: (await engine[method](params)) ?? null };
  } catch (error) {
    return { jsonrpc: '2.0', id, error: refusal(/** @type {any} */ (error)) };
  }
}

/** @param {{ message?: string, code?: string, meta?: unknown }} error */
function refusal(error) {
  return {
    code: ENGINE_ERROR,
    message: 'An error happened. Check the data field for details.',
    data: {
      is_panic: error instanceof WebAssembly.RuntimeError,
      message: error.message ?? String(error),
      error_code: error.code,
      meta: error.meta,
      backtrace: null,
    },
  };
}
