import { formatMinutes } from '@domain/shared/format';
import { elapsedMinutes } from '@domain/time/elapsed';
import { readQuickEntry } from '@domain/time/quick-entry';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { usePortfolio } from '../clients/clients.queries';
import { isSignedOut } from '../platform/api';
import { keep } from '../platform/kept';
import { sentenceFor } from '../platform/problems';
import { useMe, useMembership } from '../platform/session';
import { nearby, todayHere } from '../platform/when';
import { QUICK_ADD } from '../time/kept-lines';
import { timesOfLine } from '../time/line-times';
import { useLoggable } from '../time/time.queries';
import { LineReading } from '../time/line-reading';
import { useLogLine } from '../time/use-log-line';
import { useTimerChoices } from '../time/use-timer-choices';
import { sayFailed } from '../ui/toast';
import { placesOf } from './places';
import classes from './palette.module.css';

interface PaletteProps {
  readonly practice: string;
  readonly onClose: () => void;
  readonly onAdd: () => void;
  readonly onTimer: () => void;
}

interface Choice {
  readonly key: string;
  readonly title: string;
  readonly hint: string;
  readonly run: () => void;
}

/** One line for everything: the name of a client or screen, or hours to log as typed. */
export function Palette({ practice, onClose, onAdd, onTimer }: PaletteProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const listId = useId();
  const choices = useChoices(practice, text, onAdd, onTimer);
  const current = Math.min(at, choices.length - 1);

  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    const outside = (event: MouseEvent) => {
      if (event.target === element) onClose();
    };
    element.showModal();
    element.addEventListener('click', outside);
    return () => {
      element.removeEventListener('click', outside);
      element.close();
    };
  }, [onClose]);

  const take = (choice: Choice | undefined) => {
    if (!choice) return;
    onClose();
    choice.run();
  };

  const press = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((current + step + choices.length) % Math.max(1, choices.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      take(choices[current]);
    }
  };

  return (
    <dialog
      ref={dialog}
      className={classes.palette}
      aria-label="Find or log time"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <input
        className={classes.input}
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={choices[current] ? `${listId}-${current}` : undefined}
        aria-label="Find or log time"
        placeholder="A client, a screen, or hours: acme 1:30 board prep"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      <div className={classes.reading}>
        <LineReading practice={practice} line={text} onWord={(word) => setText(`${text.trim()} ${word}`)} />
      </div>
      <div id={listId} role="listbox" aria-label="Results" className={classes.list}>
        {choices.map((choice, index) => (
          <button
            key={choice.key}
            type="button"
            tabIndex={-1}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === current}
            className={classes.choice}
            onPointerMove={() => setAt(index)}
            onClick={() => take(choice)}
          >
            <span>{choice.title}</span>
            <span className={classes.hint}>{choice.hint}</span>
          </button>
        ))}
      </div>
      {choices.length === 0 ? <p className={classes.none}>Nothing by that name.</p> : null}
    </dialog>
  );
}

function useChoices(practice: string, text: string, onAdd: () => void, onTimer: () => void): Choice[] {
  const navigate = useNavigate();
  const me = useMe();
  const can = useMembership(practice)?.can;
  const portfolio = usePortfolio(practice, can?.readClients);
  const logging = useLoggingChoice(practice, text);
  const timer = useTimerChoices(practice, text, onTimer);
  return useMemo(() => {
    const wanted = text.trim().toLowerCase();
    const params = { practice };
    const screens: Choice[] = [
      {
        key: 'today',
        title: can?.readClients ? 'Today' : 'Summaries',
        hint: 'G T',
        run: () => void navigate({ to: '/p/$practice', params }),
      },
      ...(can?.logTime
        ? [
            { key: 'time', title: 'Time', hint: 'G I', run: () => void navigate({ to: '/p/$practice/time', params }) },
            { key: 'log', title: 'Log time', hint: 'C', run: onAdd },
            ...timer.named,
          ]
        : []),
      ...(can?.readClients
        ? [
            {
              key: 'clients',
              title: 'Clients',
              hint: 'G C',
              run: () => void navigate({ to: '/p/$practice/clients', params }),
            },
          ]
        : []),
      ...(can?.importTime
        ? [
            {
              key: 'import',
              title: 'Import hours from another tracker',
              hint: '',
              run: () => void navigate({ to: '/p/$practice/time/import', params }),
            },
          ]
        : []),
      {
        key: 'settings',
        title: 'Settings',
        hint: '',
        run: () => void navigate({ to: '/p/$practice/settings', params }),
      },
    ];
    const clients: Choice[] = (portfolio.data?.rows ?? []).map((row) => ({
      key: row.clientId,
      title: row.name,
      hint: row.phaseLabel ?? row.code,
      run: () => void navigate({ to: '/p/$practice/clients/$client', params: { practice, client: row.clientId } }),
    }));
    const elsewhere: Choice[] = placesOf(me)
      .filter(({ to }) => to !== `/p/${practice}`)
      .map(({ to, name, as }) => ({ key: to, title: `Switch to ${name}`, hint: as, run: () => void navigate({ to }) }));
    const named = [...clients, ...screens, ...elsewhere].filter((choice) =>
      choice.title.toLowerCase().includes(wanted),
    );
    return [...(logging ? [logging] : []), ...named, ...(timer.forLine ? [timer.forLine] : [])].slice(0, 9);
  }, [can, logging, me, navigate, onAdd, portfolio.data, practice, text, timer]);
}

/** The first result when the line reads as hours: says client, length and day before anything is saved. */
function useLoggingChoice(practice: string, text: string): Choice | undefined {
  const loggable = useLoggable(practice, useMembership(practice)?.can.logTime);
  const log = useLogLine(practice);
  return useMemo(() => {
    const places = loggable.data?.items ?? [];
    const today = todayHere();
    const clients = places.map(({ clientId, clientCode, clientName }) => ({
      id: clientId,
      code: clientCode,
      name: clientName,
    }));
    const reading = readQuickEntry(text, { clients, today });
    const place = places.find(({ clientId }) => clientId === reading.clientId);
    if (!place || reading.minutes === undefined || reading.refusals.length > 0) return undefined;
    const { on: day, times: read } = timesOfLine(reading, reading.interval ? today : place.today);
    // An hour that occurs twice, or not at all, is asked about where there is room for it.
    if (read?.ok === false) return undefined;
    const times = read?.value ?? null;
    const length = times ? elapsedMinutes(times.start, times.end) : reading.minutes;
    return {
      key: 'hours',
      title: `Log ${formatMinutes(length)} for ${place.clientName}, ${nearby(day, today)}`,
      hint: reading.text,
      run: () =>
        void log({ place, reading, day, times }).catch((error: unknown) => {
          if (isSignedOut(error)) keep(practice, QUICK_ADD, text);
          else sayFailed(`“${text}” was not logged. ${sentenceFor(error)}`);
        }),
    };
  }, [loggable.data, log, practice, text]);
}
