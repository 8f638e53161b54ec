import type { Day } from '@domain/shared/day';
import { elapsedMinutes } from '@domain/time/elapsed';
import { readQuickEntry } from '@domain/time/quick-entry';
import type { Stretch } from '@domain/time/stretch';
import type { Minutes } from '@domain/shared/units';
import { CornerDownLeft } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import { useKept } from '../platform/kept';
import type { Refusal } from '../platform/api';
import { isRefusal, sentenceFor } from '../platform/problems';
import { todayHere, zoneHere } from '../platform/when';
import { timesOfLine } from './line-times';
import { OverlapWays, stretchOf } from './overlap-ways';
import { QuickChips } from './quick-chips';
import { ReadingLine } from './reading-line';
import { ReadingTimes } from './reading-times';
import { useLoggable } from './time.queries';
import { useLogLine } from './use-log-line';
import classes from './quick-entry.module.css';

interface QuickEntryProps {
  readonly practice: string;
  /** Under which name the line is kept until it is sent, so that the end of a session takes no words away. */
  readonly keptAs: string;
  /** What a line without a day means; today when absent. */
  readonly day?: Day;
  readonly autoFocus?: boolean;
  /** Buttons for recent clients and usual lengths: logging an hour takes three taps. */
  readonly withChips?: boolean;
  readonly onLogged?: (day: Day) => void;
}

/** Hours in one line, in any order; what was understood stands below before anything is saved. */
export function QuickEntry({ practice, keptAs, day, autoFocus = false, withChips = false, onLogged }: QuickEntryProps) {
  const [line, setLine] = useKept(practice, keptAs);
  const [trouble, setTrouble] = useState('');
  const helpId = useId();
  const loggable = useLoggable(practice);
  const log = useLogLine(practice);
  const [busy, setBusy] = useState(false);
  const [picked, setPicked] = useState<Stretch | null>(null);
  const [overlap, setOverlap] = useState<Refusal | null>(null);

  const places = useMemo(() => loggable.data?.items ?? [], [loggable.data]);
  const today = todayHere();
  const clients = useMemo(
    () => places.map(({ clientId, clientCode, clientName }) => ({ id: clientId, code: clientCode, name: clientName })),
    [places],
  );
  const reading = useMemo(() => readQuickEntry(line, { clients, today }), [line, clients, today]);
  const place = places.find(({ clientId }) => clientId === reading.clientId);
  // Clock times are those of the author's day, other hours those of the client's.
  const { on, times: read } = timesOfLine(reading, day ?? (reading.interval ? today : (place?.today ?? today)));
  const stretch = read?.ok ? read.value : picked;
  const understood = stretch ? { ...reading, minutes: elapsedMinutes(stretch.start, stretch.end) } : reading;
  const timed = read === null || stretch !== null;
  const ready = place !== undefined && reading.minutes !== undefined && reading.refusals.length === 0 && timed;

  /** Logs the line, in several pieces where its clock times go around others; a length that was tapped goes before a typed one. */
  const submit = async (pieces: readonly (Stretch | null)[] = [stretch], parallel = false, tapped?: Minutes) => {
    if ((!ready && tapped === undefined) || place === undefined || busy) {
      setTrouble(line.trim() === '' ? '' : 'Not saved yet: see what is missing below.');
      return;
    }
    const typed = line;
    setLine('');
    setTrouble('');
    setOverlap(null);
    setBusy(true);
    try {
      for (const times of pieces) {
        const said = tapped === undefined ? reading : { ...reading, minutes: tapped };
        const logged = await log({ place, reading: said, day: on, times, parallel });
        onLogged?.(logged);
      }
      setPicked(null);
    } catch (error) {
      setLine(typed);
      setTrouble(sentenceFor(error));
      setOverlap(isRefusal(error, 'time.overlap') ? error : null);
    } finally {
      setBusy(false);
    }
  };

  const add = (word: string) => setLine(`${line.trim()} ${word}`.trim());

  return (
    <form
      className={classes.form}
      aria-label="Log time"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className={classes.box}>
        <input
          className={classes.input}
          aria-label="Log time in one line"
          aria-describedby={helpId}
          aria-invalid={trouble !== '' || undefined}
          placeholder={exampleFor(clients)}
          value={line}
          autoFocus={autoFocus}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="done"
          onChange={(event) => {
            setLine(event.currentTarget.value);
            setTrouble('');
            setPicked(null);
            setOverlap(null);
          }}
        />
        <button type="submit" className={classes.enter} aria-label="Log it" disabled={!ready}>
          <CornerDownLeft size={14} aria-hidden="true" className={classes.enterMark} />
          <span className={classes.enterWords}>Log it</span>
        </button>
      </div>
      <div id={helpId} className={classes.help}>
        {trouble ? (
          <p role="alert" className={classes.trouble}>
            {trouble}
          </p>
        ) : null}
        {overlap ? (
          <OverlapWays
            refusal={overlap}
            onPiece={(piece) => void submit([stretchOf(piece)])}
            onPieces={(pieces) => void submit(pieces.map(stretchOf))}
            onParallel={() => void submit([stretch], true)}
          />
        ) : null}
        <ReadingLine
          line={line}
          reading={understood}
          day={on}
          today={today}
          {...(place ? { place } : {})}
          clock={
            <ReadingTimes on={on} times={read} zone={place?.zone ?? zoneHere()} picked={picked} onPick={setPicked} />
          }
          onWord={add}
        />
      </div>
      {withChips ? (
        <QuickChips
          places={places}
          chosen={place?.clientId}
          onClient={({ clientCode }) => add(`@${clientCode}`)}
          onLength={(length) => (place ? void submit([null], false, length) : add(`${length}m`))}
        />
      ) : null}
    </form>
  );
}

function exampleFor(clients: readonly { readonly code: string }[]): string {
  const code = clients[0]?.code.toLowerCase() ?? 'acme';
  return `${code} 1:30 board prep yesterday #c5`;
}
