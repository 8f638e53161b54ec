import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import type { AddressInfo } from 'node:net';
import * as clients from '../api/contract/clients.js';
import * as engagements from '../api/contract/engagements.js';
import * as identity from '../api/contract/identity.js';
import * as ledger from '../api/contract/ledger.js';
import * as statements from '../api/contract/statements.js';
import * as time from '../api/contract/time.js';
import type { Phase } from '../api/domain/engagements/phases.js';
import { addDays, type Day } from '../api/domain/shared/day.js';
import { addMonths, firstDayOf, lastDayOf, monthOf, type Month } from '../api/domain/shared/month.js';
import { minor, minutes } from '../api/domain/shared/units.js';
import { buildApp } from '../api/src/app.js';
import { DevelopmentMailbox } from '../api/src/platform/outbox/development-mailbox.js';
import { Worker } from '../api/src/platform/outbox/worker.js';
import { IdentityStore } from '../api/src/identity/identity.store.js';
import { readSettings } from '../api/src/platform/settings.js';
import { Browser } from './demo/browser.js';
import { BOOKKEEPER, CAST, PRACTICE, type Role } from './demo/cast.js';
import { Diary } from './demo/diary.js';
import { runSearch } from './demo/search.js';
import { dice, DemoClock, Timeline, ZONE } from './demo/timeline.js';

/** The mailboxes that the demo's sign-in links are for. */
export const demo = { owner: 'maya@northgate.example', sponsor: 'daniel@acme.example' };

/**
 * Fills an empty, migrated database with a believable practice, as it stands at the moment `now` (milliseconds since 1970).
 * It is made through the running application, day by day with the clock of that day, so that every row in it obeys the
 * rules that real rows obey.
 */
export async function seed(place: { url: string; secret: string }, now = Date.now()): Promise<void> {
  const settings = readSettings({
    NODE_ENV: 'development',
    DATABASE_URL: place.url,
    BATON_SECRET: place.secret,
    PORT: '0',
  });
  const clock = new DemoClock(now);
  const app = await buildApp(settings, 'http://localhost', clock);
  await app.listen(0, '127.0.0.1');
  try {
    const { port } = app.getHttpServer().address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    await new Story(url, app.get(IdentityStore, { strict: false }), clock, new Timeline(now), (to) =>
      tokenMailed(app, to),
    ).tell();
  } finally {
    await app.close();
  }
}

/** The token of the newest letter to a mailbox, after the waiting mail has gone out to the development mailbox. */
async function tokenMailed(app: INestApplicationContext, mailbox: string): Promise<string> {
  await app.get(Worker, { strict: false }).drain();
  const letter = app
    .get(DevelopmentMailbox, { strict: false })
    .letters()
    .find(({ to }) => to === mailbox);
  const token = /#([\w-]{43})/.exec(letter?.text ?? '')?.[1];
  if (!token) throw new Error(`no link was mailed to ${mailbox}`);
  return token;
}

function policiesOf({ rate, policies: { carry, approval, leeway = 0, rounding } }: Role) {
  const ratePerHour = minor(rate);
  return {
    ...(carry ? { carry } : {}),
    ...(rounding ? { rounding } : {}),
    overage: approval
      ? { kind: 'approval' as const, ratePerHour }
      : { kind: 'bill' as const, ratePerHour, leeway: minutes(leeway) },
  };
}

class Story {
  private readonly practiceId = randomUUID();
  private readonly roll = dice(20);
  private readonly diary: Diary;

  constructor(
    private readonly url: string,
    private readonly store: IdentityStore,
    private readonly clock: DemoClock,
    private readonly timeline: Timeline,
    private readonly tokenMailedTo: (mailbox: string) => Promise<string>,
  ) {
    this.diary = new Diary(timeline.today);
  }

  async tell(): Promise<void> {
    const owner = await this.store.addUser(demo.owner, PRACTICE.owner);
    await this.store.foundPractice(this.practiceId, PRACTICE.name, owner.id, ZONE);
    const maya = await Browser.signedIn(this.url, this.store, owner.id, this.timeline);
    const { items } = await maya.call(identity.listMembers, { params: { practiceId: this.practiceId } });
    const member = items[0];
    if (!member) throw new Error('the demo has no owner');
    await maya.call(
      identity.editMember,
      { params: { practiceId: this.practiceId, memberId: member.id }, body: { capacityMinutes: 36 * 60 } },
      member.version,
    );
    for (const role of CAST) await this.play(maya, role);
    await this.joinBookkeeper(maya);
  }

  /** Whoever writes the invoices sees statements and nothing else. */
  private async joinBookkeeper(maya: Browser): Promise<void> {
    this.clock.goTo(this.timeline.today);
    const { email, name } = BOOKKEEPER;
    const body = { email, name, role: 'bookkeeper' as const };
    await maya.call(identity.inviteMember, { params: { practiceId: this.practiceId }, body });
    await this.accept(email, name);
  }

  private async accept(email: string, name: string): Promise<void> {
    const token = await this.tokenMailedTo(email);
    await Browser.signedOut(this.url).call(identity.acceptInvitation, { body: { token, name } });
  }

  private async play(maya: Browser, role: Role): Promise<void> {
    const started = this.timeline.ago(role.startedDaysAgo);
    this.clock.goTo(started);
    const client = await maya.call(clients.createClient, {
      params: { practiceId: this.practiceId },
      body: {
        name: role.name,
        code: role.code,
        legalName: role.legalName,
        address: role.address,
        engineers: role.engineers,
        ...(role.nextStep
          ? { nextStep: role.nextStep[0], nextStepOn: addDays(this.timeline.today, role.nextStep[1]) }
          : {}),
      },
    });
    const atClient = { practiceId: this.practiceId, clientId: client.id };
    for (const contact of role.contacts) await maya.call(clients.addContact, { params: atClient, body: contact });
    const { id: engagementId } = await maya.call(engagements.createEngagement, {
      params: atClient,
      body: {
        zone: ZONE,
        startsOn: started,
        phase: startPhase(role),
        hoursVisibility: 'all_entries',
        terms: {
          allowanceMinutes: role.allowance.minutes,
          allowancePer: role.allowance.per,
          startDay: 1,
          fee: role.fee,
          currency: 'EUR',
          ...policiesOf(role),
        },
        opening: role.brought.map(([back, left]) => ({
          born: addMonths(monthOf(started, 1), -back),
          minutes: minutes(left),
        })),
      },
    });
    await this.joinSponsor(maya, client.id, role);
    await this.movePhases(maya, engagementId, client.id, role);
    await this.workAndClose(maya, engagementId, role, started);
    await this.agree(maya, engagementId, role);
    await this.milestones(maya, engagementId, role);
    if (role.endedDaysAgo !== null) await this.finish(maya, engagementId, this.timeline.ago(role.endedDaysAgo));
  }

  private async agree(maya: Browser, engagementId: string, { agreed }: Role): Promise<void> {
    const params = { practiceId: this.practiceId, engagementId, month: monthOf(this.timeline.today, 1) };
    this.clock.goTo(this.timeline.today);
    if (agreed.asked) {
      const [wanted, reason] = agreed.asked;
      await maya.call(ledger.askOverage, { params, body: { minutes: minutes(wanted), reason } });
    }
    if (agreed.adjusted) {
      const [changed, reason] = agreed.adjusted;
      await maya.call(ledger.adjustMonth, { params, body: { minutes: minutes(changed), reason } });
    }
  }

  /** The first contact looks in as the sponsor, and beside it the board; invited and accepted as anybody would be, only without the mail. */
  private async joinSponsor(maya: Browser, clientId: string, role: Role): Promise<void> {
    const [sponsor] = role.contacts;
    if (sponsor) await this.joinClient(maya, clientId, sponsor, 'sponsor');
    if (role.board) await this.joinClient(maya, clientId, role.board, 'board');
  }

  private async joinClient(
    maya: Browser,
    clientId: string,
    { email, name }: { readonly email: string; readonly name: string },
    role: 'sponsor' | 'board',
  ): Promise<void> {
    const params = { practiceId: this.practiceId, clientId };
    await maya.call(identity.inviteClientUser, { params, body: { email, name, role } });
    await this.accept(email, name);
  }

  private async movePhases(maya: Browser, engagementId: string, clientId: string, role: Role): Promise<void> {
    const params = { practiceId: this.practiceId, engagementId };
    let from = startPhase(role);
    for (const step of role.steps) {
      const on = this.timeline.ago(step.daysAgo);
      this.clock.goTo(on);
      for (const { criterion, note } of step.evidence) {
        await maya.call(engagements.recordEvidence, { params, body: { criterion, note, on } });
      }
      if (step.to === 'search_running' && role.search) {
        await runSearch(maya, this.clock, this.timeline, {
          practiceId: this.practiceId,
          engagementId,
          clientId,
          from: on,
        });
        this.clock.goTo(on);
      }
      await maya.call(engagements.movePhase, {
        params,
        body: { from, to: step.to, on, sentence: step.sentence, reason: '' },
      });
      from = step.to;
    }
  }

  private async workAndClose(maya: Browser, engagementId: string, role: Role, started: Day): Promise<void> {
    const ended = role.endedDaysAgo === null ? this.timeline.today : this.timeline.ago(role.endedDaysAgo);
    const last = monthOf(ended, 1);
    for (let month = monthOf(started, 1); month <= last; month = addMonths(month, 1)) {
      const from = month === monthOf(started, 1) ? started : firstDayOf(month, 1);
      const next = firstDayOf(addMonths(month, 1), 1);
      const before = next < ended ? next : ended;
      this.clock.goTo(this.timeline.today);
      await this.log(maya, engagementId, role, from, before);
      if (closingDay(month) <= this.timeline.today) await this.closeMonth(maya, engagementId, role, month);
    }
  }

  private async log(maya: Browser, engagementId: string, role: Role, from: Day, before: Day): Promise<void> {
    const params = { practiceId: this.practiceId, engagementId };
    for (const day of this.timeline.workingDays(from, before)) {
      if (this.roll(5) >= role.perWeek - 1 && this.roll(3) > 0) continue;
      for (let count = role.perWeek > 5 ? 1 + this.roll(2) : 1; count > 0; count -= 1) {
        const work = pick(role.work, this.roll);
        const worked = pick(work.minutes, this.roll);
        await maya.call(time.logHours, {
          params,
          body: {
            id: randomUUID(),
            day,
            minutes: worked,
            activity: work.activity,
            text: pick(work.texts, this.roll),
            instants: this.diary.enter(day, worked),
            privateNote: this.roll(12) === 0 ? 'Raise this gently next time.' : '',
          },
        });
      }
    }
  }

  private async closeMonth(maya: Browser, engagementId: string, role: Role, month: Month): Promise<void> {
    const params = { practiceId: this.practiceId, engagementId, month };
    this.clock.goTo(closingDay(month));
    await maya.call(statements.writeWords, { params, body: role.words }, 0);
    await maya.call(statements.closeMonth, { params });
    await maya.call(statements.publishStatement, { params, body: { wordsVersion: 1 } });
  }

  private async milestones(maya: Browser, engagementId: string, role: Role): Promise<void> {
    if (!role.nextStep) return;
    const [name, inDays] = role.nextStep;
    this.clock.goTo(this.timeline.today);
    await maya.call(engagements.addMilestone, {
      params: { practiceId: this.practiceId, engagementId },
      body: { name, dueOn: addDays(this.timeline.today, inDays), clientSees: true },
    });
  }

  /** Closes the engagement once its last month is closed; a later month, over and still open, would stand in the way. */
  private async finish(maya: Browser, engagementId: string, on: Day): Promise<void> {
    const params = { practiceId: this.practiceId, engagementId };
    this.clock.goTo(closingDay(monthOf(on, 1)));
    for (const criterion of ['access_returned', 'pack_delivered', 'balance_settled'] as const) {
      await maya.call(engagements.recordEvidence, { params, body: { criterion, note: 'Checked off together', on } });
    }
    await maya.call(engagements.movePhase, {
      params,
      body: { from: 'winding_down', to: 'closed', sentence: 'Thank you; it was a pleasure.', reason: '' },
    });
  }
}

/** The day on which the practice closes a month: the second of the next. */
function closingDay(month: Month): Day {
  return addDays(lastDayOf(month, 1), 2);
}

/** Where an engagement began in Baton: the story of some starts mid-way, as real practices switch to it mid-way. */
function startPhase(role: Role): Phase {
  const [first] = role.steps;
  if (!first || first.to === 'foundation') return 'assessing';
  if (first.to === 'handing_over') return 'search_running';
  return first.to === 'winding_down' ? 'strategic_partner' : 'handing_over';
}

function pick<T>(from: readonly T[], roll: (sides: number) => number): T {
  const one = from[roll(from.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
}
