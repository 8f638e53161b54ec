import { createServer } from 'node:net';
import { Trouble } from '../embedded/trouble.mjs';

const USUAL = 4000;
const TRIED = 50;

/**
 * The port that was asked for, or else the first free one from 4000 on. A port that was asked for and is taken is not
 * replaced: whoever asked relies on it.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
export async function choosePort(env) {
  const host = env.HOST || '127.0.0.1';
  if (env.PORT) {
    const port = Number(env.PORT);
    if (Number.isInteger(port) && port > 0 && port < 65536 && !(await isFree(port, host))) {
      throw new Trouble(`Port ${port} is taken. Stop what uses it, or choose another: PORT=${port + 1} npm start`);
    }
    return port;
  }
  for (let port = USUAL; port < USUAL + TRIED; port += 1) if (await isFree(port, host)) return port;
  throw new Trouble(`The ports from ${USUAL} to ${USUAL + TRIED - 1} are all taken. Choose one: PORT=8080 npm start`);
}

/** @param {number} port @param {string} host @returns {Promise<boolean>} */
function isFree(port, host) {
  return new Promise((answer) => {
    const probe = createServer().once('error', () => answer(false));
    probe.listen(port, host, () => probe.close(() => answer(true)));
  });
}
