import * as z from 'zod';

type Issue = z.core.$ZodRawIssue;

/**
 * What a person reads where a schema has no sentence of its own: plain words instead of the validator's. Set once for every
 * schema, since whoever reads the contract imports this.
 */
z.config({ customError: (issue) => plainly(issue) });

function plainly(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return wanted(issue.expected, issue.input);
    case 'too_small':
      return smallest(issue.origin, Number(issue.minimum));
    case 'too_big':
      return largest(issue.origin, Number(issue.maximum));
    case 'invalid_value':
      return `Choose one of: ${issue.values.map(String).join(', ')}.`;
    case 'invalid_format':
      return issue.format === 'uuid' ? 'This is not an id.' : 'This is not written as it should be.';
    case 'unrecognized_keys':
      return `Not known here: ${issue.keys.join(', ')}.`;
    case 'not_multiple_of':
      return `Write a multiple of ${issue.divisor}.`;
    default:
      return 'This is not as it should be.';
  }
}

function wanted(expected: string, input: unknown): string {
  if (input === undefined || input === null) return 'Please fill this in.';
  if (expected === 'int') return 'Write a whole number.';
  if (expected === 'number') return 'Write a number.';
  if (expected === 'string') return 'Write a text.';
  return 'This is not as it should be.';
}

function smallest(origin: string, minimum: number): string {
  if (origin === 'string') return minimum === 1 ? 'Please fill this in.' : `At least ${minimum} characters, please.`;
  if (origin === 'array' || origin === 'set')
    return minimum === 1 ? 'At least one, please.' : `At least ${minimum}, please.`;
  return `${minimum} or more, please.`;
}

function largest(origin: string, maximum: number): string {
  if (origin === 'string') return `At most ${maximum} characters, please.`;
  if (origin === 'array' || origin === 'set') return `At most ${maximum}, please.`;
  return `${maximum.toLocaleString('en-GB')} or less, please.`;
}
