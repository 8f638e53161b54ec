import type { Acceptance } from '../../contract/acceptance.js';
import { dayIn } from '../../domain/shared/day.js';
import { acceptanceOf, type AcceptanceFacts } from '../../domain/statements/acceptance.js';
import type { AcceptanceRow } from './acceptance.query.js';

/** What the rule of accepting looks at: days in the engagement's zone. */
export function acceptanceFacts(row: AcceptanceRow, publishedAt: string): AcceptanceFacts {
  const on = (moment: string) => dayIn(row.zone, Date.parse(moment));
  return {
    publishedOn: on(publishedAt),
    acceptanceDays: row.days,
    accepted: row.acceptedAt !== null,
    questions: row.questions.map(({ answer }) => ({ answeredOn: answer && on(answer.at) })),
    replaced: row.replaced,
    setAside: row.setAside,
  };
}

/** How a version stands with the client, the same for both sides. */
export function presentAcceptance(row: AcceptanceRow, publishedAt: string): Acceptance {
  return {
    ...acceptanceOf(acceptanceFacts(row, publishedAt)),
    acceptedAt: row.acceptedAt,
    byTime: row.byTime,
    questions: row.questions.map(({ id, text, askedAt, answer }) => ({
      id,
      text,
      askedAt,
      answer: answer && { text: answer.text, at: answer.at },
    })),
  };
}
