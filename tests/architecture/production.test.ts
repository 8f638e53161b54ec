import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { readPreparation, readSettings } from '../../api/src/platform/settings.js';

// What the compose file and the Dockerfile promise, held to it without Docker; with Docker at hand, Compose reads it too.

type Service = {
  image: string;
  command?: string[];
  profiles?: string[];
  restart: string;
  environment?: Record<string, string>;
  ports?: string[];
  volumes?: string[];
  networks: string[];
  read_only?: boolean;
  cap_drop?: string[];
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
};

const compose = parse(readFileSync('docker-compose.yml', 'utf8')) as {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean }>;
};
const service = (name: string): Service => {
  const found = compose.services[name];
  if (found === undefined) throw new Error(`There is no service ${name}.`);
  return found;
};

const dockerfile = readFileSync('api/Dockerfile', 'utf8').replace(/\\\n\s*/g, '');
const instructions = (word: string) =>
  [...dockerfile.matchAll(new RegExp(`^${word} (.*)$`, 'gm'))].map(([, rest]) => rest ?? '');

/** What Compose puts into a service's environment when somebody gave only the secrets. */
function filledIn(name: string, given: Record<string, string>): Record<string, string> {
  const fill = (value: string) =>
    value.replace(
      /\$\{(\w+)(?::([-?])([^}]*))?\}/g,
      (_, key: string, kind: string | undefined, rest: string | undefined) => {
        const value = given[key];
        if (value) return value;
        if (kind === '?') throw new Error(`${key} is required: ${rest ?? ''}`);
        return rest ?? '';
      },
    );
  return Object.fromEntries(
    Object.entries(service(name).environment ?? {}).map(([key, value]) => [key, fill(String(value))]),
  );
}

const secrets = {
  POSTGRES_PASSWORD: 'an invented password',
  BATON_SECRET: 'an invented secret of at least 32 characters',
};

describe('the compose file', () => {
  test('names the database by major and minor', () => {
    expect(service('postgres').image).toMatch(/^postgres:18\.\d+$/);
  });

  test('keeps the database where this major version keeps it, and out of reach from outside', () => {
    expect(service('postgres').volumes).toEqual(['database:/var/lib/postgresql']);
    expect(service('postgres').ports).toBeUndefined();
    expect(service('postgres').networks).toEqual(['inside']);
    expect(compose.networks['inside']?.internal).toBe(true);
  });

  test('prepares the database once, before the app', () => {
    expect(service('prepare').restart).toBe('no');
    expect(service('prepare').depends_on?.['postgres']?.condition).toBe('service_healthy');
    expect(service('app').depends_on?.['prepare']?.condition).toBe('service_completed_successfully');
    expect(existsSync(service('prepare').command?.[1] ?? '')).toBe(true);
  });

  test('tells the app nothing of the administrator', () => {
    expect(JSON.stringify(service('app'))).not.toContain('POSTGRES_PASSWORD');
    expect(new URL(filledIn('app', secrets)['DATABASE_URL'] ?? '').username).toBe('');
  });

  test('gives settings with which app and preparation start', () => {
    expect(readSettings({ NODE_ENV: 'production', ...filledIn('app', secrets) }).SMTP_URL).toBe('smtp://mail:1025');
    expect(readPreparation(filledIn('prepare', secrets)).BATON_SECRET).toBe(secrets.BATON_SECRET);
  });

  test.each(['POSTGRES_PASSWORD', 'BATON_SECRET'])('does not start without %s', (name) => {
    expect(() => filledIn('prepare', { ...secrets, [name]: '' })).toThrow(`${name} is required`);
  });

  test('lets app and preparation write nothing but temporary files, and hold no capability', () => {
    for (const name of ['app', 'prepare']) {
      expect(service(name).read_only).toBe(true);
      expect(service(name).cap_drop).toEqual(['ALL']);
    }
  });

  test('opens ports to this machine alone', () => {
    for (const { ports = [] } of Object.values(compose.services))
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  test('catches mail only when asked to', () => {
    expect(service('mail').profiles).toEqual(['mail']);
    expect(service('mail').image).toMatch(/:v\d+\.\d+$/);
  });

  const hasCompose = spawnSync('docker', ['compose', 'version']).status === 0;
  (hasCompose ? test : test.skip)('is accepted by docker compose', () => {
    const read = spawnSync('docker', ['compose', 'config', '--quiet'], {
      env: { ...process.env, ...secrets },
      encoding: 'utf8',
    });
    expect(read.stderr).toBe('');
    expect(read.status).toBe(0);
  });
});

describe('the image', () => {
  test('is built on Node 24', () => {
    expect(instructions('FROM').map((from) => from.split(' ')[0])).toEqual([
      'node:24-bookworm-slim',
      'node:24-bookworm-slim',
    ]);
  });

  test('is built with commands that the checks run as well', () => {
    expect(instructions('RUN')).toEqual(['npm ci', 'npm run build', 'npm prune --omit=dev']);
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    expect(scripts['build']).toBe('node api/bin/build.mjs');
  });

  test('runs as nobody in particular', () => {
    expect(instructions('USER')).toEqual(['node']);
    expect(dockerfile.indexOf('USER node')).toBeGreaterThan(dockerfile.lastIndexOf('COPY'));
    expect(dockerfile).not.toContain('--chown');
  });

  test('says whether it is well', () => {
    expect(instructions('HEALTHCHECK')[0]).toContain('/api/health');
  });

  test('holds everything that it starts and that preparing a database reads', () => {
    const copied = instructions('COPY')
      .filter((copy) => copy.startsWith('--from=build'))
      .flatMap((copy) => copy.split(' ').slice(1, -1))
      .map((path) => path.replace('/baton/', ''));
    for (const path of [
      'node_modules',
      'prisma.config.ts',
      'prisma/schema',
      'prisma/migrations',
      'api/bin',
      'api/dist',
      'web/dist',
    ]) {
      expect(copied).toContain(path);
    }
  });

  test('takes no secrets and no earlier builds along', () => {
    const left = readFileSync('.dockerignore', 'utf8').split('\n');
    for (const path of ['.git', '.env', '.data', '**/node_modules', '**/dist']) expect(left).toContain(path);
  });
});
