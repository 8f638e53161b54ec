import { policiesInWords, type PolicyWords } from '@domain/engagements/terms-words';
import type { Terms } from '@domain/engagements/terms';
import type { Day } from '@domain/shared/day';
import { monthOf } from '@domain/shared/month';
import type { ReactNode } from 'react';
import classes from './policies.module.css';

interface PoliciesProps {
  readonly terms: Terms;
  /** Examples speak of the contract month that holds this day. */
  readonly from: Day;
  /** What stands at the right end of a policy, and what opens below it. */
  readonly action?: (policy: PolicyWords) => ReactNode;
  readonly below?: (policy: PolicyWords) => ReactNode;
}

/** What some terms say, in sentences, each with an example worked out by the ledger. */
export function Policies({ terms, from, action, below }: PoliciesProps) {
  return (
    <ul className={classes.policies} aria-label="What these terms say">
      {policiesInWords(terms, monthOf(from, terms.startDay)).map((policy) => (
        <li key={policy.id} className={classes.policy}>
          <div className={classes.words}>
            <div>
              {policy.sentence}
              {policy.example ? <div className={classes.example}>{policy.example}</div> : null}
            </div>
            {action?.(policy)}
          </div>
          {below?.(policy)}
        </li>
      ))}
    </ul>
  );
}
