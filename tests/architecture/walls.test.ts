import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';

// A rule that never fires is no wall. Each rule here meets one import that it must refuse and, where it could easily
// refuse too much, one that it must let through.

type Import = { rule?: string; from: string; to: string };

const refused: Import[] = [
  { rule: 'domain-knows-only-itself', from: 'api/domain/time/rule.ts', to: '../../contract/time.js' },
  { rule: 'domain-knows-only-itself', from: 'api/domain/time/clock.ts', to: 'node:os' },
  { rule: 'contract-knows-only-the-domain', from: 'api/contract/leak.ts', to: '../src/time/time.service.js' },
  {
    rule: 'web-meets-the-server-in-the-contract',
    from: 'web/src/time/leak.ts',
    to: '../../../api/src/time/time.service',
  },
  { rule: 'web-meets-the-server-in-the-contract', from: 'web/src/time/database.ts', to: 'pg' },
  { rule: 'server-knows-no-web', from: 'api/src/time/screen.ts', to: '../../../web/src/time/time-page.js' },
  {
    rule: 'server-platform-knows-no-feature',
    from: 'api/src/platform/outbox/hours.ts',
    to: '../../time/time.service.js',
  },
  { rule: 'server-feature-knows-no-app', from: 'api/src/time/boot.ts', to: '../app.module.js' },
  { rule: 'a-store-belongs-to-its-feature', from: 'api/src/statements/peek.ts', to: '../time/time.store.js' },
  {
    rule: 'prisma-stays-behind-the-door',
    from: 'api/src/time/direct.ts',
    to: '../platform/database/generated/client.js',
  },
  { rule: 'prisma-stays-behind-the-door', from: 'api/src/time/adapter.ts', to: '@prisma/adapter-pg' },
  { rule: 'web-ground-knows-no-feature', from: 'web/src/ui/hours.ts', to: '../time/time-page' },
  { rule: 'web-elements-know-no-call', from: 'web/src/ui/fetching.ts', to: '../platform/api' },
  { rule: 'web-feature-knows-no-router', from: 'web/src/time/routes.ts', to: '../app/router' },
  { rule: 'product-knows-no-test', from: 'api/src/time/proof.ts', to: '../../../tests/support/clock.js' },
  { rule: 'product-needs-no-development-package', from: 'api/src/time/random.ts', to: 'fast-check' },
  { rule: 'no-circle', from: 'api/src/clients/one.ts', to: './two.js' },
];

const allowed: Import[] = [
  { from: 'api/domain/time/day.ts', to: 'temporal-polyfill' },
  { from: 'api/contract/hours.ts', to: '../domain/time/day.js' },
  { from: 'web/src/time/rules.ts', to: '@domain/time/day' },
  { from: 'web/src/time/way.ts', to: '../app/paths' },
  { from: 'api/src/time/time.service.ts', to: './time.store.js' },
  { from: 'api/src/statements/ask.ts', to: '../time/time.service.js' },
  { from: 'api/src/platform/database/pools.ts', to: './generated/client.js' },
];

/** What the imports above reach. */
const reached = [
  'api/contract/time.ts',
  'api/src/time/time.store.ts',
  'api/src/app.module.ts',
  'api/src/platform/database/generated/client.ts',
  'web/src/time/time-page.ts',
  'web/src/platform/api.ts',
  'web/src/app/router.ts',
  'web/src/app/paths.ts',
  'tests/support/clock.ts',
];

type Violation = { rule: { name: string }; from: string };

const root = process.cwd();
const config = join(root, 'tests', 'architecture', 'walls.cjs');
const sample = mkdtempSync(join(tmpdir(), 'baton-walls-'));

afterAll(() => rmSync(sample, { recursive: true, force: true }));

describe('the walls', () => {
  test('stand in front of every import that they are there to refuse, and of no other', async () => {
    for (const path of reached) write(path, 'export {};\n');
    for (const { from, to } of [...refused, ...allowed]) write(from, `import '${to}';\n`);
    write('api/src/clients/two.ts', `import './one.js';\n`);
    write(
      'package.json',
      JSON.stringify({
        name: 'sample',
        devDependencies: { 'fast-check': '*' },
        dependencies: { pg: '*', 'temporal-polyfill': '*' },
      }),
    );
    symlinkSync(join(root, 'node_modules'), join(sample, 'node_modules'));

    const violations = await violationsIn(sample, ['api', 'web']);
    const found = (rule: string | undefined, from: string) =>
      violations.some((v) => v.rule.name === rule && v.from === from);
    expect(refused.filter(({ rule, from }) => !found(rule, from))).toEqual([]);
    const letThrough = new Set(allowed.map(({ from }) => from));
    expect(violations.filter(({ from }) => letThrough.has(from))).toEqual([]);
  });

  test('have a sample each', async () => {
    const { default: walls } = (await import(config)) as { default: { forbidden: { name: string }[] } };
    const tried = new Set(refused.map(({ rule }) => rule));
    expect(walls.forbidden.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual([]);
  });
});

function write(path: string, text: string): void {
  const file = join(sample, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function violationsIn(folder: string, paths: string[]): Promise<Violation[]> {
  const bin = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const words = [bin, '--config', config, '--output-type', 'json', ...paths];
  return new Promise((found, failed) => {
    execFile(
      process.execPath,
      words,
      { cwd: folder, maxBuffer: 64e6, env: { ...process.env, NODE_OPTIONS: '' } },
      (error, out, err) => {
        if (out === '') failed(new Error(err || String(error)));
        else found((JSON.parse(out) as { summary: { violations: Violation[] } }).summary.violations);
      },
    );
  });
}
