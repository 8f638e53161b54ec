import type { Temporal as Polyfill } from 'temporal-polyfill/implementation';

/** Stands in for `temporal-polyfill` in the browser: the built-in calendar where there is one. */
export let Temporal = (globalThis as { Temporal?: typeof Polyfill }).Temporal as typeof Polyfill;

/** To be awaited before the first screen: loads the imitation where the browser has no calendar of its own. */
export async function temporalReady(): Promise<void> {
  Temporal ??= (await import('temporal-polyfill/implementation')).Temporal;
}
