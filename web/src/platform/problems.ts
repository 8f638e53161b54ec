import { problems, sentenceOf, type ProblemCode } from '@contract/problems';
import { formatDate, formatMonth } from '@domain/shared/format';
import { isDay } from '@domain/shared/day';
import { isMonth } from '@domain/shared/month';
import { Refusal } from './api';

const UNREACHABLE = 'Baton cannot be reached right now. What you typed is kept; please try again.';
const BROKEN = 'Something went wrong on our side. Nothing was changed.';

function isKnown(code: string): code is ProblemCode {
  return code in problems;
}

function readable(fact: unknown): unknown {
  if (typeof fact !== 'string') return fact;
  return isDay(fact) ? formatDate(fact) : isMonth(fact) ? formatMonth(fact) : fact;
}

/** What the person reads for a failure of any kind: always a sentence, never a code. */
export function sentenceFor(error: unknown): string {
  if (!(error instanceof Refusal)) return BROKEN;
  if (error.code === 'request.unreachable') return UNREACHABLE;
  if (!isKnown(error.code)) return error.detail || BROKEN;
  const facts = Object.fromEntries(Object.entries(error.facts).map(([name, fact]) => [name, readable(fact)]));
  const sentence = sentenceOf(error.code, facts);
  return sentence.includes('?,') || / \?\.?$/.test(sentence) ? error.detail || sentence : sentence;
}

/** Sentences by field, for a form to put beside its inputs. */
export function fieldsOf(error: unknown): Record<string, string> {
  return error instanceof Refusal ? { ...error.fields } : {};
}

export function isRefusal(error: unknown, code: ProblemCode): error is Refusal {
  return error instanceof Refusal && error.code === code;
}
