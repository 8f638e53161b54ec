import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { prepareDatabase } from '../../../api/src/platform/database/prepare';
import { serverAccount } from '../../../api/bin/embedded/account.mjs';
import { openCluster } from '../../../api/bin/embedded/cluster.mjs';
import { findPrograms } from '../../../api/bin/embedded/programs.mjs';
import { plainEnvironment } from '../../../api/bin/embedded/process.mjs';
import { testHome, testSecret } from '../postgres-server.mjs';

/** A database server of a test's own, which it may stop, start and cut off. */
export interface OwnServer {
  readonly adminUrl: string;
  readonly secret: string;
  /** Ends it at once, as a power cut of the process would, and starts it again on the same port. */
  restartAtOnce(): void;
  stopAtOnce(): void;
  start(): void;
  close(): void;
}

/** Starts a server that commits durably, with one prepared database. */
export async function ownServer(purpose: string): Promise<OwnServer> {
  const home = testHome();
  const folder = join(home, `run-${process.pid}-${purpose}`);
  const account = serverAccount();
  const { ctl } = findPrograms(account, home);
  const cluster = await openCluster({
    folder,
    password: testSecret,
    copies: home,
    durable: false,
    settings: { log_min_messages: 'fatal', max_connections: '100' },
  });
  const control = (...words: string[]) =>
    void execFileSync(ctl, [...words, '--wait', '-D', folder], {
      ...account,
      cwd: folder,
      env: plainEnvironment(),
      stdio: 'ignore',
    });
  // The options that the server was started with are kept in its folder; a start without them would take another port.
  const restart = () => control('restart', '--mode=immediate', '-l', join(folder, 'server.log'));
  const close = () => {
    cluster.close();
    rmSync(folder, { recursive: true, force: true });
  };
  const adminUrl = cluster.url('baton');
  try {
    await prepareDatabase({ url: adminUrl, secret: testSecret });
  } catch (error) {
    close();
    throw error;
  }
  return {
    adminUrl,
    secret: testSecret,
    restartAtOnce: restart,
    stopAtOnce: () => control('stop', '--mode=immediate'),
    start: restart,
    close,
  };
}
