import { isDay } from '../../../domain/shared/day.js';
import { formatDay, formatMinutes, formatMonth } from '../../../domain/shared/format.js';
import { isMonth } from '../../../domain/shared/month.js';
import { minutes } from '../../../domain/shared/units.js';

export interface Letter {
  readonly subject: string;
  readonly text: string;
}

type Facts = Readonly<Record<string, unknown>>;

const FOOTER = '\n\n--\nBaton, the engagement tracker of your fractional CTO\n';

/** The sign-in mail. Its subject says nothing that a glance at a lock screen should not tell. */
export function signInLetter({ link, code, minutes }: { link: string; code: string; minutes: number }): Letter {
  return {
    subject: 'Your sign-in link for Baton',
    text: `Open this link to sign in:\n\n${link}\n\nOr type this code where you asked for it: ${code}\n\nBoth work once, within ${minutes} minutes. If you did not ask for this, you need not do anything.${FOOTER}`,
  };
}

/** The mail that asks whether it is still them. Without a link: it is typed where it was asked for, and nowhere else. */
export function confirmationLetter({ code, minutes }: { code: string; minutes: number }): Letter {
  return {
    subject: 'Your code for Baton',
    text: `Type this code where you asked for it: ${code}\n\nIt confirms that it is you, works once, and holds for ${minutes} minutes. If you did not ask for it, somebody else may be at one of your browsers: sign in, and under Settings end every session that is not yours.${FOOTER}`,
  };
}

/** What each kind of mail of a practice says, from the facts written down with its cause. */
const LETTERS: Readonly<Record<string, (facts: Facts, link: string, origin: string) => Letter>> = {
  invitation: ({ practiceName, clientName, role }, link) => ({
    subject: `${text(practiceName)} invites you to Baton`,
    text: `${text(practiceName)} invites you to ${
      clientName ? `look in on the engagement with ${text(clientName)}` : 'work with them in Baton'
    } as ${text(role)}.\n\nOpen this link to join:\n\n${link}\n\nIt works once, within 72 hours, and only for this mailbox.${FOOTER}`,
  }),
  overage_asked: ({ practiceName, clientName, month, minutes: more, reason, practiceId, clientId }, _link, origin) => ({
    subject: `${text(clientName)}: ${hours(more)} more in ${monthName(month)}?`,
    text: `${text(practiceName)} asks for ${hours(more)} beyond the allowance of ${monthName(month)}.\n\n${text(reason)}\n\nSay yes or no here:\n\n${origin}/portal/${text(practiceId)}/${text(clientId)}${FOOTER}`,
  }),
  overage_answered: (facts, _link, origin) => {
    const { clientName, month, minutes: more, answer, sentence, practiceId, clientId } = facts;
    const said = answer === 'yes' ? 'said yes to' : 'said no to';
    const added = text(sentence) ? `\n\n“${text(sentence)}”` : '';
    return {
      subject: `${text(clientName)} ${said} ${hours(more)} more in ${monthName(month)}`,
      text: `${text(clientName)} ${said} the ${hours(more)} beyond the allowance of ${monthName(month)}.${added}\n\nSee the month here:\n\n${origin}/p/${text(practiceId)}/clients/${text(clientId)}/hours?month=${text(month)}${FOOTER}`,
    };
  },
  balance_warning: ({ clientName, month, sentence, side, practiceId, clientId }, _link, origin) => {
    const there =
      side === 'client'
        ? `${origin}/portal/${text(practiceId)}/${text(clientId)}`
        : `${origin}/p/${text(practiceId)}/clients/${text(clientId)}/hours?month=${text(month)}`;
    return {
      subject: `${text(clientName)}: hours of ${monthName(month)}`,
      text: `${text(sentence)}\n\nSee the month here:\n\n${there}${FOOTER}`,
    };
  },
  statement_published: ({ practiceName, clientName, month, number, practiceId, clientId }, _link, origin) => ({
    subject: `${text(clientName)}: summary for ${monthName(month)}${Number(number) > 1 ? ' (revised)' : ''}`,
    text: `${text(practiceName)} has published the summary for ${monthName(month)}.\n\nRead it here:\n\n${origin}/portal/${text(practiceId)}/${text(clientId)}${FOOTER}`,
  }),
  statement_questioned: ({ practiceId, clientId, clientName, month, number }, _link, origin) => ({
    subject: `${text(clientName)} asks about the summary for ${monthName(month)}`,
    text: `A sponsor of ${text(clientName)} has a question about version ${text(number)} of the summary for ${monthName(month)}. Until it is answered, no days run towards acceptance.\n\nRead and answer it here:\n\n${summaryAt(origin, practiceId, clientId, month)}${FOOTER}`,
  }),
  statement_accepted: ({ practiceId, clientId, clientName, month, number, byTime }, _link, origin) => ({
    subject: `${text(clientName)}: summary for ${monthName(month)} is accepted`,
    text: `${
      byTime === true
        ? `The agreed days have gone by without a question, so version ${text(number)} of the summary for ${monthName(month)} counts as accepted by ${text(clientName)}.`
        : `A sponsor of ${text(clientName)} has accepted version ${text(number)} of the summary for ${monthName(month)}.`
    }\n\n${summaryAt(origin, practiceId, clientId, month)}${FOOTER}`,
  }),
  summary_late: ({ practiceId, clientId, clientName, month, dueOn }, _link, origin) => ({
    subject: `${text(clientName)}: the summary for ${monthName(month)} is late`,
    text: `The summary for ${monthName(month)} was due to ${text(clientName)} on ${dayName(dueOn)} and is not published yet.\n\nClose and publish the month here:\n\n${summaryAt(origin, practiceId, clientId, month)}${FOOTER}`,
  }),
};

/** Where the practice finds the summary of a month. */
function summaryAt(origin: string, practiceId: unknown, clientId: unknown, month: unknown): string {
  return `${origin}/p/${text(practiceId)}/clients/${text(clientId)}/summaries/${text(month)}`;
}

export function letterFor(kind: string, facts: Facts, link: string, origin: string): Letter {
  const write = LETTERS[kind];
  if (!write) throw new Error(`no letter is written for ${kind}`);
  return write(facts, link, origin);
}

function monthName(month: unknown): string {
  return typeof month === 'string' && isMonth(month) ? formatMonth(month) : text(month);
}

/** Minutes in a letter, as hours: `4:00 h`. */
function hours(fact: unknown): string {
  return typeof fact === 'number' ? `${formatMinutes(minutes(fact))} h` : text(fact);
}

function dayName(day: unknown): string {
  return typeof day === 'string' && isDay(day) ? formatDay(day) : text(day);
}

/** A fact in a letter: one line, whatever it held. */
function text(fact: unknown): string {
  return String(fact ?? '')
    .replace(/\s+/g, ' ')
    .trim();
}
