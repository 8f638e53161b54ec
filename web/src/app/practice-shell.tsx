import { Link, Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { ActionIcon, Button, useMantineColorScheme } from '@mantine/core';
import { Clock, House, Moon, Plus, Search, Settings, Sun, Users } from 'lucide-react';
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { usePortfolio } from '../clients/clients.queries';
import { readKept } from '../platform/kept';
import { useKeys } from '../platform/keys';
import { useMe, useMembership, useSession } from '../platform/session';
import { todayHere } from '../platform/when';
import { QUICK_ADD } from '../time/kept-lines';
import { Keys } from '../ui/keys';
import { Kit } from '../ui/kit';
import { Wordmark } from '../ui/mark';
import { undoLast } from '../ui/toast';
import { Gate } from './gate';
import { Lost } from './lost';
import { rememberPlace } from '../platform/last-place';
import classes from './shell.module.css';
import { SideLinks } from './side-links';

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
  const me = useMe();
  const known = useMembership(practice) !== undefined;
  useEffect(() => {
    if (known) rememberPlace(me.userId, `/p/${practice}`);
  }, [known, me.userId, practice]);
  // Another practice is another frame: nothing that was open in the one before stays open.
  return known ? <Frame key={practice} practice={practice} /> : <Lost />;
}

function Frame({ practice }: { readonly practice?: string }) {
  const { state } = useSession();
  const can = state.is === 'in' ? state.me.practices.find(({ practiceId }) => practiceId === practice)?.can : undefined;
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
          <span className={classes.findWords}>{can && !can.logTime ? 'Find' : 'Find or log time'}</span>
          <Keys of={['Ctrl', 'K']} />
        </button>
        <div className={classes.barEnd}>
          {practice && can?.logTime ? (
            <Suspense>
              <TimerBar practice={practice} open={layer === 'timer'} onOpen={openTimer} onClose={close} />
            </Suspense>
          ) : null}
          {practice ? <LogButton practice={practice} onAdd={() => setLayer('add')} /> : null}
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

function LogButton({ practice, onAdd }: { readonly practice: string; readonly onAdd: () => void }) {
  if (!useMembership(practice)?.can.logTime) return null;
  return (
    <Button
      className={classes.add}
      variant="default"
      leftSection={<Plus size={14} aria-hidden="true" />}
      onClick={onAdd}
    >
      Log time
    </Button>
  );
}

function BottomBar({ practice, onAdd }: { readonly practice: string; readonly onAdd: () => void }) {
  const can = useMembership(practice)?.can;
  return (
    <nav className={classes.bottom} aria-label="Main places">
      <Link to="/p/$practice" params={{ practice }} activeOptions={{ exact: true }}>
        <House size={20} aria-hidden="true" /> {can?.readClients ? 'Today' : 'Summaries'}
      </Link>
      {can?.logTime ? (
        <>
          <Link to="/p/$practice/time/day/$date" params={{ practice, date: todayHere() }}>
            <Clock size={20} aria-hidden="true" /> Time
          </Link>
          <button type="button" onClick={onAdd}>
            <span className={classes.plus}>
              <Plus size={20} aria-hidden="true" />
            </span>
            Log
          </button>
        </>
      ) : null}
      {can?.readClients ? (
        <Link to="/p/$practice/clients" params={{ practice }}>
          <Users size={20} aria-hidden="true" /> Clients
        </Link>
      ) : null}
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
  const can = useMembership(practice)?.can;
  const { data } = usePortfolio(practice, can?.readClients);
  const keys = useMemo(() => {
    const clients = data?.rows.filter((row) => !row.archived).slice(0, 9) ?? [];
    return {
      'mod+k': () => onLayer('palette'),
      'mod+z': () => void undoLast(),
      '?': () => onLayer('keys'),
      'g t': () => void navigate({ to: '/p/$practice', params: { practice } }),
      ...(can?.logTime
        ? {
            c: () => onLayer('add'),
            'g i': () => void navigate({ to: '/p/$practice/time', params: { practice } }),
          }
        : {}),
      ...(can?.readClients ? { 'g c': () => void navigate({ to: '/p/$practice/clients', params: { practice } }) } : {}),
      ...Object.fromEntries(
        clients.map((row, index) => [
          String(index + 1),
          () => void navigate({ to: '/p/$practice/clients/$client', params: { practice, client: row.clientId } }),
        ]),
      ),
    };
  }, [can, data, navigate, onLayer, practice]);
  useKeys(keys);
  return null;
}
