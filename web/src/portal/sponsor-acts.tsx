import type { PortalStatement } from '@contract/portal';
import { formatMonth } from '@domain/shared/format';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { sentenceFor } from '../platform/problems';
import { Kit } from '../ui/kit';
import { say, sayFailed } from '../ui/toast';
import classes from './acceptance.module.css';
import { AskAbout } from './ask-about';
import { useStatementActs } from './portal.queries';

interface SponsorActsProps {
  readonly practice: string;
  readonly client: string;
  readonly statement: PortalStatement;
}

/** The sponsor's two acts about a summary: accept it in one tap, or ask. */
export function SponsorActs(props: SponsorActsProps) {
  return (
    <Kit>
      <Acts {...props} />
    </Kit>
  );
}

function Acts({ practice, client, statement }: SponsorActsProps) {
  const { accept } = useStatementActs(practice, client, statement.id);
  const [asking, setAsking] = useState(false);
  const name = formatMonth(statement.month);
  return (
    <div className={classes.acts}>
      <Button
        loading={accept.isPending}
        onClick={() =>
          accept.mutate(undefined, {
            onSuccess: () => say(`${name} is accepted. Thank you.`),
            onError: (error) => sayFailed(sentenceFor(error)),
          })
        }
      >
        Accept {name}
      </Button>
      <Button variant="default" onClick={() => setAsking(true)}>
        Ask a question
      </Button>
      {asking ? (
        <AskAbout practice={practice} client={client} statement={statement} onClose={() => setAsking(false)} />
      ) : null}
    </div>
  );
}
