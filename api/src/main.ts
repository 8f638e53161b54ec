import type { AddressInfo } from 'node:net';
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildApp } from './app.js';
import { notReady, serveHealth, type Readiness } from './platform/health/health.js';
import { Worker } from './platform/outbox/worker.js';
import { everyRouteIsServed } from './platform/serve/every-route.js';
import { serveDocument } from './platform/serve/document.js';
import { readSettings, SettingsError, type Settings } from './platform/settings.js';
import { serveMailbox } from './platform/web/mailbox-page.js';
import { servePages } from './platform/web/pages.js';

/** How long requests under way may take to finish once the process is told to stop. */
const PATIENCE = 10_000;

/** When a process that was told to stop ends, done or not: whoever runs it would kill it soon after. */
const LATEST_END = 14_000;

/**
 * Serves the application. `url` is where it listens; `close` says so on /api/ready, finishes what is under way, and lets
 * the database go.
 */
export async function serve(settings: Settings): Promise<{ url: string; close(): Promise<void> }> {
  const publicUrl = settings.BATON_URL ?? `http://localhost:${settings.PORT}`;
  const app = await buildApp(settings, publicUrl);
  const readiness: Readiness = { stopping: false };
  everyRouteIsServed(app);
  serveHealth(app, readiness);
  serveDocument(app);
  if (settings.NODE_ENV !== 'production' && !settings.SMTP_URL) serveMailbox(app);
  await servePages(app);
  await app.init();
  const problems = await notReady(app);
  if (problems.length > 0) {
    await app.close();
    throw new Error(`Baton does not start: ${problems.join('; ')}`);
  }
  await app.get(Worker, { strict: false }).start();
  await app.listen(settings.PORT, settings.HOST);
  const { port } = app.getHttpServer().address() as AddressInfo;
  const close = async () => {
    readiness.stopping = true;
    const late = setTimeout(() => app.getHttpServer().closeAllConnections(), PATIENCE);
    await app.close();
    clearTimeout(late);
  };
  return { url: `http://localhost:${port}`, close };
}

async function runAlone(): Promise<void> {
  const server = await serve(readSettings(process.env));
  console.info(`Baton listens on ${server.url}`);
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      setTimeout(() => process.exit(1), LATEST_END).unref();
      server.close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  runAlone().catch((error: unknown) => {
    console.error(error instanceof SettingsError ? error.message : error);
    process.exit(1);
  });
}
