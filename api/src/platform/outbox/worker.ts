import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Logger as WorkerLogger, run, runOnce, type Runner, type TaskList } from 'graphile-worker';
import pg from 'pg';
import { Clock } from '../clock/clock.js';
import { SETTINGS } from '../platform.tokens.js';
import { PUBLIC_ORIGIN } from '../serve/gate.js';
import { unseal } from '../session/sealing.js';
import type { Settings } from '../settings.js';
import { confirmationLetter, letterFor, signInLetter } from './letters.js';
import { Mailer } from './mailer.js';
import { JOBS_POOL } from './job-practice.js';
import { OutboxStore } from './outbox.store.js';

/** Carries out the jobs that were written together with their cause. A job that fails is tried again, later and later. */
@Injectable()
export class Worker implements OnModuleDestroy {
  private readonly logger = new Logger('Worker');
  private runner: Runner | undefined;
  /** What features have it do, by the name of the job. */
  private readonly chores: TaskList = {};
  /** When a chore is due that nobody asks for, as lines of crontab. */
  private readonly times = ['* * * * * seal_audit', '*/10 * * * * watch_months'];

  constructor(
    @Inject(JOBS_POOL) private readonly jobs: pg.Pool,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(PUBLIC_ORIGIN) private readonly origin: string,
    private readonly store: OutboxStore,
    private readonly clock: Clock,
    private readonly mailer: Mailer,
  ) {}

  /** Has it do a feature's jobs of that name, and at times `due` by itself; said before it starts. */
  does<Payload>(
    job: string,
    chore: (payload: Payload) => Promise<void>,
    { due }: { readonly due?: string } = {},
  ): void {
    this.chores[job] = (payload) => chore(payload as Payload);
    if (due) this.times.push(`${due} ${job}`);
  }

  async start(): Promise<void> {
    this.runner = await run({
      ...this.options(),
      concurrency: 3,
      noHandleSignals: true,
      pollInterval: 1_000,
      crontab: this.times.join('\n'),
    });
  }

  /** Carries out what is waiting now, and returns; for commands and tests. */
  async drain(): Promise<void> {
    await runOnce(this.options());
  }

  async onModuleDestroy(): Promise<void> {
    await this.runner?.stop();
    this.mailer.close();
    await this.jobs.end();
  }

  private options() {
    return { pgPool: this.jobs, taskList: this.tasks(), logger: new WorkerLogger(() => () => undefined) };
  }

  private tasks(): TaskList {
    return {
      ...this.chores,
      send_sign_in_mail: (payload) => this.sendSignInMail(payload as { mailId: string }),
      send_mail: (payload) => this.sendMail(payload as { practiceId: string; mailId: string }),
      watch_months: async () => {
        await this.store.watchMonths(this.clock.instant());
      },
      seal_audit: async () => {
        for (const head of await this.store.sealAudit()) this.logger.log({ ...head }, 'audit trail sealed');
      },
    };
  }

  private async sendSignInMail({ mailId }: { mailId: string }): Promise<void> {
    const mail = await this.store.signInMail(mailId);
    if (!mail) return;
    const sealed = unseal(this.settings.BATON_SECRET, 'sign-in', mail.sealed);
    const { link, ...facts } = JSON.parse(sealed) as { link?: string; code: string; minutes: number };
    const letter = link === undefined ? confirmationLetter(facts) : signInLetter({ link, ...facts });
    try {
      await this.mailer.send(mailId, mail.recipient, letter);
    } catch (error) {
      await this.store.signInMailFailed(mailId, reasonOf(error));
      throw error;
    }
    await this.store.signInMailSent(mailId);
  }

  private async sendMail({ practiceId, mailId }: { practiceId: string; mailId: string }): Promise<void> {
    const mail = await this.store.waiting(practiceId, mailId);
    if (!mail) return;
    const link = mail.sealed ? unseal(this.settings.BATON_SECRET, 'mail', mail.sealed) : '';
    try {
      const facts = { ...mail.facts, practiceId, clientId: mail.client_id };
      await this.mailer.send(mailId, mail.recipient, letterFor(mail.kind, facts, link, this.origin));
    } catch (error) {
      await this.store.failed(practiceId, mailId, reasonOf(error));
      throw error;
    }
    await this.store.sent(practiceId, mailId);
  }
}

/** Why a mail was not taken, without addresses. */
function reasonOf(error: unknown): string {
  const { responseCode, code } = (error ?? {}) as { responseCode?: unknown; code?: unknown };
  return `not accepted: ${String(responseCode ?? code ?? 'unknown')}`;
}
