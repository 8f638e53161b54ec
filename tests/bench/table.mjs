/** Throughput with many connections, as a share of that with few; p99 as a multiple of the bare server's; memory in MB. */
const MANY_MARK = 0.9;
const P99_MARK = 4;
const MEMORY_MARK = 400;

/** @typedef {{ title: string, mark: number, bare: Figures, baton: Figures, many: number }} Result */
/** @typedef {{ rate: number, p50: number, p99: number, busy: number }} Figures */

const columns = ['operation', 'bare/s', 'Baton/s', 'ratio', 'mark', '', 'p50 ms', 'p99 ms', 'bare p99', '64 : 16'];

/** @param {Result[]} results @param {{ connections: number, many: number }} of */
export function table(results, { connections, many }) {
  const rows = results.map(({ title, mark, bare, baton, many: rate }) => {
    const ratio = baton.rate / bare.rate;
    return [
      title,
      bare.rate.toFixed(0),
      baton.rate.toFixed(0),
      ratio.toFixed(2),
      mark.toFixed(2),
      ratio >= mark ? 'ok' : 'LOW',
      baton.p50.toFixed(1),
      `${baton.p99.toFixed(1)}${baton.p99 > P99_MARK * bare.p99 ? ' !' : ''}`,
      bare.p99.toFixed(1),
      `${(rate / baton.rate).toFixed(2)}${rate < MANY_MARK * baton.rate ? ' !' : ''}`,
    ];
  });
  const all = [columns, ...rows];
  const widths = columns.map((_, at) => Math.max(...all.map((row) => row[at].length)));
  const lines = all.map((row) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join('  '),
  );
  return [
    `\n${connections} connections; last column: throughput with ${many} of them. "!" is beyond its mark.`,
    ...lines,
    '',
  ].join('\n');
}

/** @param {Result[]} results @param {number} memory */
export function closing(results, memory) {
  const reached = results.filter(({ mark, bare, baton }) => baton.rate / bare.rate >= mark).length;
  const busy = results.reduce((sum, { baton }) => sum + baton.busy, 0);
  const refused = busy === 0 ? '' : ` ${busy} requests were refused as busy.`;
  return `${reached} of ${results.length} marks reached; Baton uses ${memory.toFixed(0)} MB (mark: at most ${MEMORY_MARK}).${refused}`;
}
