import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type pg from 'pg';
import type { Id } from '../../../contract/shapes.js';
import { balanceOn } from '../../../domain/engagements/balance.js';
import { balanceInWords, balanceNews } from '../../../domain/engagements/warnings.js';
import { Clock } from '../../platform/clock/clock.js';
import { JobPractice, JOBS_POOL } from '../../platform/outbox/job-practice.js';
import { Worker } from '../../platform/outbox/worker.js';
import { bookOf, runningMonth } from '../book.store.js';
import { WarningsStore } from './warnings.store.js';

/** Once an hour, because the forecast changes with the days although nobody writes an hour. */
const HOURLY = '7 * * * *';

/** Judges balances as jobs, and writes down the warnings they call for with the mails that tell of them: once each. */
@Injectable()
export class JudgeBalance implements OnModuleInit {
  constructor(
    private readonly worker: Worker,
    private readonly practice: JobPractice,
    private readonly store: WarningsStore,
    private readonly clock: Clock,
    @Inject(JOBS_POOL) private readonly jobs: pg.Pool,
  ) {}

  onModuleInit(): void {
    this.worker.does('judge_balance', (job: { practiceId: Id; engagementId: Id }) => this.judge(job));
    this.worker.does('judge_balances', () => this.judgeAll(), { due: HOURLY });
  }

  /** One engagement's running month. What was judged before is not told again. */
  judge({ practiceId, engagementId }: { readonly practiceId: Id; readonly engagementId: Id }): Promise<void> {
    return this.practice.enter(practiceId, async (db) => {
      const row = await this.store.toJudge(db, practiceId, engagementId);
      if (!row || row.phase === 'closed') return;
      const [book, today] = [bookOf(row), this.clock.today(row.zone)];
      const figures = runningMonth(book, today);
      if (!figures) return;
      const balance = balanceOn(figures, book.terms[0]?.startDay ?? 1, today);
      const warned = row.warned.filter(({ month }) => month === figures.month).map(({ mark }) => mark);
      const { marks, tell } = balanceNews(balance, warned);
      if (tell === null) return;
      const told = {
        sentence: balanceInWords(balance, tell),
        toldClient: row.warnsClient && book.visibility !== 'hidden',
      };
      const written = await this.store.write(db, row, { ...balance, marks, at: this.clock.instant(), ...told });
      if (written > 0) await this.store.tell(db, row, { month: figures.month, mark: tell, ...told });
    });
  }

  /** Every engagement that runs, one after the other. */
  async judgeAll(): Promise<void> {
    const { rows } = await this.jobs.query<{ practiceId: Id; engagementId: Id }>(
      'SELECT practice_id AS "practiceId", engagement_id AS "engagementId" FROM app.engagements_to_judge()',
    );
    for (const row of rows) await this.judge(row);
  }
}
