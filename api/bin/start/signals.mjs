/**
 * Ctrl-C and its relatives. Asked once, Baton finishes what it is doing; asked three times, it goes at once.
 *
 * @returns {{ asked: Promise<void>, wasAsked: () => boolean, end: () => void }}
 */
export function untilAskedToStop() {
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  let times = 0;
  /** @type {() => void} */
  let resolve = () => undefined;
  /** @type {Promise<void>} */
  const asked = new Promise((done) => (resolve = done));
  const hear = () => {
    times += 1;
    resolve();
    if (times >= 3) process.exit(130);
  };
  for (const signal of signals) process.on(signal, hear);
  // Listening for a signal does not keep a process alive; waiting for one must.
  const waiting = setInterval(() => undefined, 60_000);
  return {
    asked,
    wasAsked: () => times > 0,
    end() {
      clearInterval(waiting);
      for (const signal of signals) process.off(signal, hear);
    },
  };
}
