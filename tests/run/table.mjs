/** @param {import('./step.mjs').Result[]} results @param {number} seconds of the whole run; steps overlap */
export function table(results, seconds) {
  const width = Math.max(4, ...results.map(({ name }) => name.length));
  const line = (name, passed, failed, seconds) =>
    `${String(name).padEnd(width)}  ${String(passed).padStart(6)}  ${String(failed).padStart(6)}  ${String(seconds).padStart(7)}`;
  return [
    '',
    line('step', 'passed', 'failed', 'seconds'),
    ...results.map(({ name, passed, failed, seconds }) => line(name, passed, failed, seconds.toFixed(1))),
    line('', '', '', seconds.toFixed(1)),
    '',
  ].join('\n');
}

/** The last line of every run. @param {import('./step.mjs').Result[]} results */
export function closing(results) {
  const sum = (of) => results.reduce((total, result) => total + of(result), 0);
  return `${sum(({ passed }) => passed)} passed, ${sum(({ failed }) => failed)} failed`;
}
