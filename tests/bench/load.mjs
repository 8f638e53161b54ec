import { connect } from 'node:net';
import { operations } from './operations.mjs';

// The generator of load, in a process of its own. It speaks HTTP over plain sockets: a client that costs more than the
// server would measure itself.

process.on('disconnect', () => process.exit());
process.on('message', async (/** @type {any} */ order) => {
  try {
    process.send?.(await measure(order));
  } catch (error) {
    process.send?.({ error: String(error) });
  }
});

/** @param {{ port: number, operation: string, connections: number, seconds: number }} order */
async function measure({ port, operation, connections, seconds }) {
  const { request } = operations[operation];
  const until = performance.now() + seconds * 1000;
  const latencies = [];
  let busy = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const line = await open(port);
      for (let began = performance.now(); began < until; began = performance.now()) {
        const asked = request();
        const answer = await line.ask(asked);
        if (answer.status === 503) {
          busy += 1;
          continue;
        }
        if (answer.status !== 200 && answer.status !== 201) {
          throw new Error(`${asked.method} ${asked.path}: ${answer.status} ${answer.body.toString('utf8')}`);
        }
        latencies.push(performance.now() - began);
      }
      line.close();
    }),
  );
  latencies.sort((a, b) => a - b);
  const at = (share) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))];
  return { rate: latencies.length / seconds, p50: at(0.5), p99: at(0.99), busy };
}

/** A kept-alive connection that has one request under way at a time. @param {number} port */
async function open(port) {
  const socket = connect(port, '127.0.0.1').setNoDelay(true);
  await new Promise((ready, failed) => socket.once('connect', ready).once('error', failed));
  let waiting;
  let parts = [];
  let size = 0;
  let needed = 0;
  let head;
  socket.on('data', (part) => {
    parts.push(part);
    size += part.length;
    if (head !== undefined && size < needed) return;
    const all = parts.length === 1 ? parts[0] : Buffer.concat(parts);
    parts = [all];
    if (head === undefined) {
      const end = all.indexOf('\r\n\r\n');
      if (end < 0) return;
      head = { text: all.toString('latin1', 0, end), end: end + 4 };
      needed = head.end + Number(/\r\ncontent-length: (\d+)/i.exec(head.text)?.[1]);
      if (Number.isNaN(needed)) throw new Error(`an answer without a length: ${head.text}`);
      if (size < needed) return;
    }
    const answer = { status: Number(head.text.slice(9, 12)), body: all.subarray(head.end, needed) };
    [parts, size, head] = [[], 0, undefined];
    waiting?.done(answer);
  });
  const lost = (error) => waiting?.failed(error ?? new Error('the connection was closed'));
  socket.on('error', lost).on('close', () => lost());
  return {
    /** @returns {Promise<{ status: number, body: Buffer }>} */
    ask({ method, path, cookie, body }) {
      const more =
        body === undefined ? '' : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
      socket.write(
        `${method} ${path} HTTP/1.1\r\nhost: localhost\r\ncookie: ${cookie}\r\nsec-fetch-site: same-origin\r\n${more}\r\n${body ?? ''}`,
      );
      return new Promise((done, failed) => (waiting = { done, failed }));
    },
    close() {
      waiting = undefined;
      socket.destroy();
    },
  };
}
