import { answerQuestion, type SummaryView } from '@contract/statements';
import { formatDate } from '@domain/shared/format';
import { useDraft } from '../platform/draft';
import { moment } from '../platform/when';
import { TextAreaField } from '../ui/fields';
import { Form, FormEnd } from '../ui/form';
import { Status, type Tone } from '../ui/status';
import { say } from '../ui/toast';
import classes from './published.module.css';
import { useAnswerQuestion } from './statements.queries';

type Statement = SummaryView['published'][number];

interface StandingProps {
  readonly practice: string;
  readonly statement: Statement;
  readonly canAnswer: boolean;
}

/** How a version stands with the client: accepted, waiting or asked about, with every question and its answer. */
export function Standing({ practice, statement, canAnswer }: StandingProps) {
  const { acceptance } = statement;
  const { words, tone } = standingOf(acceptance);
  return (
    <>
      <p>
        <Status tone={tone}>{words}</Status>
      </p>
      {acceptance.questions.map((question) => (
        <div key={question.id} className={classes.question}>
          <p>
            <strong>Asked {moment(question.askedAt)}:</strong> {question.text}
          </p>
          {question.answer ? (
            <p>
              <strong>Answered {moment(question.answer.at)}:</strong> {question.answer.text}
            </p>
          ) : canAnswer ? (
            <AnswerForm practice={practice} statementId={statement.id} questionId={question.id} />
          ) : (
            <p>Not answered yet.</p>
          )}
        </div>
      ))}
    </>
  );
}

function standingOf({ state, countsOn, byTime, acceptedAt }: Statement['acceptance']): { words: string; tone: Tone } {
  switch (state) {
    case 'accepted':
      return {
        words: `Accepted${byTime ? ' by time' : ''}${acceptedAt ? ` ${moment(acceptedAt)}` : ''}`,
        tone: 'plain',
      };
    case 'questioned':
      return { words: 'Question open', tone: 'warn' };
    case 'replaced':
      return { words: 'Replaced', tone: 'plain' };
    case 'being_revised':
      return { words: 'Being revised', tone: 'now' };
    case 'published':
      return { words: countsOn ? `Counts as accepted on ${formatDate(countsOn)}` : 'Not accepted yet', tone: 'plain' };
  }
}

interface AnswerFormProps {
  readonly practice: string;
  readonly statementId: string;
  readonly questionId: string;
}

function AnswerForm({ practice, statementId, questionId }: AnswerFormProps) {
  const answer = useAnswerQuestion({ practiceId: practice, statementId, questionId });
  const { form, submit, busy, problem } = useDraft({
    initial: { text: '' },
    schema: answerQuestion.body,
    toBody: (values) => values,
    send: (body) => answer.mutateAsync(body),
    onDone: () => say('Your answer is in their portal.'),
  });
  return (
    <Form onSubmit={submit} label="Answer the question">
      <TextAreaField label="Answer" description="The client reads this" rows={2} {...form.getInputProps('text')} />
      <FormEnd verb="Answer" busy={busy} problem={problem} />
    </Form>
  );
}
