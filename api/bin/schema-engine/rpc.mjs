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
  const engine = () => SchemaEngine.new({ datamodels }, () => undefined, adapter);
  const first = await engine();
  /** @param {object} message */
  const say = (message) => answers.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  for await (const line of createInterface({ input: questions })) {
    const question = line.trim() === '' ? {} : JSON.parse(line);
    // What has no method is the CLI's receipt for something printed.
    if (question.method !== undefined) await answer(first, engine, question, say);
  }
}

/**
 * The native engine has the CLI print a difference while it is still answering; this one returns it with the answer.
 *
 * @param {any} engine
 * @param {() => Promise<any>} another makes an engine that has not been used yet
 * @param {{ id: number, method: string, params: unknown }} question
 * @param {(message: object) => void} say
 */
async function answer(engine, another, { id, method, params }, say) {
  try {
    const result = (await asked(engine, another, method, params)) ?? null;
    if (method === 'diff' && result.stdout) say({ id, method: 'print', params: { content: result.stdout } });
    say({ id, result });
  } catch (error) {
    say({ id, error: refusal(/** @type {any} */ (error)) });
  }
}

/**
 * Now and then an engine that was used before no longer finds the way to make a shadow database; one made anew does.
 *
 * @param {any} engine @param {() => Promise<any>} another @param {string} method @param {unknown} params
 */
async function asked(engine, another, method, params) {
  try {
    return await engine[method](params);
  } catch (error) {
    if (!String(/** @type {any} */ (error).message).includes('through an external factory')) throw error;
    return (await another())[method](params);
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
