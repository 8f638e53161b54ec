import { Link, Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { ActionIcon, Button, useMantineColorScheme } from '@mantine/core';
import { Clock, House, Moon, Plus, Search, Settings, Sun, Users } from 'lucide-react';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { PHASE_IDS } from '@domain/engagements/phases';
import { usePortfolio } from '../clients/clients.queries';
import { readKept } from '../platform/kept';
import { useKeys } from '../platform/keys';
import { useMe } from '../platform/session';
import { todayHere } from '../platform/when';
import { QUICK_ADD } from '../time/kept-lines';
import { Dot } from '../ui/dot';
import { Keys } from '../ui/keys';
import { Kit } from '../ui/kit';
import { Wordmark } from '../ui/mark';
import { SkeletonText } from '../ui/skeleton';
import { undoLast } from '../ui/toast';
import { Gate } from './gate';
import { Lost } from './lost';
import classes from './shell.module.css';

const UnsentSender = lazy(() =>
  import('../time/unsent/unsent-sender').then((module) => ({ default: module.UnsentSender })),
);
const Palette = lazy(() => import('./palette').then((module) => ({ default: module.Palette })));
const QuickAdd = lazy(() => import('../time/quick-add').then((module) => ({ default: module.QuickAdd })));
const TimerBar = lazy(() => import('../time/timer-bar').then((module) => ({ default: module.TimerBar })));
const KeyList = lazy(() => import('./key-list').then((module) => ({ default: module.KeyList })));

type Layer = 'palette' | 'add' | 'keys' | 'timer' | null;

/** The practice's frame: where to go at the left, finding and adding on top, the screen beside. */
export function PracticeShell() {
  return (
    <Kit>
      <Gate waiting={<Frame />}>
        <Inside />
      </Gate>
    </Kit>
  );
}

function Inside() {
  const { practice } = useParams({ from: '/p/$practice' });
  const known = useMe().practices.some(({ practiceId }) => practiceId === practice);
  return known ? <Frame practice={practice} /> : <Lost />;
}

function Frame({ practice }: { readonly practice?: string }) {
  // A line that was being typed over a screen when the session ended is there again.
  const [layer, setLayer] = useState<Layer>(practice && readKept(practice, QUICK_ADD) !== '' ? 'add' : null);
  const close = useCallback(() => setLayer(null), []);
  const openTimer = useCallback(() => setLayer('timer'), []);
  return (
    <div className={classes.frame}>
      <a href="#content" className={classes.skip}>
        Skip to content
      </a>
      <Sidebar {...(practice ? { practice } : {})} />
      <header className={classes.bar}>
        <Link to="/" className={classes.barMark} aria-label="Baton, start page">
          <Wordmark />
        </Link>
        <button type="button" className={classes.find} onClick={() => setLayer('palette')}>
          <Search size={14} aria-hidden="true" />
          <span className={classes.findWords}>Find or log time</span>
          <Keys of={['Ctrl', 'K']} />
        </button>
        <div className={classes.barEnd}>
          {practice ? (
            <Suspense>
              <TimerBar practice={practice} open={layer === 'timer'} onOpen={openTimer} onClose={close} />
            </Suspense>
          ) : null}
          <Button
            className={classes.add}
            variant="default"
            leftSection={<Plus size={14} aria-hidden="true" />}
            onClick={() => setLayer('add')}
          >
            Log time
          </Button>
          <SchemeButton />
        </div>
      </header>
      <main id="content" className={classes.content} tabIndex={-1}>
        {practice ? <Outlet /> : null}
      </main>
      {practice ? <BottomBar practice={practice} onAdd={() => setLayer('add')} /> : null}
      {practice ? (
        <Suspense>
          <UnsentSender practice={practice} />
        </Suspense>
      ) : null}
      {practice ? <ShellKeys practice={practice} onLayer={setLayer} /> : null}
      {practice && layer ? (
        <Suspense>
          {layer === 'palette' ? (
            <Palette practice={practice} onClose={close} onAdd={() => setLayer('add')} onTimer={openTimer} />
          ) : null}
          {layer === 'add' ? <QuickAdd practice={practice} onClose={close} /> : null}
          {layer === 'keys' ? <KeyList onClose={close} /> : null}
        </Suspense>
      ) : null}
    </div>
  );
}

function Sidebar({ practice }: { readonly practice?: string }) {
  return (
    <nav className={classes.side} aria-label="Practice">
      <Link to="/" className={classes.sideMark} aria-label="Baton, start page">
        <Wordmark />
      </Link>
      {practice ? <SideLinks practice={practice} /> : null}
    </nav>
  );
}

function SideLinks({ practice }: { readonly practice: string }) {
  const me = useMe();
  const portfolio = usePortfolio(practice);
  const name = me.practices.find(({ practiceId }) => practiceId === practice)?.name;
  const running = portfolio.data?.rows.filter((row) => !row.archived) ?? [];
  return (
    <>
      <ul className={classes.links}>
        <li>
          <Link to="/p/$practice" params={{ practice }} activeOptions={{ exact: true }} className={classes.link}>
            <House size={15} aria-hidden="true" /> Today
          </Link>
        </li>
        <li>
          <Link to="/p/$practice/time" params={{ practice }} className={classes.link}>
            <Clock size={15} aria-hidden="true" /> Time
          </Link>
        </li>
      </ul>
      <Link
        to="/p/$practice/clients"
        params={{ practice }}
        activeOptions={{ exact: true, includeSearch: false }}
        className={classes.sideHead}
      >
        Clients
      </Link>
      <ul className={classes.links}>
        {portfolio.isPending ? <SideSkeleton /> : null}
        {running.map((row) => (
          <li key={row.clientId}>
            <Link
              to="/p/$practice/clients/$client"
              params={{ practice, client: row.clientId }}
              className={classes.link}
              title={row.phaseLabel ? `${row.name}: ${row.phaseLabel}` : row.name}
            >
              <Dot
                share={row.phase ? (PHASE_IDS.indexOf(row.phase) + 1) / PHASE_IDS.length : 0}
                quiet={row.phase === 'closed' || row.phase === null}
              />
              <span className={classes.clip}>{row.name}</span>
            </Link>
          </li>
        ))}
      </ul>
      <div className={classes.sideEnd}>
        <Link to="/p/$practice/settings" params={{ practice }} className={classes.link}>
          <Settings size={15} aria-hidden="true" /> Settings
        </Link>
        <div className={classes.who}>
          <span className={classes.clip}>{me.name || me.email}</span>
          <span className={classes.clip}>{name}</span>
        </div>
      </div>
    </>
  );
}

function SideSkeleton() {
  return [88, 112, 96, 72].map((width) => (
    <li key={width} className={classes.link}>
      <SkeletonText width={width} />
    </li>
  ));
}

function BottomBar({ practice, onAdd }: { readonly practice: string; readonly onAdd: () => void }) {
  return (
    <nav className={classes.bottom} aria-label="Main places">
      <Link to="/p/$practice" params={{ practice }} activeOptions={{ exact: true }}>
        <House size={20} aria-hidden="true" /> Today
      </Link>
      <Link to="/p/$practice/time/day/$date" params={{ practice, date: todayHere() }}>
        <Clock size={20} aria-hidden="true" /> Time
      </Link>
      <button type="button" onClick={onAdd}>
        <span className={classes.plus}>
          <Plus size={20} aria-hidden="true" />
        </span>
        Log
      </button>
      <Link to="/p/$practice/clients" params={{ practice }}>
        <Users size={20} aria-hidden="true" /> Clients
      </Link>
      <Link to="/p/$practice/settings" params={{ practice }}>
        <Settings size={20} aria-hidden="true" /> Settings
      </Link>
    </nav>
  );
}

function SchemeButton() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const dark = colorScheme === 'dark' || (colorScheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  return (
    <ActionIcon
      aria-label={dark ? 'Switch to light colours' : 'Switch to dark colours'}
      onClick={() => setColorScheme(dark ? 'light' : 'dark')}
    >
      {dark ? <Sun size={16} aria-hidden="true" /> : <Moon size={16} aria-hidden="true" />}
    </ActionIcon>
  );
}

function ShellKeys({ practice, onLayer }: { readonly practice: string; readonly onLayer: (layer: Layer) => void }) {
  const navigate = useNavigate();
  const { data } = usePortfolio(practice);
  const keys = useMemo(() => {
    const clients = data?.rows.filter((row) => !row.archived).slice(0, 9) ?? [];
    return {
      'mod+k': () => onLayer('palette'),
      'mod+z': () => void undoLast(),
      c: () => onLayer('add'),
      '?': () => onLayer('keys'),
      'g t': () => void navigate({ to: '/p/$practice', params: { practice } }),
      'g i': () => void navigate({ to: '/p/$practice/time', params: { practice } }),
      'g c': () => void navigate({ to: '/p/$practice/clients', params: { practice } }),
      ...Object.fromEntries(
        clients.map((row, index) => [
          String(index + 1),
          () => void navigate({ to: '/p/$practice/clients/$client', params: { practice, client: row.clientId } }),
        ]),
      ),
    };
  }, [data, navigate, onLayer, practice]);
  useKeys(keys);
  return null;
}
