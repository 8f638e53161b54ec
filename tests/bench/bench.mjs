// npm run bench: how much of a bare server's throughput Baton keeps, signed in, inside its practice and behind row
// security. Both answer the same requests from the same data in the same run, in turns.
//
//   npm run bench                    everything, in about two minutes
//   npm run bench -- log list        these operations only
//   npm run bench -- files           what a statement's files cost, and nothing else
//   BENCH_SIZE=5 npm run bench       five times the practices
//   BENCH_SECONDS=5 npm run bench    longer turns
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { buildServer } from '../../api/bin/build/all.mjs';
import { openCluster } from '../../api/bin/embedded/cluster.mjs';
import { testHome, testSecret } from '../support/postgres-server.mjs';
import { benchFiles } from './files.mjs';
import { fill } from './fill.mjs';
import { operations } from './operations.mjs';
import { startLoad, startServer } from './processes.mjs';
import { closing, table } from './table.mjs';
import { practices } from './world.mjs';

const ROUNDS = 3;
const SECONDS = Number(process.env.BENCH_SECONDS ?? 1.5);
const WARM_UP = 1;
const CONNECTIONS = 16;
const MANY = 64;
const POOL_SIZE = '8';

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => name !== 'files' && !(name in operations));
if (unknown.length > 0) {
  console.error(`Nothing is called ${unknown.join(', ')}. There are: ${Object.keys(operations).join(', ')}, files`);
  process.exit(1);
}
const chosen = Object.keys(operations).filter((name) => wanted.length === 0 || wanted.includes(name));

/** What is to be ended, last first, on every way out. @type {(() => void)[]} */
const open = [];
process.once('exit', () => open.reverse().forEach((close) => close()));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));

await buildServer();
if (wanted.length === 0 || wanted.includes('files')) await benchFiles();
if (chosen.length === 0) process.exit(0);
const url = await prepareData();
const environment = { DATABASE_URL: url, POOL_SIZE };
const bare = await startServer('tests/bench/bare.mjs', environment);
open.push(bare.stop);
const baton = await startServer('api/dist/src/main.js', {
  ...environment,
  NODE_ENV: 'production',
  BATON_URL: 'http://localhost',
  BATON_SECRET: testSecret,
  SMTP_URL: 'smtp://127.0.0.1:9',
});
open.push(baton.stop);
const load = startLoad();
open.push(load.stop);

const results = [];
for (const operation of chosen) results.push(await compare(operation));
console.log(table(results, { connections: CONNECTIONS, many: MANY }));
console.log(closing(results, baton.memory()));
process.exit(0);

/** A database server of this run's own, filled. */
async function prepareData() {
  const began = Date.now();
  const home = testHome();
  const folder = join(home, `run-${process.pid}-bench`);
  mkdirSync(home, { recursive: true });
  const cluster = await openCluster({
    folder,
    password: testSecret,
    copies: home,
    durable: false,
    settings: { shared_buffers: '256MB', max_connections: '60', max_wal_size: '2GB', log_min_messages: 'fatal' },
  });
  open.push(() => {
    cluster.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const { prepareDatabase } = await import('../../api/dist/src/platform/database/prepare.js');
  const address = cluster.url('baton_bench');
  await prepareDatabase({ url: address, secret: testSecret });
  const admin = new pg.Client({ connectionString: address });
  await admin.connect();
  await fill(admin);
  const { rows } = await admin.query('SELECT count(*)::int AS entries FROM time_entry');
  await admin.end();
  const seconds = ((Date.now() - began) / 1000).toFixed(0);
  console.log(`${practices()} practices with ${rows[0].entries} entries, made in ${seconds} s`);
  return address;
}

/** Measures one operation on both servers, in turns, and on Baton with many connections. @param {string} operation */
async function compare(operation) {
  const measure = (server, connections, seconds = SECONDS) =>
    load.measure({ port: server.port, operation, connections, seconds });
  for (const server of [bare, baton]) await measure(server, CONNECTIONS, WARM_UP);
  const turns = { bare: [], baton: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    turns.bare.push(await measure(bare, CONNECTIONS));
    turns.baton.push(await measure(baton, CONNECTIONS));
  }
  const many = await measure(baton, MANY);
  return { ...operations[operation], bare: middle(turns.bare), baton: middle(turns.baton), many: many.rate };
}

/** The median of each figure. @param {{ rate: number, p50: number, p99: number, busy: number }[]} turns */
function middle(turns) {
  const of = (name) => turns.map((turn) => turn[name]).sort((a, b) => a - b)[Math.floor(turns.length / 2)];
  return { rate: of('rate'), p50: of('p50'), p99: of('p99'), busy: turns.reduce((sum, { busy }) => sum + busy, 0) };
}
