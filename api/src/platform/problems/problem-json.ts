import { problems, sentenceOf, type ProblemReply } from '../../../contract/problems.js';
import type { Refused } from './refused.js';

export const PROBLEM_JSON = 'application/problem+json; charset=utf-8';

/** A refusal as RFC 9457 has it. */
export function problemOf({ code, facts, fields }: Refused): ProblemReply {
  const { field, ...rest } = facts;
  const title = sentenceOf(code, facts);
  return {
    type: `urn:baton:problem:${code}`,
    title,
    status: problems[code].status,
    code,
    ...(Object.keys(rest).length > 0 ? { facts: rest } : {}),
    ...(fields ? { fields } : field ? { fields: { [field]: title } } : {}),
  };
}
