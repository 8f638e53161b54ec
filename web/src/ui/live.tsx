import { useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { useTopLayer } from './top-layer';

let said = '';
const listeners = new Set<() => void>();

/** Tells a screen reader what just changed where the eye can see it already. */
export function announce(text: string): void {
  said = text === said ? `${text} ` : text;
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The region that speaks. Mounted once. */
export function LiveRegion() {
  const text = useSyncExternalStore(subscribe, () => said);
  const over = useTopLayer();
  const region = (
    <div className="visually-hidden" aria-live="polite" aria-atomic="true">
      {text}
    </div>
  );
  return over ? createPortal(region, over) : region;
}
