import { useSyncExternalStore } from 'react';

/** Somebody is asked whether it is still them. */
export interface Question {
  /** Says whether they have shown it; the act that waits then goes on, or stays refused. */
  readonly answer: (shown: boolean) => void;
}

let question: Question | null = null;
let waiting: Promise<boolean> | null = null;
const listeners = new Set<() => void>();

function set(next: Question | null): void {
  question = next;
  listeners.forEach((listener) => listener());
}

/**
 * Has the person show that it is still them, and answers whether they did. Acts that are refused at the same time wait for
 * one question.
 */
export function freshFactor(): Promise<boolean> {
  if (listeners.size === 0) return Promise.resolve(false);
  waiting ??= new Promise((resolve) => {
    const answer = (shown: boolean) => {
      waiting = null;
      set(null);
      resolve(shown);
    };
    set({ answer });
  });
  return waiting;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The question that is open, for the one place that puts it. */
export function useQuestion(): Question | null {
  return useSyncExternalStore(subscribe, () => question);
}
