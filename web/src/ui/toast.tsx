import { useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import classes from './toast.module.css';
import { useTopLayer } from './top-layer';

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'said' | 'failed';
  readonly action?: { readonly label: string; readonly run: () => void };
}

const SHOWN_MS = 10_000;
const MOST = 3;

let toasts: readonly Toast[] = [];
let next = 1;
const listeners = new Set<() => void>();

function show(all: readonly Toast[]): void {
  toasts = all.slice(-MOST);
  listeners.forEach((listener) => listener());
}

function dismiss(id: number): void {
  show(toasts.filter((toast) => toast.id !== id));
}

/** Says what happened, for ten seconds, with a way back where there is one. Returns a function that takes it away. */
export function say(text: string, undo?: () => void): () => void {
  const id = next++;
  show([...toasts, { id, text, tone: 'said', ...(undo ? { action: { label: 'Undo', run: undo } } : {}) }]);
  const timer = setTimeout(() => dismiss(id), SHOWN_MS);
  return () => {
    clearTimeout(timer);
    dismiss(id);
  };
}

/** Says what failed and stays until it is closed. */
export function sayFailed(text: string, retry?: () => void): void {
  show([
    ...toasts,
    { id: next++, text, tone: 'failed', ...(retry ? { action: { label: 'Try again', run: retry } } : {}) },
  ]);
}

/** Takes every message away: what was said in one place is not said in another. */
export function hush(): void {
  show([]);
}

/** Takes the newest way back, as Ctrl+Z does. Returns whether there was one. */
export function undoLast(): boolean {
  const last = toasts.findLast((toast) => toast.action?.label === 'Undo');
  if (!last) return false;
  dismiss(last.id);
  last.action?.run();
  return true;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where toasts appear: bottom right, above the bar on phones, and beside a panel rather than on it. Mounted once. */
export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  const over = useTopLayer();
  const place = (
    <div
      className={classes.place}
      data-beside={over?.dataset['place'] === 'side' || undefined}
      role="status"
      aria-live="polite"
    >
      {shown.map((toast) => (
        <div key={toast.id} className={classes.toast} data-tone={toast.tone}>
          <p>{toast.text}</p>
          {toast.action ? (
            <button
              type="button"
              className={classes.action}
              onClick={() => {
                dismiss(toast.id);
                toast.action?.run();
              }}
            >
              {toast.action.label}
            </button>
          ) : null}
          <button type="button" className={classes.close} aria-label="Close message" onClick={() => dismiss(toast.id)}>
            ×
          </button>
        </div>
      ))}
    </div>
  );
  return over ? createPortal(place, over) : place;
}
