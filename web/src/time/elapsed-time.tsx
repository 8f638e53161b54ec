import { useEffect, useState } from 'react';
import type { Running } from './timer.queries';

const SECOND_MS = 1000;

/** What time it is at the server, every second, by this device's clock and how far that is off. */
export function useServerNow(ahead: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), SECOND_MS);
    return () => clearInterval(ticking);
  }, []);
  return now + ahead;
}

/** How long a timer has been running, counted here from the moment it started; nothing is asked for it. */
export function ElapsedTime({ timer, ahead }: Running) {
  const seconds = Math.max(0, Math.floor((useServerNow(ahead) - Date.parse(timer.startedAt)) / SECOND_MS));
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const digits = (value: number) => String(value).padStart(2, '0');
  return <span role="timer">{`${hours}:${digits(minutes)}:${digits(rest)}`}</span>;
}
