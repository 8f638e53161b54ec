import { editTimer } from '@contract/timer';
import { looksForgotten } from '@domain/time/timer';
import type { Activity } from '@domain/time/activities';
import { Button, Checkbox } from '@mantine/core';
import '@mantine/core/styles/Checkbox.layer.css';
import '@mantine/core/styles/InlineInput.layer.css';
import { useState } from 'react';
import { useDraft } from '../platform/draft';
import type { Refusal } from '../platform/api';
import { isRefusal, sentenceFor } from '../platform/problems';
import { moment, zoneHere } from '../platform/when';
import { ChoiceField, TextField } from '../ui/fields';
import { Form, FormEnd } from '../ui/form';
import { activityOptions } from './activity-options';
import { ElapsedTime, useServerNow } from './elapsed-time';
import { OverlapWays, type Piece } from './overlap-ways';
import { useTimerActs, type Running, type TimerStop } from './timer.queries';
import classes from './running-timer.module.css';

interface RunningTimerProps {
  readonly practice: string;
  readonly running: Running;
  /** Why it could not be stopped, when that was tried before this was opened. */
  readonly refusal: unknown;
  readonly onSwitch: () => void;
  readonly onClose: () => void;
}

/** The timer that runs: how long, what for, and every way to end it. */
export function RunningTimer({ practice, running, refusal, onSwitch, onClose }: RunningTimerProps) {
  const { timer, ahead } = running;
  const { stop } = useTimerActs(practice);
  const [trouble, setTrouble] = useState(refusal);
  const now = useServerNow(ahead);
  const forgotten = looksForgotten(Date.parse(timer.startedAt), now, zoneHere());

  const keepPieces = (keep: Piece[]) => {
    const { endedAt } = (trouble as Refusal).facts['wanted'] as Piece;
    end({ keep, stoppedAt: stoppedBefore(endedAt, ahead) });
  };
  const end = (how: TimerStop) => {
    setTrouble(null);
    stop.mutateAsync({ timer, ...how }).then(onClose, setTrouble);
  };

  // Asked at once of a timer that looks forgotten.
  const stopThen = <StopThen startedAt={timer.startedAt} now={now} ahead={ahead} busy={stop.isPending} onStop={end} />;

  return (
    <>
      <p>
        <strong className={classes.time}>
          <ElapsedTime {...running} />
        </strong>{' '}
        for {timer.clientName ?? 'a former client'}, since {moment(timer.startedAt)}
      </p>
      {trouble ? (
        <div role="alert" className={classes.trouble}>
          <p>
            {isRefusal(trouble, 'time.timer_other')
              ? 'What ran before was stopped or switched on another device; this one runs now.'
              : `The timer keeps running. ${sentenceFor(trouble)}`}
          </p>
          {isRefusal(trouble, 'time.overlap') ? (
            <OverlapWays
              refusal={trouble}
              onPiece={(piece) => keepPieces([piece])}
              onPieces={keepPieces}
              onParallel={() => end({ parallel: true })}
            />
          ) : null}
        </div>
      ) : null}
      {forgotten ? (
        <p className={classes.question}>
          {forgotten === 'long' ? 'It runs for more than eight hours.' : 'It runs past midnight.'} Still working? If
          not, say below when you stopped.
        </p>
      ) : null}
      {forgotten ? stopThen : null}
      <WhatFor practice={practice} running={running} onSwitch={onSwitch} />
      {forgotten ? null : stopThen}
      <Discard practice={practice} running={running} onClose={onClose} />
    </>
  );
}

interface StopThenProps {
  readonly startedAt: string;
  readonly now: number;
  readonly ahead: number;
  readonly busy: boolean;
  readonly onStop: (how: TimerStop) => void;
}

/** Stops now, or at a moment that has passed. */
function StopThen({ startedAt, now, ahead, busy, onStop }: StopThenProps) {
  const [then, setThen] = useState('');
  const at = Date.parse(then);
  return (
    <div className={classes.stop}>
      <TextField
        label="Stopped at, if not now"
        type="datetime-local"
        min={localTime(Date.parse(startedAt) - ahead)}
        max={localTime(now - ahead)}
        value={then}
        onChange={(event) => setThen(event.currentTarget.value)}
      />
      <Button loading={busy} onClick={() => onStop(Number.isNaN(at) ? {} : { stoppedAt: new Date(at).toISOString() })}>
        Stop and keep
      </Button>
    </div>
  );
}

function WhatFor({
  practice,
  running: { timer },
  onSwitch,
}: Pick<RunningTimerProps, 'practice' | 'running' | 'onSwitch'>) {
  const { edit } = useTimerActs(practice);
  const { form, submit, busy, problem } = useDraft({
    initial: { text: timer.text, activity: (timer.activity ?? '') as string, billable: timer.billable },
    schema: editTimer.body,
    toBody: ({ activity, ...rest }) => ({ ...rest, activity: (activity || null) as Activity | null }),
    send: (body) => edit.mutateAsync({ timer, ...body }),
  });
  return (
    <Form onSubmit={submit} label="What the timer is for">
      <TextField label="Note" description="The client can read this" {...form.getInputProps('text')} />
      <ChoiceField label="Activity" data={activityOptions()} {...form.getInputProps('activity')} />
      <Checkbox label="Billable" {...form.getInputProps('billable', { type: 'checkbox' })} />
      <div className={classes.ends}>
        <FormEnd verb={edit.isSuccess && !form.isDirty() ? 'Saved' : 'Save'} busy={busy} problem={problem} />
        <Button variant="default" onClick={onSwitch}>
          Switch to another client…
        </Button>
      </div>
    </Form>
  );
}

function Discard({
  practice,
  running: { timer },
  onClose,
}: Pick<RunningTimerProps, 'practice' | 'running' | 'onClose'>) {
  const { discard } = useTimerActs(practice);
  const [reason, setReason] = useState('');
  return (
    <details className={classes.discard}>
      <summary>Discard it</summary>
      <form
        className={classes.stop}
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim() !== '') discard.mutateAsync({ timer, reason }).then(onClose, () => undefined);
        }}
      >
        <TextField
          label="Reason"
          value={reason}
          error={discard.isError ? sentenceFor(discard.error) : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={discard.isPending} disabled={reason.trim() === ''}>
          Discard without hours
        </Button>
      </form>
    </details>
  );
}

/** An instant as the field for date and time holds it, on this device's clock. */
function localTime(instant: number): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short' }).format(instant).replace(' ', 'T');
}

/** An instant of the server as this device would say it. */
function stoppedBefore(instant: string, ahead: number): string {
  return new Date(Date.parse(instant) - ahead).toISOString();
}
