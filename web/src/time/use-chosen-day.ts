import { weekOf, type Day } from '@domain/shared/day';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useRef } from 'react';

/** Whoever walks through the grid passes days; the list below follows once they stop. */
const PAUSE_MS = 150;

/** Shows the entries of a day under the week. */
export function useChosenDay(): (day: Day) => void {
  const navigate = useNavigate({ from: '/p/$practice/time' });
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(waiting.current), []);
  return useCallback(
    (day) => {
      clearTimeout(waiting.current);
      waiting.current = setTimeout(
        () => void navigate({ search: { week: weekOf(day), day }, replace: true, resetScroll: false }),
        PAUSE_MS,
      );
    },
    [navigate],
  );
}
