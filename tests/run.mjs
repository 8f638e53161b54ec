// npm test: every check there is, with no step by hand. It prints one line per step as it ends, a table at the end, and
// closes with "N passed, N failed" over all tests and steps.
//
//   npm test                      everything
//   npm test -- lint domain       these steps only (see --list)
//   npm run test:long             everything, and the faults and measurements that take their time
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildServer } from '../api/bin/build/all.mjs';
import { bundleWeb } from '../api/bin/build/web.mjs';
import { inProcess, program } from './run/step.mjs';
import { jestCounts, journeyCounts } from './run/counts.mjs';
import { root } from './run/root.mjs';
import { closing, table } from './run/table.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { long: { type: 'boolean', default: false }, list: { type: 'boolean', default: false } },
});

const reports = join(root, '.cache', 'reports');
mkdirSync(reports, { recursive: true });
const kept = join(root, '.cache', 'tsc');
const types = (name) => [
  'typescript',
  'bin/tsc',
  ['-p', name, '--incremental', '--tsBuildInfoFile', join(kept, `${name.replaceAll('/', '-')}.json`)],
];
const jestProjects = [
  'domain',
  'contract',
  'architecture',
  'api',
  'database',
  'web',
  ...(values.long ? ['faults'] : []),
];
const jestReport = (name) => join(reports, `jest-${name}.json`);

const jest = (name) =>
  program(
    name,
    [
      'jest',
      'bin/jest.js',
      [
        '--config',
        'tests/jest.config.mjs',
        '--selectProjects',
        name,
        '--passWithNoTests',
        '--maxWorkers=100%',
        '--json',
        '--outputFile',
        jestReport(name),
      ],
    ],
    {
      env: { NODE_OPTIONS: '--experimental-vm-modules --no-warnings', ...(values.long ? { BATON_LONG: '1' } : {}) },
      counts: () => jestCounts(jestReport(name)),
    },
  );

const journeysReport = join(reports, 'journeys.json');

/** In stages: what a stage makes, the next one needs. Within a stage two run at a time. */
const stages = [
  [inProcess('server build', buildServer)],
  [
    program('types web', types('web')),
    program('types tests', types('tests')),
    program('types server', types('api/bin')),
    program('format', [
      'prettier',
      'bin/prettier.cjs',
      ['--check', '--log-level', 'warn', '--cache', '--cache-location', '.cache/prettier', '.'],
    ]),
    program('lint', ['oxlint', 'bin/oxlint', ['--deny-warnings']]),
    program('walls', [
      'dependency-cruiser',
      'bin/dependency-cruise.mjs',
      [
        '--config',
        'tests/architecture/walls.cjs',
        'api/domain',
        'api/contract',
        'api/src',
        'api/bin',
        'web/src',
        'prisma',
      ],
    ]),
    inProcess('web build', bundleWeb),
  ],
  // Each of these already uses every processor by itself.
  ...jestProjects.map((name) => [jest(name)]),
  [
    program(
      'journeys',
      [
        '@playwright/test',
        'cli.js',
        ['test', '--config', 'tests/journeys/playwright.config.mjs', '--pass-with-no-tests'],
      ],
      {
        env: { BATON_JOURNEY_REPORT: journeysReport },
        counts: () => journeyCounts(journeysReport),
      },
    ),
  ],
];

const wanted = (step) => positionals.length === 0 || positionals.includes(step.name);
const unknown = positionals.filter((name) => !stages.flat().some((step) => step.name === name));
if (values.list || unknown.length > 0) {
  console.log(
    `${unknown.length > 0 ? `No step is called ${unknown.join(', ')}. ` : ''}Steps: ${stages
      .flat()
      .map(({ name }) => name)
      .join(', ')}`,
  );
  process.exit(unknown.length > 0 ? 1 : 0);
}

const began = Date.now();
const results = [];
for (const stage of stages) results.push(...(await twoAtATime(stage.filter(wanted))));

console.log(table(results, (Date.now() - began) / 1000));
console.log(closing(results));
process.exitCode = results.some(({ failed }) => failed > 0) ? 1 : 0;

async function twoAtATime(steps) {
  const waiting = [...steps];
  const done = [];
  const work = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) done.push(await step.run());
  };
  await Promise.all([work(), work()]);
  return done.sort(
    (a, b) => steps.findIndex(({ name }) => name === a.name) - steps.findIndex(({ name }) => name === b.name),
  );
}
