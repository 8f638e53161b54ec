import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// One project per kind of proof. Run one with: npm run jest -- --selectProjects domain

const tests = dirname(fileURLToPath(import.meta.url));
const root = dirname(tests);

const swc = [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', tsx: true, decorators: true },
      target: 'es2022',
      transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
      keepClassNames: true,
    },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  },
];

const every = {
  rootDir: root,
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '\\.tsx?$': swc },
  // JavaScript first: a package that ships its sources beside what it built must be read as built.
  moduleFileExtensions: ['js', 'mjs', 'cjs', 'ts', 'tsx', 'json', 'node'],
  moduleNameMapper: {
    '^@domain/(.*?)(\\.js)?$': join(root, 'api/domain/$1'),
    '^@contract/(.*?)(\\.js)?$': join(root, 'api/contract/$1'),
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['api/dist', 'web/dist', '.cache', '.data'].map((built) => `<rootDir>/${built}`),
};

const project = (name, more = {}) => ({
  ...every,
  displayName: name,
  testMatch: [join(tests, name, '**/*.test.{ts,tsx}')],
  ...more,
});

/** These share one PostgreSQL server per run, started when the first of them is asked for. */
const withDatabase = {
  globalSetup: join(tests, 'support/postgres-up.mjs'),
  globalTeardown: join(tests, 'support/postgres-down.mjs'),
};

const web = {
  testEnvironment: 'jsdom',
  setupFilesAfterEnv: [join(tests, 'support/browser.ts')],
  moduleNameMapper: {
    '\\.(css|svg|png|woff2)(\\?.*)?$': join(tests, 'support/asset.ts'),
    ...every.moduleNameMapper,
  },
  // jsdom's "browser" condition would pick builds that need a bundler.
  testEnvironmentOptions: { customExportConditions: ['node', 'node-addons'] },
};

const long = process.env.BATON_LONG === '1';

export default {
  rootDir: root,
  projects: [
    project('domain'),
    project('contract'),
    project('api', withDatabase),
    project('database', withDatabase),
    project('web', web),
    project('architecture'),
    ...(long ? [project('faults', withDatabase)] : []),
  ],
  testTimeout: 20_000,
  cacheDirectory: join(root, '.cache/jest'),
};
