import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { findBrowser, flags } from './browser.mjs';

// Journeys walk through what people get from `npm start`: the same program, with a data folder that is thrown away.
// The first process to read this file decides on the port and the folder; the workers find them in their environment.
const port = (process.env.BATON_JOURNEY_PORT ??= String(20_000 + (process.pid % 20_000)));
const begins = process.env.BATON_JOURNEY_DATA === undefined;
const data = (process.env.BATON_JOURNEY_DATA ??= join(tmpdir(), `baton-journeys-${process.pid}`));
if (begins) process.once('exit', () => rmSync(data, { recursive: true, force: true }));

const { executablePath, env } = findBrowser();

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.test.ts',
  outputDir: '../../.cache/journeys',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  workers: 1,
  reporter: process.env.BATON_JOURNEY_REPORT
    ? [['line'], ['json', { outputFile: process.env.BATON_JOURNEY_REPORT }]]
    : 'list',
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath, env, args: flags },
  },
  webServer: {
    command: 'node api/bin/start.mjs',
    cwd: '../..',
    url: `http://127.0.0.1:${port}/api/ready`,
    env: {
      ...process.env,
      PORT: port,
      HOST: '127.0.0.1',
      DATABASE_URL: '',
      BATON_DATA_DIR: data,
      BATON_URL: `http://127.0.0.1:${port}`,
    },
    gracefulShutdown: { signal: 'SIGINT', timeout: 30_000 },
    timeout: 120_000,
    stdout: 'pipe',
  },
});
