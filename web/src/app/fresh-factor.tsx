import { useEffect, useState } from 'react';
import { useQuestion } from '../platform/fresh-factor';
import { useSession } from '../platform/session';

type Asking = typeof import('../identity/confirm-it-is-you').ConfirmItIsYou;

/**
 * Puts the question whether it is still them over whatever screen is open. It is loaded when it is first needed; where that
 * fails, the act stays refused and what was typed stays on the screen.
 */
export function FreshFactor() {
  const question = useQuestion();
  const { state } = useSession();
  const [Asking, setAsking] = useState<Asking | null>(null);
  const email = state.is === 'in' ? state.me.email : null;

  useEffect(() => {
    if (!question) return;
    if (email === null) question.answer(false);
    else
      import('../identity/confirm-it-is-you').then(
        ({ ConfirmItIsYou }) => setAsking(() => ConfirmItIsYou),
        () => question.answer(false),
      );
  }, [question, email]);

  return question && email !== null && Asking ? <Asking email={email} onAnswer={question.answer} /> : null;
}
