import { movePhase, type PhaseView } from '@contract/engagements';
import { formatDate } from '@domain/shared/format';
import { Check, Circle } from 'lucide-react';
import { useState } from 'react';
import { useDraft } from '../platform/draft';
import { Dialog } from '../ui/dialog';
import { ChoiceField, TextField } from '../ui/fields';
import { Form, FormEnd } from '../ui/form';
import { say } from '../ui/toast';
import { usePhaseChanges } from './engagements.queries';
import { RecordEvidence } from './record-evidence';
import classes from './phase-move-dialog.module.css';

type Move = PhaseView['moves'][number];

interface PhaseMoveProps {
  readonly practice: string;
  readonly engagementId: string;
  readonly view: PhaseView;
  readonly onClose: () => void;
}

/** Where the engagement can go from here, what each step needs and has, and the words the client reads about it. */
export function PhaseMoveDialog({ open, ...props }: PhaseMoveProps & { readonly open: boolean }) {
  return (
    <Dialog title="Move to another phase" open={open} onClose={props.onClose}>
      <ChooseMove {...props} />
    </Dialog>
  );
}

function ChooseMove(props: PhaseMoveProps) {
  const { view } = props;
  const [to, setTo] = useState<string>(
    view.moves.find(({ direction }) => direction === 'forward')?.to ?? view.moves[0]?.to ?? '',
  );
  const move = view.moves.find((one) => one.to === to);
  return (
    <>
      <ChoiceField
        label={`From ${view.label} to`}
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
        data={view.moves.map((one) => ({
          value: one.to,
          label: one.direction === 'back' ? `${one.label} (back)` : one.label,
        }))}
      />
      {move ? <MoveForm key={move.to} {...props} move={move} /> : <p>There is no way on from here.</p>}
    </>
  );
}

function MoveForm({ practice, engagementId, view, move, onClose }: PhaseMoveProps & { readonly move: Move }) {
  const changes = usePhaseChanges(practice, engagementId);
  const unmet = move.criteria.filter(({ met }) => !met);
  const barred = !move.open && !move.overridable;
  const { form, submit, busy, problem } = useDraft({
    initial: { reason: '', sentence: '' },
    schema: movePhase.body,
    toBody: ({ reason, sentence }) => ({ from: view.phase, to: move.to, reason, sentence }),
    send: (body) => changes.move.mutateAsync(body),
    onDone: () => {
      say(`Moved to “${move.label}”. The client reads it in the timeline.`);
      onClose();
    },
    fieldOf: { 'phase.reason_needed': 'reason' },
  });

  return (
    <>
      <Criteria practice={practice} engagementId={engagementId} move={move} view={view} />
      {barred ? (
        <p className={classes.barred}>This step is never taken without its evidence. Complete what is missing first.</p>
      ) : (
        <Form onSubmit={submit} label={`Move to ${move.label}`}>
          {unmet.length > 0 ? (
            <TextField
              label="Why go on without it"
              description="The client can read this line"
              {...form.getInputProps('reason')}
            />
          ) : null}
          <TextField
            label="A sentence for the client"
            description="What this step means for them; may stay empty"
            {...form.getInputProps('sentence')}
          />
          <FormEnd verb={`Move to ${move.label}`} busy={busy} problem={problem} onCancel={onClose} />
        </Form>
      )}
    </>
  );
}

type CriteriaProps = Pick<PhaseMoveProps, 'practice' | 'engagementId' | 'view'> & { readonly move: Move };

function Criteria({ practice, engagementId, view, move }: CriteriaProps) {
  if (move.criteria.length === 0) return <p className={classes.soft}>This step needs nothing more.</p>;
  const met = move.criteria.filter((criterion) => criterion.met).length;
  return (
    <div>
      <p className={classes.soft}>
        {met} of {move.criteria.length} met
      </p>
      <ul className={classes.criteria}>
        {move.criteria.map((criterion) => (
          <li key={criterion.id} className={classes.criterion} data-met={criterion.met || undefined}>
            {criterion.met ? <Check size={15} aria-hidden="true" /> : <Circle size={15} aria-hidden="true" />}
            <div>
              <span className="visually-hidden">{criterion.met ? 'Met: ' : 'Missing: '}</span>
              {criterion.sentence}
              {criterion.evidence ? (
                <span className={classes.evidence}>
                  {criterion.evidence}
                  {criterion.on ? `, ${formatDate(criterion.on)}` : null}
                </span>
              ) : null}
              {!criterion.met && criterion.byHand && view.can.record ? (
                <RecordEvidence practice={practice} engagementId={engagementId} criterion={criterion} />
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
